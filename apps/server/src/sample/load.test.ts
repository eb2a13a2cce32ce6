import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Database } from "@wth/database";
import { createTestDatabase, type TestDatabase } from "@wth/database/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashPassword, PasswordChecks } from "../authentication/passwords.ts";
import { loadSampleDealer } from "./load.ts";
import { samplePassword } from "./password.ts";

let dataDir: string;
let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "wth-sample-"));
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "wth-test-sample" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  rmSync(dataDir, { recursive: true });
});

describe("the sample dealer's password", () => {
  it("is random, the same at each start, and for the owner of the data folder only", () => {
    const password = samplePassword(path.join(dataDir, "one"));
    expect(password).toMatch(/^[\w-]{16}$/);
    expect(samplePassword(path.join(dataDir, "one"))).toBe(password);
    expect(samplePassword(path.join(dataDir, "other"))).not.toBe(password);
    const file = path.join(dataDir, "one", "sample-dealer.password");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8").trim()).toBe(password);
  });

  it("signs the sample dealer in, until another one is set", async () => {
    const first = await loadSampleDealer(database, "printed at the start");
    expect(first).toEqual({
      email: "dealer@example.com",
      password: "printed at the start",
      listings: expect.any(Number),
    });
    const where = { email: "dealer@example.com" };
    const { passwordHash } = await database.prisma.user.findUniqueOrThrow({ where });
    expect(await new PasswordChecks().isRight("printed at the start", passwordHash)).toBe(true);
    expect(await loadSampleDealer(database, "printed at the start")).toEqual(first);

    const data = { passwordHash: await hashPassword("set by hand") };
    await database.prisma.user.update({ where, data });
    expect(await loadSampleDealer(database, "printed at the start")).toEqual({ ...first, password: null });
    const { passwordHash: kept } = await database.prisma.user.findUniqueOrThrow({ where });
    expect(kept).toBe(data.passwordHash);
  });
});
