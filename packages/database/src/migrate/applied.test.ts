import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { isMigrated, migrate, migrationNames } from "./index.ts";

let database: TestDatabase;
let client: pg.Client;
beforeEach(async () => {
  // PostgreSQL's own template: an empty database.
  database = await createTestDatabase({ ...inject("testServer"), template: "template1" });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

describe("isMigrated", () => {
  it("is so after a migration, and not before", async () => {
    const names = await migrationNames();
    expect(await isMigrated(client, names)).toBe(false);
    await migrate(database.url);
    expect(await isMigrated(client, names)).toBe(true);
  });

  it.each([
    ["one is missing", "DELETE FROM _prisma_migrations", false],
    ["one has not ended", "UPDATE _prisma_migrations SET finished_at = NULL", false],
    ["one was undone", "UPDATE _prisma_migrations SET rolled_back_at = now()", false],
    [
      "a newer release has added one",
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', '', '2999_newer', now())",
      true,
    ],
  ])("%s", async (_name, change, expected) => {
    await migrate(database.url);
    await client.query(change);
    expect(await isMigrated(client, await migrationNames())).toBe(expected);
  });
});
