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
  await database.pool.query("TRUNCATE delivery_queue");
});

/** Puts one row into the queue. @param dueAt an expression of SQL. @param leasedUntil likewise. */
async function queue(dueAt: string, { parked = false, leasedUntil = "NULL" } = {}): Promise<void> {
  await database.pool.query(
    `INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at, parked, leased_until)
     VALUES ($1, $1, $1, ${dueAt}, $2, ${leasedUntil})`,
    [randomUUID(), parked],
  );
}

async function counts() {
  const [row] = await run(pool, countQueue, []);
  return row;
}

describe("countQueue", () => {
  it("is all zeros when nothing is queued", async () => {
    expect(await counts()).toEqual({ due: 0, parked: 0, waiting: 0, held: 0, oldest_due_seconds: 0 });
  });

  it("counts each row once, by what it waits for", async () => {
    await queue("now() - interval '1 minute'");
    await queue("now() - interval '1 hour'", { leasedUntil: "now() + interval '30 s'" });
    await queue("now() - interval '2 minutes'", { leasedUntil: "now() - interval '1 s'" });
    await queue("now() - interval '1 day'", { parked: true });
    await queue("now() + interval '5 minutes'");
    await queue("now() + interval '5 minutes'", { parked: true });
    await queue("'infinity'");
    await queue("'infinity'", { parked: true });
    const row = await counts();
    expect(row).toMatchObject({ due: 3, parked: 1, waiting: 2, held: 2 });
    // Neither the one in flight nor the parked one: the one whose lease has run out.
    expect(row?.oldest_due_seconds).toBeCloseTo(120, 0);
  });

  it("reads indexes only, also while the queue is short", async () => {
    const { rows } = await pool.query<{ "QUERY PLAN": string }>(`EXPLAIN (COSTS OFF) ${countQueue.text}`);
    const scans = rows.flatMap((row) => /\w[\w ]* Scan.*(?= on )/.exec(row["QUERY PLAN"])?.[0] ?? []);
    expect(scans.toSorted()).toEqual([
      "Index Only Scan using delivery_queue_due",
      "Index Only Scan using delivery_queue_due",
      "Index Only Scan using delivery_queue_held",
      "Index Only Scan using delivery_queue_parked",
      "Index Only Scan using delivery_queue_parked",
      // Whether it is leased is only on the row; it stops at the first that is not.
      "Index Scan using delivery_queue_due",
    ]);
  });
});
