import { randomUUID } from "node:crypto";
import { COUNT_QUEUE_OPTIONS, Database } from "@wth/database";
import { createTestDatabase, type TestDatabase } from "@wth/database/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordLog } from "../test/log.ts";
import { freePort } from "../test/process.ts";
import { Backlog } from "./backlog.ts";

let testDatabase: TestDatabase;
let database: Database;
let pool: Database["pool"];
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "backlog-test" });
  pool = database.openPool({ application_name: "counts", max: 2, options: COUNT_QUEUE_OPTIONS });
});
afterEach(async () => {
  await pool.end();
  await database.close();
  await testDatabase.drop();
});

async function queue(): Promise<void> {
  await database.pool.query(
    "INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at) VALUES ($1, $1, $1, now())",
    [randomUUID()],
  );
}

describe("the backlog", () => {
  it("is counted for the first who asks, and kept for the others for five seconds", async () => {
    let now = 0;
    const backlog = new Backlog({ pool, endpointConcurrency: 8, log: recordLog().log, now: () => now });
    await queue();
    const [first, second] = await Promise.all([backlog.read(), backlog.read()]);
    expect(first?.due).toBe(1);
    expect(second).toBe(first);
    await queue();
    now = 4_999;
    expect((await backlog.read())?.due).toBe(1);
    now = 5_000;
    expect((await backlog.read())?.due).toBe(2);
  });

  it("is kept the longer, the longer counting took", async () => {
    const times = [0, 0, 300]; // asked, begun, ended
    let now = 0;
    const backlog = new Backlog({
      pool,
      endpointConcurrency: 8,
      log: recordLog().log,
      now: () => times.shift() ?? now,
    });
    await backlog.read();
    await queue();
    now = 30_299;
    expect((await backlog.read())?.due).toBe(0);
    now = 30_300;
    expect((await backlog.read())?.due).toBe(1);
  });

  it("is unknown while the database is away, and says so once for those who ask together", async () => {
    const url = `postgresql://nobody@127.0.0.1:${await freePort()}/nothing`;
    const away = new Database({ url, applicationName: "backlog-test" });
    const { log, lines } = recordLog();
    const backlog = new Backlog({ pool: away.pool, endpointConcurrency: 8, log });
    expect(await Promise.all([backlog.read(), backlog.read()])).toEqual([null, null]);
    expect(lines).toEqual(["warn: The backlog could not be counted; metrics go without it."]);
    await away.close();
  });
});
