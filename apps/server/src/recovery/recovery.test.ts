import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { disableIntegration, enableIntegration } from "../integration/activation.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { headerOf, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { recoverDue } from "./recover-due.ts";
import { countByType, RecoveryError, readRecovery, startRecovery, stopRecovery } from "./recovery.ts";
import { serializeCount } from "./serialize.ts";
import { makePast } from "./testing.ts";

let server: TestServer;
let receiver: Receiver;
let dealer: TestDealer;
beforeAll(async () => {
  server = await startTestServer();
  // Two workers: neither may do the other's work again.
  server.startWorker();
  server.startWorker();
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
  dealer = await createTestDealer(server, { webhookUrl: receiver.url });
});
afterEach(() => receiver.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const all = { since: minutesAgo(45), livemode: null, statuses: ["failed", "dead_letter"] } as const;
const start = (rate = 1_000, selection: Parameters<typeof startRecovery>[2] = all) =>
  startRecovery(server.database, dealer.integrationId, selection, rate);
/** What each worker does every second, and while a recovery runs more often. */
const work = () => recoverDue(server.database, new AbortController().signal);
const latest = () => readRecovery(server.database, dealer.integrationId, null);
const completed = async (timeout = 10_000) => {
  await expect.poll(async () => (await latest()).status, { timeout, interval: 20 }).toBe("completed");
  return latest();
};
const arrivedIds = () => receiver.received.map((each) => headerOf(each, "x-wth-delivery-id"));

/** How many of these deliveries are in each state, with how many attempts: `delivered 3`. */
async function statesOf(ids: readonly string[]): Promise<Record<string, number>> {
  const { rows } = await server.database.pool.query<{ state: string; count: number }>(
    `SELECT status || ' ' || attempts AS state, count(*)::int AS count
     FROM (SELECT d.status, (SELECT count(*) FROM webhook_delivery_attempts a WHERE a.delivery_id = d.id) AS attempts
           FROM webhook_deliveries d WHERE d.id = ANY ($1::uuid[])) each
     GROUP BY 1`,
    [ids],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

describe("a recovery", () => {
  it("redelivers what failed since a time, and nothing else", async () => {
    const stranger = await createTestDealer(server, { webhookUrl: receiver.url });
    const wanted = [
      ...(await makePast(server, dealer, 30, { status: "dead_letter", attempts: 9 })),
      ...(await makePast(server, dealer, 30, { status: "failed" })),
      ...(await makePast(server, dealer, 10, { status: "failed", livemode: true })),
      // Made long before that time, and given up after it.
      ...(await makePast(server, dealer, 10, { status: "dead_letter", madeAgo: 29 * 24 * 60, triedAgo: 44 })),
    ];
    const others = [
      ...(await makePast(server, dealer, 10, { status: "dead_letter", triedAgo: 46 })),
      ...(await makePast(server, dealer, 10, { status: "delivered" })),
      ...(await makePast(server, dealer, 10, { status: "cancelled" })),
      ...(await makePast(server, dealer, 10, { status: "dead_letter", madeAgo: 30 * 24 * 60 + 1 })),
      ...(await makePast(server, stranger, 10, { status: "dead_letter" })),
    ];
    const before = await statesOf(others);
    expect(serializeCount(await countByType(server.database, dealer.integrationId, all))).toEqual({
      total: 80,
      failed: 40,
      dead_letter: 40,
      types: [
        { type: "listing.sold", total: 40 },
        { type: "order.received", total: 40 },
      ],
    });
    expect(await start()).toMatchObject({ status: "running", total: 80, redelivered: 0, ended_at: null });
    expect(await completed()).toMatchObject({ total: 80, redelivered: 80, ended_at: expect.any(Date) });
    await expect.poll(() => statesOf(wanted)).toEqual({ "delivered 10": 30, "delivered 3": 50 });
    expect(arrivedIds().toSorted()).toEqual(wanted.toSorted());
    expect(await statesOf(others)).toEqual(before);
  });

  it.each([
    ["only dead letters", { statuses: ["dead_letter"] as const }, 3],
    ["only failed ones", { statuses: ["failed"] as const }, 4 + 5],
    ["only of test mode", { livemode: false }, 3 + 4],
    ["only of live mode", { livemode: true }, 5],
    ["only since", { since: minutesAgo(10) }, 0],
  ])("takes %s", async (_name, selection, expected) => {
    await makePast(server, dealer, 3, { status: "dead_letter" });
    await makePast(server, dealer, 4, { status: "failed" });
    await makePast(server, dealer, 5, { status: "failed", livemode: true });
    expect(await start(1_000, { ...all, ...selection })).toMatchObject({ total: expected });
    await work();
    expect(await completed()).toMatchObject({ redelivered: expected });
    await receiver.arrivals(expected);
  });

  it("takes each once, also if it fails again", async () => {
    receiver.answer = () => ({ status: 500 });
    const dead = await makePast(server, dealer, 40, { status: "dead_letter" });
    const failed = await makePast(server, dealer, 40, { status: "failed" });
    await start();
    expect(await completed()).toMatchObject({ total: 80, redelivered: 80 });
    await expect.poll(() => statesOf(dead)).toEqual({ "dead_letter 3": 40 });
    // Their schedule goes on: the next attempt is due after half an hour.
    await expect.poll(() => statesOf(failed)).toEqual({ "failed 3": 40 });
    expect(receiver.received).toHaveLength(80);
  });

  it("makes no more due in a second than its rate, the oldest first", async () => {
    const ids = await makePast(server, dealer, 60, { status: "dead_letter" });
    const begun = performance.now();
    await start(40);
    await receiver.arrivals(60);
    expect(performance.now() - begun).toBeGreaterThan(1_300);
    const times = receiver.received.map(({ at }) => at);
    for (const [index, at] of times.entries()) {
      const inSecond = times.filter((other) => other >= at && other < at + 1_000).length;
      // One batch more can arrive in the second, depending on where it begins.
      expect(inSecond, `from arrival ${index}`).toBeLessThanOrEqual(40 + 4);
    }
    const strays = arrivedIds().map((id, index) => Math.abs(ids.indexOf(id) - index));
    expect(Math.max(...strays)).toBeLessThan(8);
  });

  it("can be cancelled, and another begun; two at once cannot", async () => {
    const ids = await makePast(server, dealer, 50, { status: "dead_letter" });
    await start(20);
    await expect(start()).rejects.toThrow(RecoveryError);
    await receiver.arrivals(5);
    const cancelled = await stopRecovery(server.database, dealer.integrationId);
    expect(cancelled).toMatchObject({ status: "cancelled", total: 50, ended_at: expect.any(Date) });
    expect(cancelled.redelivered).toBeGreaterThanOrEqual(5);
    await expect.poll(async () => receiver.received.length).toBe(cancelled.redelivered);
    await sleep(300);
    expect(receiver.received).toHaveLength(cancelled.redelivered);
    await expect(stopRecovery(server.database, dealer.integrationId)).rejects.toThrow(RecoveryError);

    expect((await start()).total).toBe(50 - cancelled.redelivered);
    await completed();
    await expect.poll(() => statesOf(ids)).toEqual({ "delivered 3": 50 });
    expect(receiver.received).toHaveLength(50);
  });

  it("of several dealers go on side by side", async () => {
    const other = await createTestDealer(server, { webhookUrl: receiver.url });
    await makePast(server, dealer, 40, { status: "dead_letter" });
    await makePast(server, other, 40, { status: "dead_letter" });
    const begun = performance.now();
    await start(40);
    await startRecovery(server.database, other.integrationId, all, 40);
    await receiver.arrivals(80);
    expect(performance.now() - begun).toBeLessThan(2_500);
  });

  it("of a held endpoint waits with it", async () => {
    const ids = [
      ...(await makePast(server, dealer, 5, { status: "dead_letter" })),
      ...(await makePast(server, dealer, 5, { status: "failed" })),
    ];
    await server.database.prismaTransaction((tx) => disableIntegration(tx, dealer.integrationId));
    await start();
    await completed();
    expect(await statesOf(ids)).toEqual({ "pending 2": 10 });
    await sleep(600);
    expect(receiver.received).toHaveLength(0);
    await server.database.prismaTransaction((tx) => enableIntegration(tx, dealer.integrationId));
    await expect.poll(() => statesOf(ids)).toEqual({ "delivered 3": 10 });
  });

  it("needs a URL to send to", async () => {
    const without = await createTestDealer(server);
    await expect(startRecovery(server.database, without.integrationId, all, 50)).rejects.toThrow(
      "ops integration set-webhook",
    );
  });
});

describe("a recovery and the outcome of an attempt that is just being recorded", () => {
  it("wait for nobody: what is locked is taken as soon as it is free", async () => {
    const ids = await makePast(server, dealer, 9, { status: "failed" });
    const recorder = await server.database.pool.connect();
    await recorder.query("BEGIN");
    await recorder.query("SELECT FROM delivery_queue WHERE delivery_id = $1 FOR UPDATE", [ids[4]]);
    await start();
    await receiver.arrivals(4);
    await sleep(300);
    expect(await latest()).toMatchObject({ status: "running", redelivered: 4 });
    // It has succeeded: nothing is to be recovered any more.
    await recorder.query("DELETE FROM delivery_queue WHERE delivery_id = $1", [ids[4]]);
    await recorder.query("UPDATE webhook_deliveries SET status = 'delivered' WHERE id = $1", [ids[4]]);
    await recorder.query("COMMIT");
    recorder.release();
    expect(await completed()).toMatchObject({ total: 9, redelivered: 8 });
    await expect.poll(() => statesOf(ids)).toEqual({ "delivered 2": 1, "delivered 3": 8 });
  });

  it("leave no gap and no repetition, whatever the worker does meanwhile", async () => {
    receiver.answer = (_, arrival) => ({ status: arrival % 3 === 0 ? 200 : 500 });
    const ids = await makePast(server, dealer, 200, { status: "failed" });
    // The worker retries them by their schedule at the same time.
    await server.database.pool.query(
      "UPDATE delivery_queue SET due_at = now() + random() * interval '300 ms' WHERE delivery_id = ANY ($1::uuid[])",
      [ids],
    );
    await start();
    await completed();
    const left =
      "SELECT count(*)::int AS count FROM delivery_queue WHERE delivery_id = ANY ($1::uuid[]) AND due_at <= now()";
    await expect.poll(async () => (await server.database.pool.query(left, [ids])).rows[0]?.count).toBe(0);
    const { rows } = await server.database.pool.query<{ numbers: number[]; queued: number | null }>(
      `SELECT ARRAY (SELECT number FROM webhook_delivery_attempts a WHERE a.delivery_id = d.id ORDER BY number) AS numbers,
              q.attempts AS queued
       FROM webhook_deliveries d LEFT JOIN delivery_queue q ON q.delivery_id = d.id WHERE d.id = ANY ($1::uuid[])`,
      [ids],
    );
    for (const { numbers, queued } of rows) {
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      if (queued !== null) expect(queued).toBe(numbers.length);
    }
    const attempts = receiver.received.map((each) =>
      [headerOf(each, "x-wth-delivery-id"), headerOf(each, "x-wth-delivery-attempt")].join(" "),
    );
    expect(new Set(attempts).size).toBe(attempts.length);
  });
});

describe("the work on recoveries", () => {
  it("is done by one at a time, and says when it goes on", async () => {
    expect(await work()).toBe(Number.POSITIVE_INFINITY);
    await makePast(server, dealer, 30, { status: "dead_letter" });
    await start(10);
    const startedAt = performance.now();
    const waits = await Promise.all(Array.from({ length: 6 }, work));
    const elapsedMs = performance.now() - startedAt;
    expect(Math.min(...waits)).toBeGreaterThan(0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(100);
    // One at once, and one more for each 100 ms that this took.
    const { redelivered } = await latest();
    expect(redelivered).toBeGreaterThanOrEqual(1);
    expect(redelivered).toBeLessThanOrEqual(1 + Math.ceil(elapsedMs / 100));
    await stopRecovery(server.database, dealer.integrationId);
  });
});
