import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { COUNT_QUEUE_OPTIONS, countQueue } from "./count-queue.ts";

let testDatabase: TestDatabase;
let database: Database;
let pool: pg.Pool;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "count-queue-test" });
  pool = database.openPool({ application_name: "counts", max: 1, options: COUNT_QUEUE_OPTIONS });
});
afterAll(async () => {
  await pool.end();
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE delivery_queue, delivery_workers");
});

/** Puts one row into the queue. @param dueAt an expression of SQL. @param leasedUntil likewise. */
async function queue(dueAt: string, { endpoint = randomUUID(), leasedUntil = "NULL" } = {}): Promise<void> {
  await database.pool.query(
    `INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at, leased_until)
     VALUES ($1, $2, $1, ${dueAt}, ${leasedUntil})`,
    [randomUUID(), endpoint],
  );
}

/** As if a worker had deliveries in flight to an endpoint. */
async function fly(endpoint: string, deliveries: number, leaseSeconds = 30): Promise<void> {
  await database.pool.query(
    "INSERT INTO delivery_workers VALUES ($1, ARRAY[$2]::uuid[], ARRAY[$3]::int[], now() + make_interval(secs => $4))",
    [randomUUID(), endpoint, deliveries, leaseSeconds],
  );
}

async function counts() {
  const [row] = await run(pool, countQueue, [8]);
  return row;
}

describe("countQueue", () => {
  it("is all zeros when nothing is queued", async () => {
    expect(await counts()).toEqual({ due: 0, backlog: 0, waiting: 0, held: 0, oldest_due_seconds: 0 });
  });

  it("counts each row once, by what it waits for", async () => {
    const [full, busy, gone] = [randomUUID(), randomUUID(), randomUUID()];
    await fly(full, 3);
    await fly(full, 5);
    await fly(busy, 7);
    await fly(gone, 8, 0);
    await queue("now() - interval '1 minute'");
    await queue("now() - interval '1 hour'", { leasedUntil: "now() + interval '30 s'" });
    await queue("now() - interval '2 minutes'", { leasedUntil: "now() - interval '1 s'", endpoint: gone });
    await queue("now() - interval '1 minute'", { endpoint: busy });
    await queue("now() - interval '1 day'", { endpoint: full });
    await queue("now() + interval '5 minutes'");
    await queue("now() + interval '5 minutes'", { endpoint: full });
    await queue("'infinity'");
    await queue("'infinity'", { endpoint: full });
    const row = await counts();
    expect(row).toMatchObject({ due: 4, backlog: 1, waiting: 2, held: 2 });
    // Neither the one in flight nor that of the endpoint without slots: the one whose lease has run out.
    expect(row?.oldest_due_seconds).toBeCloseTo(120, 0);
  });

  it("reads indexes only, also while the queue is short", async () => {
    const { rows } = await pool.query<{ "QUERY PLAN": string }>(
      `EXPLAIN (COSTS OFF) ${countQueue.text.replace("$1", "8")}`,
    );
    const scans = rows.flatMap((row) => /\w[\w ]* Scan.*(?= on )/.exec(row["QUERY PLAN"])?.[0] ?? []);
    expect(scans.filter((scan) => /delivery_queue/.test(scan)).toSorted()).toEqual([
      "Index Only Scan using delivery_queue_due",
      "Index Only Scan using delivery_queue_due",
      "Index Only Scan using delivery_queue_endpoint",
      "Index Only Scan using delivery_queue_endpoint",
      "Index Only Scan using delivery_queue_endpoint",
      "Index Only Scan using delivery_queue_held",
      // Whether it is leased is only on the row; it stops at the first that is not.
      "Index Scan using delivery_queue_endpoint",
    ]);
  });
});
