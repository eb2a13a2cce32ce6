import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { MIGRATIONS_DIRECTORY, readMigrations } from "./files.ts";
import { migrate, migrationStatus } from "./index.ts";

let database: TestDatabase;
let directory: string;
beforeEach(async () => {
  // PostgreSQL's own template: an empty database.
  database = await createTestDatabase({ ...inject("testServer"), template: "template1" });
  directory = await mkdtemp(join(tmpdir(), "wth-migrations-"));
  await writeMigration(
    "001_watches",
    "CREATE TABLE watches (id int PRIMARY KEY);\nINSERT INTO watches VALUES (1);\n",
  );
});
afterEach(async () => {
  await rm(directory, { recursive: true });
  await database.drop();
});

async function writeMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, "migration.sql"), sql);
}

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("migrate", () => {
  it("applies what is pending, in the order of the names, once", async () => {
    await writeMigration("002_prices", "ALTER TABLE watches ADD COLUMN price int");
    expect(await migrationStatus(database.url, { directory })).toEqual({
      applied: [],
      pending: ["001_watches", "002_prices"],
    });
    const lines: string[] = [];
    const options = { directory, log: (line: string) => lines.push(line) };
    expect(await migrate(database.url, options)).toEqual({ applied: ["001_watches", "002_prices"] });
    expect(await migrate(database.url, options)).toEqual({ applied: [] });
    expect(lines).toEqual(["Applying migration 001_watches…", "Applying migration 002_prices…"]);
    expect(await query("SELECT id, price FROM watches")).toEqual([{ id: 1, price: null }]);
    expect(await migrationStatus(database.url, { directory })).toEqual({
      applied: ["001_watches", "002_prices"],
      pending: [],
    });
  });

  it("says which server it needs, and changes nothing on an older one", async () => {
    await expect(migrate(database.url, { directory, oldestServer: 1_000 })).rejects.toMatchObject({
      reason: "server",
      message: expect.stringMatching(/is PostgreSQL 1\d\.\d.* needs 1000 or newer/),
    });
    expect((await migrationStatus(database.url, { directory })).applied).toEqual([]);
  });

  it("lets one of several servers do the work while the others wait", async () => {
    await writeMigration("002_slow", "SELECT pg_sleep(0.3); CREATE TABLE slow ()");
    const results = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, { directory })));
    expect(results.flatMap((result) => result.applied)).toEqual(["001_watches", "002_slow"]);
  });

  it("undoes a failing migration whole, names its line, and goes on once it is repaired", async () => {
    await writeMigration("002_broken", "CREATE TABLE half ();\n\nINSERT INTO nowhere VALUES (1);\n");
    await expect(migrate(database.url, { directory })).rejects.toMatchObject({
      name: "MigrationError",
      reason: "failed",
      migration: "002_broken",
      message:
        'Migration 002_broken failed and was undone: relation "nowhere" does not exist (line 3 of migration.sql)',
    });
    expect(await query("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    expect((await migrationStatus(database.url, { directory })).pending).toEqual(["002_broken"]);

    await writeMigration("002_broken", "CREATE TABLE whole ()");
    expect(await migrate(database.url, { directory })).toEqual({ applied: ["002_broken"] });
  });

  it("refuses a migration that was changed after it was applied", async () => {
    await migrate(database.url, { directory });
    await writeMigration("001_watches", "CREATE TABLE watches (id bigint PRIMARY KEY);");
    const changed = { reason: "changed", migration: "001_watches" };
    await expect(migrate(database.url, { directory })).rejects.toMatchObject(changed);
    await expect(migrationStatus(database.url, { directory })).rejects.toMatchObject(changed);
  });

  it("refuses a database that a newer release has migrated", async () => {
    await writeMigration("002_future", "CREATE TABLE future ()");
    await migrate(database.url, { directory });
    await rm(join(directory, "002_future"), { recursive: true });
    await expect(migrate(database.url, { directory })).rejects.toMatchObject({
      reason: "newer",
      migration: "002_future",
      message: expect.stringContaining("Start that release"),
    });
  });

  it("refuses a database on which another tool's migration failed, until that is resolved", async () => {
    await migrate(database.url, { directory });
    await query("UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(migrate(database.url, { directory })).rejects.toMatchObject({
      reason: "failed",
      migration: "001_watches",
    });
    await query("UPDATE _prisma_migrations SET rolled_back_at = now(); DROP TABLE watches");
    expect(await migrate(database.url, { directory })).toEqual({ applied: ["001_watches"] });
  });

  it("gives up waiting for a lock that another program keeps", async () => {
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query("SELECT pg_advisory_lock(72707369)"); // the lock of `prisma migrate`
    await expect(migrate(database.url, { directory, lockTimeoutMs: 50 })).rejects.toMatchObject({
      reason: "locked",
    });
    await holder.end();
  });

  it("names a folder without migration.sql", async () => {
    await mkdir(join(directory, "003_empty"));
    await expect(migrate(database.url, { directory })).rejects.toMatchObject({
      reason: "invalid",
      migration: "003_empty",
    });
  });

  it("applies this package's own migrations one after the other", async () => {
    await rm(join(directory, "001_watches"), { recursive: true });
    for (const { name } of await readMigrations(MIGRATIONS_DIRECTORY)) {
      await cp(join(MIGRATIONS_DIRECTORY, name), join(directory, name), { recursive: true });
      expect(await migrate(database.url, { directory })).toEqual({ applied: [name] });
    }
  });
});
