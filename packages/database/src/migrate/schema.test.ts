import { readFile } from "node:fs/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { MIGRATIONS_DIRECTORY, readMigrations } from "./files.ts";
import { diagnoseHistory, diffWithSchema } from "./schema-engine.ts";

let database: TestDatabase;
let schema: string;
beforeAll(async () => {
  database = await createTestDatabase();
  schema = await readFile(new URL("../../prisma/schema.prisma", import.meta.url), "utf8");
});
afterAll(() => database.drop());

it("schema.prisma describes exactly what the migrations make", async () => {
  expect(await diffWithSchema(database.url, schema)).toBe("");
});

it("Prisma accepts the recorded migrations as its own", async () => {
  expect(
    await diagnoseHistory(database.url, schema, await readMigrations(MIGRATIONS_DIRECTORY)),
  ).toMatchObject({
    hasMigrationsTable: true,
    history: null,
    editedMigrationNames: [],
    failedMigrationNames: [],
  });
});

it("the comparison sees a difference in columns and indexes", async () => {
  const drifted = await createTestDatabase();
  const client = new pg.Client({ connectionString: drifted.url });
  await client.connect();
  await client.query("ALTER TABLE users ADD COLUMN stray integer; DROP INDEX events_page");
  await client.end();
  const difference = await diffWithSchema(drifted.url, schema);
  expect(difference).toMatch(/DROP COLUMN "stray"/);
  expect(difference).toMatch(/CREATE INDEX "events_page"/);
  await drifted.drop();
});
