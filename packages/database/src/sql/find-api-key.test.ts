import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { findApiKey, KEY_OWNER_CHANGED_CHANNEL } from "./find-api-key.ts";

const PREFIX = "wth_abcdefgh";

let testDatabase: TestDatabase;
let database: Database;
/** Payloads that came on the channel. */
const told: string[] = [];
let listener: pg.Client;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "find-api-key-test" });
  listener = new pg.Client({ connectionString: testDatabase.url });
  await listener.connect();
  await listener.query(`LISTEN ${KEY_OWNER_CHANGED_CHANNEL}; LISTEN fence`);
  listener.on("notification", ({ channel, payload = "" }) => {
    if (channel === KEY_OWNER_CHANGED_CHANNEL) told.push(payload);
  });
});
afterAll(async () => {
  await listener.end();
  await database.close();
  await testDatabase.drop();
});

interface Owner {
  integrationId: string;
  userId: string;
  hash: Buffer;
}

async function createOwner(): Promise<Owner> {
  const hash = randomBytes(32);
  const { id, userId } = await database.prisma.integration.create({
    data: {
      apiVersion: "2026-05-07",
      user: { create: { email: `${randomUUID()}@example.com`, name: "Test Watches", plan: "business" } },
      apiKeys: { create: { kind: "main", prefix: PREFIX, keyHash: Uint8Array.from(hash) } },
    },
  });
  return { integrationId: id, userId, hash };
}

/** What has been told once everything committed so far has been: notifications come in the order of commits. */
async function toldSoFar(): Promise<string[]> {
  const fence = randomUUID();
  const passed = new Promise<void>((resolve) => {
    const onNotification = ({ payload }: pg.Notification) => {
      if (payload !== fence) return;
      listener.off("notification", onNotification);
      resolve();
    };
    listener.on("notification", onNotification);
  });
  await database.pool.query("SELECT pg_notify('fence', $1)", [fence]);
  await passed;
  return told.splice(0);
}

describe("the owner of a key", () => {
  it("is found by prefix and hash together, until the key is revoked", async () => {
    const { integrationId, userId, hash } = await createOwner();
    expect(await run(database.pool, findApiKey, [PREFIX, hash, 60])).toMatchObject([
      {
        kind: "main",
        key_hash: hash,
        integration_id: integrationId,
        user_id: userId,
        plan: "business",
        is_enabled: false,
        is_test_mode: true,
        api_version: "2026-05-07",
        rate_limit_per_minute: null,
      },
    ]);
    expect(await run(database.pool, findApiKey, ["wth_abcdefgi", hash, 60])).toEqual([]);
    expect(await run(database.pool, findApiKey, [PREFIX, randomBytes(32), 60])).toEqual([]);
    await database.prisma.apiKey.updateMany({ where: { integrationId }, data: { revokedAt: new Date() } });
    expect(await run(database.pool, findApiKey, [PREFIX, hash, 60])).toEqual([]);
  });

  it("notes the use when the last note is too old, and tells nobody of it", async () => {
    const { integrationId, hash } = await createOwner();
    const lastUsed = async () => {
      const { lastUsedAt } = await database.prisma.apiKey.findFirstOrThrow({ where: { integrationId } });
      return lastUsedAt?.getTime() ?? 0;
    };
    await toldSoFar();
    await run(database.pool, findApiKey, [PREFIX, hash, 55]);
    expect(Date.now() - (await lastUsed())).toBeLessThan(5_000);

    const set = (secondsAgo: number) =>
      database.pool.query(
        "UPDATE api_keys SET last_used_at = now() - $2::float8 * interval '1 second' WHERE integration_id = $1",
        [integrationId, secondsAgo],
      );
    await set(50);
    const before = await lastUsed();
    await run(database.pool, findApiKey, [PREFIX, hash, 55]);
    expect(await lastUsed()).toBe(before);
    await set(56);
    await run(database.pool, findApiKey, [PREFIX, hash, 55]);
    expect(await lastUsed()).toBeGreaterThan(before);
    expect(await toldSoFar()).toEqual([]);
  });
});

/** A change of each column that the statement reads. Ids are what rows are found by, and never change. */
const changes: Readonly<Record<string, string>> = {
  "api_keys.kind": "UPDATE api_keys SET kind = 'test' WHERE integration_id = $1",
  "api_keys.key_hash": "UPDATE api_keys SET key_hash = sha256('other') WHERE integration_id = $1",
  "integrations.is_enabled": "UPDATE integrations SET is_enabled = NOT is_enabled WHERE id = $1",
  "integrations.is_test_mode": "UPDATE integrations SET is_test_mode = NOT is_test_mode WHERE id = $1",
  "integrations.api_version": "UPDATE integrations SET api_version = '2027-01-01' WHERE id = $1",
  "integrations.rate_limit_per_minute": "UPDATE integrations SET rate_limit_per_minute = 5 WHERE id = $1",
  "users.plan":
    "UPDATE users SET plan = 'enterprise' WHERE id = (SELECT user_id FROM integrations WHERE id = $1)",
};

describe("a change of the owner", () => {
  let owner: Owner;
  beforeEach(async () => {
    owner = await createOwner();
    await toldSoFar();
  });
  const change = (sql: string) => database.pool.query(sql, [owner.integrationId]);

  it("is listed below for each column that the statement reads", async () => {
    const { text } = findApiKey;
    const { fields } = await database.pool.query(text, [PREFIX, owner.hash, 60]);
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT attrelid::regclass || '.' || attname AS name
       FROM unnest($1::oid[], $2::int[]) AS read (relation, number)
       JOIN pg_attribute ON attrelid = relation AND attnum = number
       WHERE attname <> 'id'`,
      [fields.map(({ tableID }) => tableID), fields.map(({ columnID }) => columnID)],
    );
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(changes).toSorted());
  });

  it.each(Object.entries(changes))("of %s is told", async (_column, sql) => {
    await change(sql);
    expect(await toldSoFar()).toEqual([owner.integrationId]);
  });

  it.each([
    ["a key that is revoked", "UPDATE api_keys SET revoked_at = now() WHERE integration_id = $1"],
    ["a key that is deleted", "DELETE FROM api_keys WHERE integration_id = $1"],
    ["an integration that is deleted", "DELETE FROM integrations WHERE id = $1"],
    [
      "a dealer that is deleted",
      "DELETE FROM users WHERE id = (SELECT user_id FROM integrations WHERE id = $1)",
    ],
  ])("by %s is told", async (_name, sql) => {
    await change(sql);
    expect(new Set(await toldSoFar())).toEqual(new Set([owner.integrationId]));
  });

  it.each([
    ["what stays as it is", "UPDATE integrations SET is_enabled = is_enabled WHERE id = $1"],
    ["other columns", "UPDATE integrations SET updated_at = now() WHERE id = $1"],
    [
      "other columns of the dealer",
      "UPDATE users SET name = 'Other' WHERE id = (SELECT user_id FROM integrations WHERE id = $1)",
    ],
  ])("of %s is not", async (_name, sql) => {
    await change(sql);
    expect(await toldSoFar()).toEqual([]);
  });

  it("is not told when it is rolled back", async () => {
    await expect(
      database.transaction(async (tx) => {
        await tx.run(
          { name: "change", text: "UPDATE integrations SET is_enabled = true WHERE id = $1::uuid" },
          [owner.integrationId],
        );
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await toldSoFar()).toEqual([]);
  });
});
