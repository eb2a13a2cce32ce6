import type pg from "pg";
import type { QueryResultRow } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arrayLiteral } from "../array-literal.ts";
import { Database } from "../database.ts";
import { DeliveryStatus } from "../generated/enums.ts";
import { HIGHEST_ID, lowestIdAt, sqlIdAt } from "../log/ids.ts";
import { run, type Statement } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import {
  getDelivery,
  listDeliveries,
  listDeliveriesOfEvent,
  listPendingDeliveries,
} from "./list-deliveries.ts";
import { getEvent, listEvents } from "./list-events.ts";
import { listPartnerDeliveries } from "./partner-deliveries.ts";
import { findRecoveryCandidates } from "./recover-deliveries.ts";
import { findUnsentEvents } from "./unsent-events.ts";

const MINE = "00000000-0000-4000-8000-000000000001";
const NOBODY = "00000000-0000-4000-8000-000000000009";
const ROWS = 20_000;
const TYPES = ["listing.sold", "listing.updated", "order.received", "order.cancelled"];

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "plans-test" });
  // One integration with nearly all of a log in which dead letters, one type and the test mode are rare and old; and a
  // queue that is full of others' backlogs.
  await database.pool.query(
    `INSERT INTO users (id, email, name, plan) VALUES ('${MINE}', 'plans@example.com', 'Test', 'business');
     INSERT INTO integrations (id, user_id, api_version) VALUES ('${MINE}', '${MINE}', '2026-05-07');
     INSERT INTO webhook_endpoints (id, integration_id) VALUES ('${MINE}', '${MINE}');
     INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
     SELECT ${sqlIdAt("now() - n * interval '1 second'")}, '${MINE}', CASE WHEN n > ${ROWS - 9} THEN 'order.cancelled' ELSE ('{listing.sold,listing.updated,order.received}'::text[])[1 + n % 3] END,
            '2026-05-07', n < ${ROWS - 9}, '{}'
     FROM generate_series(1, ${ROWS}) n;
     INSERT INTO webhook_deliveries (id, event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status)
     SELECT id, id, '${MINE}', '${MINE}', type, 'https://example.com', livemode,
            CASE WHEN row_number() OVER (ORDER BY created_at) < 9 THEN 'dead_letter'::delivery_status ELSE 'delivered' END
     FROM events;
     INSERT INTO webhook_deliveries (id, event_id, endpoint_id, event_type, endpoint_url, livemode, status)
     SELECT ${sqlIdAt("now() - n * interval '1 second'")}, gen_random_uuid(), ('{${MINE},${NOBODY}}'::uuid[])[1 + n % 2],
            'order.created', 'https://example.com', true, 'delivered'
     FROM generate_series(1, 50) n;
     INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
     SELECT id, md5((random() * 50)::int::text)::uuid, event_id, CASE WHEN livemode THEN created_at ELSE 'infinity' END
     FROM webhook_deliveries;
     ANALYZE delivery_queue`,
  );
  // As autovacuum does: a table that nothing was written to is left alone.
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT DISTINCT tableoid::regclass::text AS name FROM events UNION SELECT DISTINCT tableoid::regclass::text FROM webhook_deliveries",
  );
  for (const { name } of rows) await database.pool.query(`ANALYZE ${name}`);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** How many rows of the log's and the queue's tables and indexes a statement reads. */
