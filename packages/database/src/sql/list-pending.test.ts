import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { HIGHEST_ID, lowestIdAt, sqlIdAt } from "../log/ids.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { listPendingDeliveries } from "./list-deliveries.ts";
import { createEndpoint, type TestEndpoint } from "./testing.ts";

const TYPES = ["listing.sold", "order.received"];
const begins = lowestIdAt(new Date(Date.now() - 20 * 86_400_000));

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "pending-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Writes deliveries of the last ten days, in turn of two types; every so manieth waits. Returns those, the newest first. */
async function fill({ id, integrationId }: TestEndpoint, count: number, pendingEach: number) {
  const { rows } = await database.pool.query<{ id: string; event_type: string }>(
    `WITH delivery AS (
       INSERT INTO webhook_deliveries (id, event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status)
       SELECT ${sqlIdAt("now() - n * interval '10 days' / $3::int")}, uuidv7(), $1, $2, ($5::text[])[1 + n % 2], 'https://example.com', true,
              CASE WHEN n % $4::int = 0 THEN 'pending'::delivery_status ELSE 'delivered' END
       FROM generate_series(1, $3::int) n
       RETURNING *
     ), queued AS (
       INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
       SELECT id, endpoint_id, event_id, now() FROM delivery WHERE status = 'pending'
     )
     SELECT id, event_type FROM delivery WHERE status = 'pending' ORDER BY id DESC`,
    [id, integrationId, count, pendingEach, TYPES],
  );
  return rows;
}

describe("what is pending", () => {
  it.each([
    ["a few among many", 3_000, 100],
    ["thousands among more", 6_000, 3],
    ["a backlog that is too long to be looked through", 21_000, 1],
  ])("is found, the newest first: %s", async (_name, count, pendingEach) => {
    const endpoint = await createEndpoint(database);
    const other = await createEndpoint(database);
    await fill(other, 50, 1);
    const pending = await fill(endpoint, count, pendingEach);
    const list = (types: readonly string[], from: string, below: string) =>
      run(database.logPool, listPendingDeliveries, [endpoint.integrationId, true, types, 21, from, below]);
    const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

    expect(idsOf(await list(TYPES, begins, HIGHEST_ID))).toEqual(idsOf(pending.slice(0, 21)));
    const last = pending[19]?.id ?? "";
    expect(idsOf(await list(TYPES, begins, last))).toEqual(idsOf(pending.slice(20, 41)));
    const sold = pending.filter(({ event_type }) => event_type === "listing.sold");
    expect(idsOf(await list(["listing.sold"], begins, HIGHEST_ID))).toEqual(idsOf(sold.slice(0, 21)));
    const from = pending[4]?.id ?? "";
    expect(idsOf(await list(TYPES, from, HIGHEST_ID))).toEqual(idsOf(pending.slice(0, 5)));
    expect(await list(["customer.matched"], begins, HIGHEST_ID)).toEqual([]);
  });
});
