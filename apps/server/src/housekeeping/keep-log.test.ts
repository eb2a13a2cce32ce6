import { addDays, DAYS_AHEAD, Database, randomIdAt } from "@wth/database";
import { createTestDatabase, type TestDatabase } from "@wth/database/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDealer, postJson } from "../test/dealer.ts";
import { recordLog } from "../test/log.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { dropLogDays, makeLogDays } from "./keep-log.ts";

const never = new AbortController().signal;

describe("keeping the log", () => {
  let testDatabase: TestDatabase;
  let database: Database;
  const open = async (retentionDays: number) => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, applicationName: "keep-log-test", retentionDays });
  };
  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it("says which days it made, and nothing when there was nothing to make", async () => {
    await open(30);
    const { log, lines } = recordLog();
    expect(await makeLogDays(database, log)).toBeGreaterThan(60_000);
    expect(lines).toEqual([]);
    await makeLogDays(database, log, DAYS_AHEAD + 1);
    expect(lines).toEqual(["info: Partitions of the log have been made."]);
  });

  it("comes again soon when somebody keeps a table, and makes the others' days meanwhile", async () => {
    await open(30);
    const { log, lines } = recordLog();
    const reader = await database.pool.connect();
    await reader.query("BEGIN; SELECT FROM events LIMIT 1");
    expect(await makeLogDays(database, log, DAYS_AHEAD + 1)).toBeLessThan(60_000);
    await reader.query("COMMIT");
    reader.release();
    expect(lines).toEqual(["info: Partitions of the log have been made."]);
  });

  it("says when the days run out, because nobody can make any", async () => {
    await open(30);
    const { log, lines } = recordLog();
    const reader = await database.pool.connect();
    // As if a week had passed since days were last made.
    await reader.query(`DO $$ BEGIN
      FOR n IN 1..${DAYS_AHEAD} LOOP
        EXECUTE format('DROP TABLE log.events_%s', to_char(now() AT TIME ZONE 'UTC' + n * interval '1 day', 'YYYYMMDD'));
      END LOOP;
      ALTER TABLE events DETACH PARTITION log.events_after;
      EXECUTE format('ALTER TABLE events ATTACH PARTITION log.events_after FOR VALUES FROM (%L) TO (MAXVALUE)',
        (SELECT max(substring(pg_get_expr(relpartbound, oid) FROM 'TO \\(''(.*)''\\)')) FROM pg_class WHERE relname LIKE 'events_2%'));
    END $$`);
    await reader.query("BEGIN; SELECT FROM events LIMIT 1");
    await makeLogDays(database, log);
    expect(lines).toEqual([
      expect.stringMatching(/^warn: The log will soon have no partitions for new days/),
    ]);
    await reader.query("COMMIT");
    reader.release();
    await makeLogDays(database, log);
    expect(lines).toHaveLength(2);
  });

  it("says which days it dropped, and how many deliveries it called off", async () => {
    // As if three days had passed.
    await open(-3);
    await database.pool.query(
      "INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at) SELECT uuidv7(), uuidv7(), uuidv7(), 'infinity'",
    );
    const { log, lines } = recordLog();
    await dropLogDays(database, log, never);
    expect(lines).toEqual([
      "warn: Deliveries were called off: their time in the log is over.",
      "info: Partitions of the log were dropped.",
    ]);
  });
});

describe("a worker", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ WTH_LOG_RETENTION_DAYS: "2" });
  });
  afterEach(() => server.close());

  it("calls off what is held for longer than the log is kept", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: "http://127.0.0.1:9999/nobody" });
    const ids: string[] = [];
    for (const days of [1, 3]) {
      await postJson(dealer, "/test/events", { type: "listing.sold" });
      const id = randomIdAt(addDays(new Date(), -days));
      await server.database.pool.query("UPDATE webhook_deliveries SET id = $1 WHERE id > $2", [
        id,
        randomIdAt(addDays(new Date(), -0.5)),
      ]);
      await server.database.pool.query(
        "UPDATE delivery_queue SET delivery_id = $1, due_at = 'infinity' WHERE delivery_id > $2",
        [id, randomIdAt(addDays(new Date(), -0.5))],
      );
      ids.push(id);
    }
    server.startWorker();
    const states = async () =>
      (await server.database.pool.query("SELECT id, status FROM webhook_deliveries ORDER BY id DESC")).rows;
    await expect.poll(states).toEqual([
      { id: ids[0], status: "pending" },
      { id: ids[1], status: "cancelled" },
    ]);
    const response = await dealer.call("GET", "/webhook_deliveries");
    expect(await response.json()).toMatchObject({ data: [{ id: ids[0] }] });
  });
});
