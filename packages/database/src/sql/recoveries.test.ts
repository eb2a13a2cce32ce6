import { afterAll, beforeAll, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { expireRecoveries, findRecovery, insertRecovery } from "./recoveries.ts";
import { createEndpoint } from "./testing.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "recoveries-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

it.each([
  ["29 days ago", "completed", "29 days", true],
  ["31 days ago", "completed", "31 days", false],
  ["31 days ago, by being cancelled", "cancelled", "31 days", false],
  ["not yet, after 31 days", "running", "31 days", true],
] as const)(
  "a recovery that ended %s is forgotten with the log of that time",
  async (_name, status, age, stays) => {
    const { integrationId } = await createEndpoint(database);
    const [begun] = await run(database.pool, insertRecovery, [
      integrationId,
      "failed",
      new Date(0),
      null,
      null,
      null,
      null,
      ["failed"],
      [],
      null,
      1,
      0,
    ]);
    await database.pool.query(
      `UPDATE recoveries SET status = $2::recovery_status, created_at = now() - $3::interval,
            ended_at = CASE WHEN $2 <> 'running' THEN now() - $3::interval END
     WHERE id = $1`,
      [begun?.id, status, age],
    );
    await run(database.pool, expireRecoveries, [30]);
    expect(await run(database.pool, findRecovery, [integrationId, null])).toHaveLength(stays ? 1 : 0);
  },
);
