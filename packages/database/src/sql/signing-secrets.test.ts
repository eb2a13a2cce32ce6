import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { expirePreviousSecrets } from "./signing-secrets.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "signing-secrets-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE users CASCADE");
});

/** An endpoint with two secrets. @returns its id. */
async function endpoint(graceEnds: string): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    `WITH dealer AS (
       INSERT INTO users (email, name, plan) VALUES (gen_random_uuid() || '@example.com', 'Test', 'business') RETURNING id
     ), integration AS (
       INSERT INTO integrations (user_id, api_version) SELECT id, '2026-05-07' FROM dealer RETURNING id
     )
     INSERT INTO webhook_endpoints (integration_id, secret, previous_secret, previous_secret_until)
     SELECT id, 'new', 'old', now() + $1::interval FROM integration
     RETURNING id`,
    [graceEnds],
  );
  return rows[0]?.id ?? "";
}

const previousOf = async (id: string) =>
  (await database.prisma.webhookEndpoint.findUniqueOrThrow({ where: { id } })).previousSecret;

describe("expiring previous secrets", () => {
  it.each([
    ["a moment ago", "-1 ms", null],
    ["a week ago", "-7 days", null],
    ["in an hour", "1 hour", "old"],
  ])("whose grace ended or ends %s", async (_when, graceEnds, left) => {
    const id = await endpoint(graceEnds);
    await run(database.pool, expirePreviousSecrets, []);
    expect(await previousOf(id)).toBe(left);
    expect(await database.prisma.webhookEndpoint.findUnique({ where: { id } })).toMatchObject({
      secret: "new",
    });
  });

  it("leaves those that are locked for the next time, and waits for nobody", async () => {
    const [locked, free] = [await endpoint("-1 hour"), await endpoint("-1 hour")];
    const client = await database.pool.connect();
    try {
      await client.query("BEGIN");
      await client.query("SELECT FROM webhook_endpoints WHERE id = $1 FOR NO KEY UPDATE", [locked]);
      await run(database.pool, expirePreviousSecrets, []);
      expect([await previousOf(locked), await previousOf(free)]).toEqual(["old", null]);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
    await run(database.pool, expirePreviousSecrets, []);
    expect(await previousOf(locked)).toBeNull();
  });
});