async function rowsRead<P extends readonly unknown[], R extends QueryResultRow>(
  { name, text }: Statement<P, R>,
  params: P,
): Promise<{ rows: number; read: number; sequential: string[] }> {
  const client = await database.logPool.connect();
  try {
    const found = await run(client, { name, text }, params);
    // Of the statement as it is prepared: EXPLAIN of its text would make a plan for these parameters.
    const values = params.map((value) => literal(client, value)).join(", ");
    const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE ${name} (${values})`);
    const nodes = [...nodesOf(rows[0]["QUERY PLAN"][0].Plan)].filter(({ relation }) =>
      /^(events|webhook_deliveries|delivery_queue)(_\d+|_before|_after)?$/.test(relation),
    );
    return {
      rows: found.length,
      read: nodes.reduce((sum, { read }) => sum + read, 0),
      sequential: nodes.filter(({ type }) => type === "Seq Scan").map(({ relation }) => relation),
    };
  } finally {
    client.release();
  }
}

/** A parameter as it is written into SQL. */
function literal(client: pg.ClientBase, value: unknown): string {
  if (value === null) return "NULL";
  if (value instanceof Date) return client.escapeLiteral(value.toISOString());
  return client.escapeLiteral(Array.isArray(value) ? arrayLiteral(value) : String(value));
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

function* nodesOf(node: PlanNode): Generator<{ type: string; relation: string; read: number }> {
  const { "Actual Rows": rows, "Actual Loops": loops, "Rows Removed by Filter": removed = 0 } = node;
  yield { type: node["Node Type"], relation: node["Relation Name"] ?? "", read: (rows + removed) * loops };
  for (const child of node.Plans ?? []) yield* nodesOf(child);
}

describe("a page of a long log", () => {
  const all = Object.values(DeliveryStatus);
  const ago = (seconds: number) => lowestIdAt(new Date(Date.now() - seconds * 1_000));
  const begins = ago(30 * 86_400);
  const first = [21, begins, HIGHEST_ID] as const;
  const deep = [21, begins, ago(ROWS - 5_000)] as const;
  const recent = [21, ago(30), HIGHEST_ID] as const;

  const cases: [string, number, () => ReturnType<typeof rowsRead>][] = [
    ["events", 21, () => rowsRead(listEvents, [MINE, true, TYPES, ...first])],
    ["events, deep", 21, () => rowsRead(listEvents, [MINE, true, TYPES, ...deep])],
    ["events, created after", 21, () => rowsRead(listEvents, [MINE, true, TYPES, ...recent])],
    ["events of a rare type", 9, () => rowsRead(listEvents, [MINE, false, ["order.cancelled"], ...first])],
    ["events of the rare mode", 10, () => rowsRead(listEvents, [MINE, false, TYPES, ...first])],
    ["events of another", 0, () => rowsRead(listEvents, [NOBODY, true, TYPES, ...first])],
    ["an event", 0, () => rowsRead(getEvent, [NOBODY, MINE, true])],
    ["deliveries", 21, () => rowsRead(listDeliveries, [MINE, true, TYPES, all, ...first])],
    ["deliveries, deep", 21, () => rowsRead(listDeliveries, [MINE, true, TYPES, all, ...deep])],
    ["deliveries, created after", 21, () => rowsRead(listDeliveries, [MINE, true, TYPES, all, ...recent])],
    ["what was delivered", 21, () => rowsRead(listDeliveries, [MINE, true, TYPES, ["delivered"], ...first])],
    ["dead letters", 8, () => rowsRead(listDeliveries, [MINE, false, TYPES, ["dead_letter"], ...first])],
    ["what was cancelled", 0, () => rowsRead(listDeliveries, [MINE, true, TYPES, ["cancelled"], ...first])],
    ["a rare type", 9, () => rowsRead(listDeliveries, [MINE, false, ["order.cancelled"], all, ...first])],
    ["what is pending: nothing", 0, () => rowsRead(listPendingDeliveries, [MINE, true, TYPES, ...first])],
    ["an event's", 0, () => rowsRead(listDeliveriesOfEvent, [MINE, true, NOBODY, null, null, ...first])],
    [
      "what a partner's webhook was sent",
      21,
      () => rowsRead(listPartnerDeliveries, [MINE, [true, false], ["order.created"], all, ...first]),
    ],
    [
      "what is pending for a partner's webhook: nothing",
      0,
      () => rowsRead(listPartnerDeliveries, [MINE, [true, false], ["order.created"], ["pending"], ...first]),
    ],
    ["a delivery", 0, () => rowsRead(getDelivery, [NOBODY, MINE, true])],
    [
      "what a recovery looks at",
      8,
      () =>
        rowsRead(findRecoveryCandidates, [
          MINE,
          new Date(0),
          null,
          "5xx",
          [true, false],
          TYPES,
          ["failed", "dead_letter"],
          begins,
          HIGHEST_ID,
          21,
        ]),
    ],
    [
      "whether events were ever sent",
      21,
      () => rowsRead(findUnsentEvents, [MINE, [true], TYPES, begins, HIGHEST_ID, 21]),
    ],
  ];

  it.each(cases)("%s: the index leads to its %i rows", async (_name, expected, explain) => {
    const { rows, read, sequential } = await explain();
    expect(sequential).toEqual([]);
    expect(rows).toBe(expected);
    // A page for each type and status at most, and then the page itself.
    expect(read).toBeLessThanOrEqual(21 * TYPES.length * 2 + 21);
  });
});

describe("the index of the delivery log", () => {
  /** How many of three rows were updated without an entry in any index (HOT). */
  async function updatedWithoutIndex(from: DeliveryStatus, to: DeliveryStatus): Promise<number> {
    const client = await database.pool.connect();
    const count = async () => {
      const { rows } = await client.query(
        "SELECT sum(pg_stat_get_xact_tuples_hot_updated(inhrelid))::int AS hot FROM pg_inherits WHERE inhparent = 'webhook_deliveries'::regclass",
      );
      return rows[0].hot;
    };
    try {
      await client.query("BEGIN");
      await client.query(
        `INSERT INTO webhook_deliveries
           (event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status, next_attempt_at)
         SELECT gen_random_uuid(), $1, $1, 'order.received', 'https://example.com', true, $2, now()
         FROM generate_series(1, 3)`,
        [NOBODY, from],
      );
      const before = await count();
      await client.query(
        "UPDATE webhook_deliveries SET status = $2, next_attempt_at = NULL, delivered_at = now() WHERE integration_id = $1",
        [NOBODY, to],
      );
      return (await count()) - before;
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  }

  it.each([
    ["pending", "delivered", 3],
    ["failed", "failed", 3],
    ["pending", "failed", 0],
    ["failed", "delivered", 0],
  ] as const)("from %s to %s: %i of 3 updates cost it nothing", async (from, to, expected) => {
    expect(await updatedWithoutIndex(from, to)).toBe(expected);
  });
});
