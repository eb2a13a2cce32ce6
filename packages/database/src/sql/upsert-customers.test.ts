import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import type { CustomerRow } from "./list-customers.ts";
import { findMatchingCustomers, saveCustomers } from "./upsert-customers.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "upsert-customers-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Returns the dealer's id. */
async function createDealer(): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  return (await database.prisma.user.create({ data: { email, name: "Test Watches", plan: "business" } })).id;
}

/** A row, the higher `age` the older. */
function customer(age: number, change: Partial<CustomerRow>): CustomerRow {
  const created_at = new Date(Date.UTC(2026, 4, 8) - age);
  return {
    id: randomUUID(),
    external_id: null,
    email: null,
    name: null,
    phone: null,
    accepts_marketing: false,
    metadata: {},
    is_test: false,
    created_at,
    updated_at: created_at,
    ...change,
  };
}

const save = (userId: string, rows: readonly CustomerRow[], isTest = false) =>
  run(database.pool, saveCustomers, [userId, isTest, JSON.stringify(rows)]);
const find = (userId: string, externalIds: string[], emails: string[], count = 10, isTest = false) =>
  run(database.pool, findMatchingCustomers, [userId, isTest, externalIds, emails, emails.map(() => count)]);

it("finds by external id and by address in any case, each customer once, the oldest first", async () => {
  const userId = await createDealer();
  const [young, old, other] = [
    customer(1, { external_id: "a", email: "A@x.org" }),
    customer(2, { email: "a@X.org" }),
    customer(3, { external_id: "A", email: "b@x.org" }),
  ];
  await save(userId, [young, old, other]);
  expect(await find(userId, ["a"], ["a@x.org"])).toEqual([old, young]);
  expect(await find(userId, [], [])).toEqual([]);
});

it("finds nothing of another dealer or mode", async () => {
  const userId = await createDealer();
  await save(userId, [customer(1, { external_id: "a", email: "a@x.org" })]);
  expect(await find(await createDealer(), ["a"], ["a@x.org"])).toEqual([]);
  expect(await find(userId, ["a"], ["a@x.org"], 10, true)).toEqual([]);
});

it("reads the oldest only, of many that share an address", async () => {
  const userId = await createDealer();
  const rows = Array.from({ length: 20 }, (_, age) => customer(age, { email: "a@x.org" }));
  await save(userId, rows);
  expect(await find(userId, [], ["a@x.org"], 3)).toEqual(rows.slice(-3).reverse());
});

it("reads the oldest beside those that it finds by their external id", async () => {
  const userId = await createDealer();
  const rows = Array.from({ length: 20 }, (_, age) =>
    customer(age, { external_id: `c${age}`, email: "a@x.org" }),
  );
  await save(userId, rows);
  const found = await find(userId, ["c19", "c18", "c0"], ["a@x.org"], 1);
  expect(found.map(({ external_id }) => external_id)).toEqual(["c19", "c18", "c17", "c0"]);
});

it("writes new and old ones at once, and passes external ids on", async () => {
  const userId = await createDealer();
  const [a, b] = [customer(3, { external_id: "a" }), customer(2, { external_id: "b" })];
  await save(userId, [a, b]);
  const rows = [
    { ...a, external_id: "b", name: "A" },
    { ...b, external_id: "c", metadata: { n: "1" } },
    customer(1, { external_id: "a" }),
  ];
  await save(userId, rows);
  expect(await find(userId, ["a", "b", "c"], [])).toEqual(rows);
});

it("writes none when two would have the same external id", async () => {
  const userId = await createDealer();
  await save(userId, [customer(1, { external_id: "a" })]);
  const rows = [customer(2, { external_id: "b" }), customer(3, { external_id: "a" })];
  await expect(save(userId, rows)).rejects.toMatchObject({ code: "23505" });
  expect(await find(userId, ["b"], [])).toEqual([]);
});

it("leaves a customer of another dealer or mode as it is", async () => {
  const userId = await createDealer();
  const row = customer(1, { external_id: "a" });
  await save(userId, [row]);
  await save(await createDealer(), [{ ...row, name: "Taken" }]);
  await save(userId, [{ ...row, name: "Taken" }], true);
  expect(await find(userId, ["a"], [])).toEqual([row]);
});

describe("however few customers there were when a connection made its plan, it reads those that match", () => {
  const address = (n: number) => `${n}@x.org`;
  /** Customers `from` to `to`, each with an external id and an address of its own. */
  const saveMany = (userId: string, from: number, to: number) =>
    save(
      userId,
      Array.from({ length: to - from }, (_, n) =>
        customer(from + n, { external_id: `c${from + n}`, email: address(from + n) }),
      ),
    );

  it.each([
    ["nothing was known", 10, ""],
    ["there were none", 0, "VACUUM ANALYZE customers"],
    ["there were five", 5, "ANALYZE customers"],
    ["there were fifty", 50, "ANALYZE customers"],
  ])("%s", async (_known, few, analyze) => {
    const userId = await createDealer();
    await database.pool.query("TRUNCATE customers; ALTER TABLE customers SET (autovacuum_enabled = off)");
    await saveMany(userId, 0, few);
    await database.pool.query(analyze);
    const client = await database.pool.connect();
    try {
      const findOn = (ids: string[], emails: string[]) =>
        run(client, findMatchingCustomers, [userId, false, ids, emails, emails.map(() => 2)]);
      // After five times PostgreSQL makes one plan for all parameters.
      for (let time = 0; time < 7; time += 1) await findOn(["c1"], [address(1)]);
      await saveMany(userId, few, 3_000);
      await client.query("BEGIN");
      const wanted = Array.from({ length: 40 }, (_, n) => n * 70);
      const found = await findOn(
        wanted.map((n) => `c${n}`),
        wanted.map((n) => address(n + 1)),
      );
      const { rows } = await client.query<{ read: number }>(
        `SELECT (pg_stat_get_xact_tuples_returned(oid) + pg_stat_get_xact_tuples_fetched(oid))::int AS read
         FROM pg_class WHERE oid = 'customers'::regclass`,
      );
      expect(found).toHaveLength(80);
      expect(rows[0]?.read).toBeLessThanOrEqual(200);
    } finally {
      client.release(true);
    }
  });
});
