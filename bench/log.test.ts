import { randomBytes } from "node:crypto";
import { Database, dayOf, migrate } from "@wth/database";
import { createTestDatabase, type TestDatabase } from "@wth/database/testing";
import { createLog } from "@wth/server/log.ts";
import { Keyring } from "@wth/server/secrets/keyring.ts";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Drop, measureLog, type Page } from "./log.ts";
import { LOG_DAYS } from "./log-rows.ts";
import { percentile } from "./rounds.ts";

const LOGGED = 1_000_000;

let testDatabase: TestDatabase;
let pages: Page[];
let drop: Drop;
beforeAll(async () => {
  testDatabase = await createTestDatabase({ ...inject("testServer"), template: "template1" });
  await migrate(testDatabase.url, { logSince: dayOf(new Date(), 1 - LOG_DAYS) });
  const database = new Database({ url: testDatabase.url, applicationName: "log-test" });
  const secretsKeys = `test:${randomBytes(32).toString("base64")}`;
  const close = () => database.close();
  const environment = {
    database,
    keyring: Keyring.parse(secretsKeys),
    secretsKeys,
    log: createLog("silent"),
    close,
    abandon: close,
  };
  try {
    const t = performance.now();
    ({ pages, drop } = await measureLog(environment, LOGGED, 7, (l) =>
      console.log(((performance.now() - t) / 1000).toFixed(1), l),
    ));
  } finally {
    await database.close();
  }
}, 300_000);
afterAll(() => testDatabase.drop());

describe("in a log of a million deliveries", () => {
  it("every page and every detail is there in 50 ms, whoever asks", () => {
    for (const p of pages)
      console.log(
        p.dealer.slice(0, 20),
        p.request,
        p.rows / 7,
        percentile(p.times, 0.5).toFixed(1),
        Math.max(...p.times).toFixed(1),
      );
    const slow = pages.filter(({ times }) => percentile(times, 0.5) >= 50);
    expect(slow).toEqual([]);
  });

  it("a day is dropped at once", () => {
    console.log(drop);
    expect(drop.rows).toBeGreaterThan(50_000);
    expect(drop.ms).toBeLessThan(1_000);
    expect(drop.longestWriteMs).toBeLessThan(1_000);
  });
});
