import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { QUEUE_PLANS, RECORD_PLANS } from "./queue-plans.ts";
import { delivered, failed, claim as lease, record } from "./record-outcomes-testing.ts";
import { claim, createEndpoint, START } from "./testing.ts";

const BATCH = 250;
const ENDPOINTS = 125;

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "queue-plans-test" });
  for (let n = 0; n < ENDPOINTS; n += 1) await createEndpoint(database);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Makes deliveries due, of each endpoint in turn. */
const makeDue = (count: number) =>
  database.pool.query(
    `WITH endpoint AS (
       SELECT id, integration_id, row_number() OVER () - 1 AS place FROM webhook_endpoints
     ), delivery AS (
       INSERT INTO webhook_deliveries
         (event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status, next_attempt_at)
       SELECT uuidv7(), e.id, e.integration_id, 'order.received', 'https://example.com', true, 'pending', now()
       FROM generate_series(1, $1::int) n
       JOIN endpoint e ON e.place = n % ${ENDPOINTS}
       RETURNING id, endpoint_id, event_id
     ), event AS (
       INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
       SELECT d.event_id, e.integration_id, 'order.received', '2026-05-07', true, '{}'
       FROM delivery d JOIN endpoint e ON e.id = d.endpoint_id
     )
     INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
     SELECT id, endpoint_id, event_id, now() FROM delivery`,
    [count],
  );

async function recordBatch(pool: pg.Pool, status: "delivered" | "failed", size: number) {
  const leased = await lease(database);
  expect(leased).toHaveLength(size);
  const outcomes = leased.map((each) => (status === "failed" ? failed(each) : delivered(each)));
  expect(await record(pool, outcomes)).toHaveLength(size);
}

interface PlanNode {
  "Actual Loops": number;
  "Rows Removed by Join Filter"?: number;
  Plans?: PlanNode[];
}

/** How many pairs of rows were compared that do not belong together. */
function comparedInVain({
  "Actual Loops": loops,
  "Rows Removed by Join Filter": removed = 0,
  Plans: inner = [],
}: PlanNode): number {
  return inner.reduce((sum, node) => sum + comparedInVain(node), removed * loops);
}

/** What PostgreSQL knows of the tables when a worker's connection makes its plan, which then holds for as long as they do not change much. */
const known: readonly [name: string, prepare: () => Promise<unknown>][] = [
  ["nothing is known of the queue", async () => {}],
  ["the queue was empty", () => database.pool.query("ANALYZE")],
  [
    "the queue was long",
    async () => {
      await makeDue(20_000);
      await database.pool.query("ANALYZE; DELETE FROM delivery_queue");
    },
  ],
];

/** What is compared in vain by a turn that has the plan of the one before it, on a connection of its own. */
async function compared(options: string, turn: (pool: pg.Pool, size: number) => Promise<void>) {
  const pool = database.openPool({ application_name: "queue-plans", max: 1, options });
  let comparisons = 0;
  pool.on("connect", (client) =>
    client.on("notice", ({ message = "" }) => {
      const [, json] = /plan:\n([\s\S]*)/.exec(message) ?? [];
      if (json !== undefined) comparisons += comparedInVain(JSON.parse(json).Plan);
    }),
  );
  try {
    await makeDue(1);
    await turn(pool, 1);
    await makeDue(BATCH);
    await pool.query(
      `LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_analyze = on;
       SET auto_explain.log_format = json; SET client_min_messages = log`,
    );
    await turn(pool, BATCH);
    return comparisons;
  } finally {
    await pool.end();
    await database.pool.query("DELETE FROM delivery_queue");
  }
}

describe.each(known)("planned when %s", (_name, prepare) => {
  it.each(["delivered", "failed"] as const)("a batch of outcomes meets only its own: %s", async (status) => {
    await prepare();
    const record = (pool: pg.Pool, size: number) => recordBatch(pool, status, size);
    expect(await compared(RECORD_PLANS, record)).toBeLessThan(BATCH);
  });

  it.each([
    ["of what is due first", null],
    ["by endpoint", START],
  ])("a claim meets only its own: %s", async (_which, after) => {
    await prepare();
    const { rows } = await database.pool.query<{ id: string }>("SELECT id FROM webhook_endpoints");
    const inFlight = Object.fromEntries(rows.map(({ id }) => [id, 1]));
    const take = async (pool: pg.Pool, size: number) => {
      const options = { limit: size, sharedLimit: size, leaseSeconds: 300, inFlight, after, publish: true };
      expect(await claim(pool, options)).toHaveLength(size);
    };
    expect(await compared(QUEUE_PLANS, take)).toBeLessThan(BATCH);
  });
});
