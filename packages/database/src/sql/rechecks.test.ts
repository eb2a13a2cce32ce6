import { readdirSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { declaredStatements } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";

/**
 * A statement that locks or changes a row which somebody else has just changed waits, and then reads that row again
 * (https://www.postgresql.org/docs/18/transaction-iso.html#XACT-READ-COMMITTED). PostgreSQL 18 has a fault there: what it
 * keeps for choosing partitions while a statement runs, by a value out of another row, is one for both readings. The second
 * one goes by a value that is not there, and the server process crashes, which ends every connection; or finds no partition
 * at all, and the row is passed over.
 *
 * So no statement that can read a row again chooses partitions while it runs. By its parameters, when it begins, it may.
 */
const CHOOSES_WHILE_RUNNING = /:exec_pruning_steps \(/;
/** Nodes that lock rows, update (2) or delete (4); `CmdType` in PostgreSQL's nodes.h. */
const READS_AGAIN = /\{LOCKROWS\b|:operation [24]\b/;

let testDatabase: TestDatabase;
let database: Database;
let client: pg.PoolClient;
let plan = "";
beforeAll(async () => {
  for (const name of readdirSync(import.meta.dirname)) {
    if (/(?<!\.test)\.ts$/.test(name)) await import(join(import.meta.dirname, name));
  }
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "rechecks-test" });
  client = await database.pool.connect();
  // The plan as it is carried out: EXPLAIN does not say how partitions are chosen.
  await client.query(
    "SET debug_print_plan = on; SET debug_pretty_print = off; SET client_min_messages = log",
  );
  client.on("notice", ({ detail = "" }) => {
    plan += detail;
  });
});
afterAll(async () => {
  client.release(true);
  await database.close();
  await testDatabase.drop();
});

/** What a statement's plan for all parameters does, when tables are joined as the settings leave it. */
async function look(sql: string, settings: string): Promise<{ readsAgain: boolean; choosesLate: boolean }> {
  plan = "";
  await client.query("BEGIN");
  try {
    await client.query(settings);
    await client.query(`EXPLAIN (GENERIC_PLAN) ${sql}`);
  } finally {
    await client.query("ROLLBACK");
  }
  if (!plan.includes("{PLANNEDSTMT")) throw new Error(`There is no plan to look at: ${plan}`);
  return { readsAgain: READS_AGAIN.test(plan), choosesLate: CHOOSES_WHILE_RUNNING.test(plan) };
}

const joins: readonly [name: string, settings: string][] = [
  ["as it finds best", ""],
  ["by looking up row after row", "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"],
  [
    "by looking up row after row in an index",
    "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_material = off",
  ],
];

describe.each(joins)("joining %s", (_name, settings) => {
  it("no statement that can read a row again chooses partitions while it runs", async () => {
    const statements = [...declaredStatements].filter(([, sql]) => !/^(BEGIN|COMMIT)$/.test(sql));
    const found = { readAgain: 0, wrong: [] as string[] };
    for (const [name, sql] of statements) {
      const { readsAgain, choosesLate } = await look(sql, settings);
      if (readsAgain) found.readAgain += 1;
      if (readsAgain && choosesLate) found.wrong.push(name);
    }
    expect(found.wrong).toEqual([]);
    expect(found.readAgain).toBeGreaterThan(30);
  });

  it("one that does is noticed", async () => {
    const wrong = `
      SELECT EXISTS (SELECT FROM events e WHERE e.id = d.event_id)
      FROM webhook_deliveries d WHERE d.id = $1::uuid FOR UPDATE OF d`;
    expect(await look(wrong, settings)).toEqual({ readsAgain: true, choosesLate: true });
    const harmless = wrong.replace("FOR UPDATE OF d", "");
    expect(await look(harmless, settings)).toEqual({ readsAgain: false, choosesLate: true });
  });
});
