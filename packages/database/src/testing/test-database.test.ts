import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrationStatus } from "../migrate/index.ts";
import { createTestDatabase, type TestDatabase } from "./index.ts";

describe("createTestDatabase", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it("gives a fully migrated database", async () => {
    const { applied, pending } = await migrationStatus(database.url);
    expect(applied.length).toBeGreaterThan(0);
    expect(pending).toEqual([]);
  });

  it("gives each caller its own, also when many ask at once", async () => {
    const others = await Promise.all(Array.from({ length: 6 }, () => createTestDatabase()));
    expect(new Set([database, ...others].map((one) => one.url)).size).toBe(7);
    await Promise.all(others.map((one) => one.drop()));
  });
});

describe("drop", () => {
  it("names a connection that was left open, and deletes the database all the same", async () => {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url, application_name: "forgetful" });
    client.on("error", () => {}); // drop() cuts it off
    await client.connect();
    await client.query("SELECT 'left open'");
    await expect(database.drop()).rejects.toThrow(
      /1 database connection.*\n- application "forgetful", idle: SELECT 'left open'/,
    );
    await client.end();
    await expect(new pg.Client({ connectionString: database.url }).connect()).rejects.toThrow(
      /does not exist/,
    );
  });

  it("accepts a connection that was closed just before", async () => {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("SELECT 1");
    void client.end();
    await expect(database.drop()).resolves.toBeUndefined();
  });
});
