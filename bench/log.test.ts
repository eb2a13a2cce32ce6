import { randomBytes } from "node:crypto";
import { Database, dayOf, migrate } from "@wth/database";
import { createTestDatabase, type TestDatabase } from "@wth/database/testing";
import { createLog } from "@wth/server/log.ts";
import { Keyring } from "@wth/server/secrets/keyring.ts";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Drop, measureLog, type Page } from "./log.ts";
import { LOG_DAYS } from "./log-rows.ts";
import { median } from "./rounds.ts";

const LOGGED = 1_000_000;
const ASKED = 7;
/** Writing them takes ten seconds, on a machine that has nothing else to do. */
const TIMEOUT_MS = 180_000;

let testDatabase: TestDatabase;
let pages: Page[];
let drop: Drop;
beforeAll(async () => {
  testDatabase = await createTestDatabase({ ...inject("testServer"), template: "template1" });
  await migrate(testDatabase.url, { logSince: dayOf(new Date(), 1 - LOG_DAYS) });
  const database = new Database({ url: testDatabase.url, applicationName: "log-test" });
  const secretsKeys = `test:${randomBytes(32).toString("base64")}`;
  const close = () => database.close();
  const keyring = Keyring.parse(secretsKeys);
  const environment = { database, keyring, secretsKeys, log: createLog("silent"), close, abandon: close };
  try {
    ({ pages, drop } = await measureLog(environment, LOGGED, ASKED, () => {}));
  } finally {
    await close();
  }
}, TIMEOUT_MS);
afterAll(() => testDatabase.drop());

describe("in a log of a million deliveries", () => {
  it("every page and every detail is there in 50 ms, whoever asks", () => {
    const slow = pages.filter(({ times }) => median(times) >= 50);
    expect(slow).toEqual([]);
  });

  it("there is something on every page of who has much", () => {
    const [first] = pages;
    const mine = pages.filter(({ dealer }) => dealer === first?.dealer);
    expect(mine.length).toBeGreaterThan(25);
    expect(mine.filter(({ rows }) => rows === 0)).toEqual([]);
    expect(first).toMatchObject({ request: "deliveries", rows: ASKED * 20 });
  });

  it("a day is dropped at once", () => {
    expect(drop.rows).toBeGreaterThan(50_000);
    expect(drop.ms).toBeLessThan(1_000);
    expect(drop.longestWriteMs).toBeLessThan(1_000);
  });
});
