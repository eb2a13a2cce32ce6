import type { QueryResultRow } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run, type Statement } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { cancelDeletedWebhooks, forgetDeletedWebhook } from "./partner-webhooks.ts";
import { countHeld, holdDeliveries, noteHeld, noteResumed, resumeDeliveries } from "./settle-queue.ts";
import { createEndpoint } from "./testing.ts";

const BACKLOG = 5_000;
/** What is in the queue, all of it of one endpoint: that is all that PostgreSQL knows of it. */
const backlogs = {
  "all of it due": "now() - n * interval '1 s'",
  "all of it held": "'infinity'::timestamptz",
  "half of it held": "CASE WHEN n % 2 = 0 THEN now() - n * interval '1 s' ELSE 'infinity' END",
};

let testDatabase: TestDatabase;
let database: Database;
let busy: string;
let idle: string;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "settle-queue-test" });
  [busy, idle] = [(await createEndpoint(database)).id, (await createEndpoint(database)).id];
  await database.pool.query(
    "UPDATE webhook_endpoints SET unsettled_since = now() - interval '2 min', deleted_at = now() - interval '2 min'",
  );
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const statements: readonly [
  Statement<readonly [string], QueryResultRow> | Statement<readonly [string, number], QueryResultRow>,
  ...params: number[],
][] = [
  [holdDeliveries, 10],
  [resumeDeliveries, 10],
  [noteHeld],
  [noteResumed],
  [countHeld],
  [cancelDeletedWebhooks, 10],
  [forgetDeletedWebhook],
];

describe.each(Object.entries(backlogs))("beside a backlog, %s", (_name, dueAt) => {
  beforeAll(async () => {
    await database.pool.query("TRUNCATE delivery_queue");
    await database.pool.query(
      `INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
       SELECT uuidv7(), $1, uuidv7(), ${dueAt} FROM generate_series(1, ${BACKLOG}) n`,
      [busy],
    );
    await database.pool.query("ANALYZE delivery_queue");
  });

  it.each(statements.map(([statement, ...params]) => [statement.name, statement.text, params] as const))(
    "%s reads nothing of it for another endpoint",
    async (name, text, params) => {
      const client = await database.pool.connect();
      try {
        const settle = (endpointId: string) => run(client, { name, text }, [endpointId, ...params]);
        // After five times PostgreSQL may make one plan for all endpoints.
        for (let time = 0; time < 7; time += 1) {
          await client.query("BEGIN");
          await settle(busy);
          await client.query("ROLLBACK");
        }
        await client.query("BEGIN");
        await settle(idle);
        const { rows } = await client.query<{ read: number }>(
          `SELECT (pg_stat_get_xact_tuples_returned(oid) + pg_stat_get_xact_tuples_fetched(oid))::int AS read
           FROM pg_class WHERE oid = 'delivery_queue'::regclass`,
        );
        expect(rows[0]?.read).toBeLessThan(BACKLOG / 10);
      } finally {
        client.release(true);
      }
    },
  );
});
