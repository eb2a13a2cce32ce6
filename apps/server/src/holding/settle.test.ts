import { randomUUIDv7 } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { insertEvents, type Transaction } from "@wth/database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { disableIntegration, enableIntegration } from "../integration/activation.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { settleBatch, settleEndpoints } from "./settle.ts";

let server: TestServer;
let dealer: TestDealer;
let endpointId: string;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.database.pool.query("TRUNCATE users, delivery_queue, webhook_deliveries CASCADE");
  dealer = await createTestDealer(server, { webhookUrl: "http://127.0.0.1:9999/nobody" });
  const { integrationId } = dealer;
  ({ id: endpointId } = await server.database.prisma.webhookEndpoint.findUniqueOrThrow({
    where: { integrationId },
  }));
});

const query = (text: string, values: unknown[] = []) => server.database.pool.query(text, values);
const disable = () => server.database.prismaTransaction((tx) => disableIntegration(tx, dealer.integrationId));
const enable = () => server.database.prismaTransaction((tx) => enableIntegration(tx, dealer.integrationId));
const batch = () => server.database.transaction((tx) => settleBatch(tx, endpointId));
const settle = () => settleEndpoints(server.database, new AbortController().signal);

/** Records events in one statement, each with a delivery. */
const record = (tx: Transaction, count: number) =>
  tx.run(insertEvents, [
    Array.from({ length: count }, () => randomUUIDv7()),
    dealer.integrationId,
    Array(count).fill("listing.sold"),
    "2026-05-07",
    false,
    Array(count).fill("{}"),
    false,
  ]);

/** Puts the queue's rows into random places, so that they are in order only where they are ordered. */
async function shuffle(): Promise<void> {
  await query("CREATE TABLE shuffled AS SELECT * FROM delivery_queue");
  await query("TRUNCATE delivery_queue");
  await query("INSERT INTO delivery_queue SELECT * FROM shuffled ORDER BY random()");
  await query("DROP TABLE shuffled");
}

interface Counts {
  held: number;
  due: number;
  unsettled: boolean;
}

async function counts(): Promise<Counts | undefined> {
  const { rows } = await query(
    `SELECT count(q.*) FILTER (WHERE due_at = 'infinity' AND d.next_attempt_at IS NULL)::int AS held,
            count(q.*) FILTER (WHERE due_at <= now() AND d.next_attempt_at <= now())::int AS due,
            w.unsettled_since IS NOT NULL AS unsettled
     FROM webhook_endpoints w
     LEFT JOIN delivery_queue q ON q.endpoint_id = w.id LEFT JOIN webhook_deliveries d ON d.id = q.delivery_id
     GROUP BY w.id`,
  );
  return rows[0];
}

/** Lets a minute pass since the endpoint was held. */
const aMinuteLater = () =>
  query("UPDATE webhook_endpoints SET unsettled_since = unsettled_since - interval '61 s'");

describe("disabling", () => {
  it("holds a batch at once, and leaves the rest to the workers", async () => {
    await server.database.transaction((tx) => record(tx, 1_200));
    await disable();
    expect(await counts()).toEqual({ held: 500, due: 700, unsettled: true });
    expect(await batch()).toBe(true);
    expect(await counts()).toEqual({ held: 1_000, due: 200, unsettled: true });
    await settle();
    expect(await counts()).toEqual({ held: 1_200, due: 0, unsettled: true });
    await aMinuteLater();
    await settle();
    expect(await counts()).toEqual({ held: 1_200, due: 0, unsettled: false });
  });

  it("holds retries that are due some day", async () => {
    await server.database.transaction((tx) => record(tx, 20));
    await query("UPDATE delivery_queue SET due_at = now() + interval '10 hours' WHERE random() < 0.5");
    await disable();
    expect(await counts()).toMatchObject({ held: 20 });
  });

  it("holds what comes late from a transaction that had found it enabled", async () => {
    await server.database.transaction(async (tx) => {
      await record(tx, 1);
      await disable();
    });
    expect(await counts()).toEqual({ held: 0, due: 1, unsettled: true });
    await settle();
    expect(await counts()).toEqual({ held: 1, due: 0, unsettled: true });
  });

  it("passes over what somebody has locked, and comes back for it", async () => {
    await server.database.transaction((tx) => record(tx, 3));
    const worker = await server.database.pool.connect();
    await worker.query("BEGIN");
    await worker.query("SELECT FROM delivery_queue LIMIT 1 FOR UPDATE");
    await disable();
    await settle();
    await aMinuteLater();
    await settle();
    expect(await counts()).toEqual({ held: 2, due: 1, unsettled: true });
    await worker.query("COMMIT");
    worker.release();
    await settle();
    await settle();
    expect(await counts()).toEqual({ held: 3, due: 0, unsettled: false });
  });
});

describe("enabling", () => {
  it("resumes a batch at once, the oldest, and leaves the rest to the workers", async () => {
    await disable();
    for (let recorded = 0; recorded < 3; recorded += 1) {
      await server.database.transaction((tx) => record(tx, 400));
      await sleep(2);
    }
    await shuffle();
    await enable();
    expect(await counts()).toEqual({ held: 700, due: 500, unsettled: true });
    const { rows } = await query(
      "SELECT max(delivery_id::text) FILTER (WHERE due_at < 'infinity') < min(delivery_id::text) FILTER (WHERE due_at = 'infinity') AS oldest_first FROM delivery_queue",
    );
    expect(rows).toEqual([{ oldest_first: true }]);
    await settle();
    expect(await counts()).toEqual({ held: 0, due: 1_200, unsettled: false });
  });

  it("makes all due in the order in which it was made", async () => {
    await disable();
    for (let recorded = 0; recorded < 600; recorded += 200) {
      await server.database.transaction((tx) => record(tx, 200));
      await sleep(5);
    }
    await enable();
    await Promise.all([settle(), settle(), settle()]);
    const { rows } = await query(
      `SELECT d.created_at FROM delivery_queue q JOIN webhook_deliveries d ON d.id = q.delivery_id ORDER BY q.due_at`,
    );
    expect(rows).toHaveLength(600);
    const times = rows.map(({ created_at }) => Number(created_at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("goes on where it was when the one who resumed is gone", async () => {
    await disable();
    await server.database.transaction((tx) => record(tx, 1_200));
    await enable();
    const dying = server.database.transaction(async (tx) => {
      await settleBatch(tx, endpointId);
      throw new Error("killed");
    });
    await expect(dying).rejects.toThrow("killed");
    expect(await counts()).toEqual({ held: 700, due: 500, unsettled: true });
    await settle();
    expect(await counts()).toEqual({ held: 0, due: 1_200, unsettled: false });
  });

  it("and disabling in turn, while workers follow, ends as the last one said", async () => {
    await server.database.transaction((tx) => record(tx, 1_500));
    const stopping = new AbortController();
    const workers = [0, 1].map(async () => {
      while (!stopping.signal.aborted) await settleEndpoints(server.database, stopping.signal);
    });
    for (let turn = 0; turn < 6; turn += 1) {
      await (turn % 2 === 0 ? disable() : enable());
      await sleep(turn * 10);
    }
    await disable();
    stopping.abort();
    await Promise.all(workers);
    await settle();
    expect(await counts()).toEqual({ held: 1_500, due: 0, unsettled: true });
    await enable();
    await settle();
    expect(await counts()).toEqual({ held: 0, due: 1_500, unsettled: false });
  });
});
