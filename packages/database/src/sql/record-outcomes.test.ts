import { randomUUID, randomUUIDv7 } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { insertEvents } from "./insert-events.ts";
import { recordOutcomes } from "./record-outcomes.ts";
import { claim as claimRows, createEndpoint, type TestEndpoint } from "./testing.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "record-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE delivery_queue");
});

interface Leased {
  deliveryId: string;
  token: string;
  attempt: number;
}

/** Claims everything that is due. */
async function claim(leaseSeconds = 30): Promise<Leased[]> {
  const token = randomUUID();
  const claimed = await claimRows(database.pool, { token, leaseSeconds, limit: 500, slots: 500 });
  return claimed.map(({ delivery_id: deliveryId, attempt }) => ({ deliveryId, token, attempt }));
}

/** Makes `count` deliveries and claims them. */
async function lease(endpoint: TestEndpoint, count = 1): Promise<[Leased, ...Leased[]]> {
  for (let made = 0; made < count; made += 1) {
    const { integrationId } = endpoint;
    await run(database.pool, insertEvents, [
      [randomUUIDv7()],
      integrationId,
      ["listing.updated"],
      "2026-05-07",
      true,
      ["{}"],
      false,
    ]);
  }
  const [first, ...rest] = await claim();
  if (first === undefined) throw new Error("Nothing was due.");
  return [first, ...rest];
}

interface Outcome extends Leased {
  status: "delivered" | "failed" | "dead_letter";
  wait: number | null;
  attemptedAt: Date;
  responseStatus: number | null;
  error: string | null;
}

/** Milliseconds after a fixed moment. */
const at = (ms: number) => new Date(Date.UTC(2026, 4, 8, 8, 45) + ms);

const delivered = (leased: Leased, attemptedAt = new Date()): Outcome => ({
  ...leased,
  status: "delivered",
  wait: null,
  attemptedAt,
  responseStatus: 200,
  error: null,
});
const failed = (leased: Leased, attemptedAt = new Date(), wait = 60): Outcome => ({
  ...leased,
  status: "failed",
  wait,
  attemptedAt,
  responseStatus: 500,
  error: "http_status",
});

/** Records a batch; returns the ids that were recorded, in order. */
async function record(...outcomes: readonly Outcome[]): Promise<string[]> {
  const recorded = await recordOutcomes(
    database.pool,
    outcomes.map(({ deliveryId, token, status, wait, attemptedAt, responseStatus, error }) => ({
      deliveryId,
      leaseToken: token,
      url: "https://example.com/called",
      attemptedAt,
      durationMs: 12,
      responseStatus,
      responseHeaders: "content-type: text/plain",
      responseBody: "an answer",
      error,
      status,
      retryAfterSeconds: wait,
    })),
  );
  return [...recorded].sort();
}

const idsOf = (leased: readonly Leased[]) => leased.map(({ deliveryId }) => deliveryId).sort();
const deliveryOf = ({ deliveryId: id }: Leased) =>
  database.prisma.webhookDelivery.findUniqueOrThrow({ where: { id } });
const attemptsOf = ({ deliveryId }: Leased) =>
  database.prisma.webhookDeliveryAttempt.findMany({ where: { deliveryId }, orderBy: { number: "asc" } });
const endpointOf = ({ id }: TestEndpoint) =>
  database.prisma.webhookEndpoint.findUniqueOrThrow({ where: { id } });
const queueOf = async ({ deliveryId }: Leased) => {
  const { rows } = await database.pool.query(
    "SELECT *, due_at = 'infinity' AS held FROM delivery_queue WHERE delivery_id = $1",
    [deliveryId],
  );
  return rows;
};

describe("an outcome", () => {
  it("that delivered is logged, marked and out of the queue", async () => {
    const endpoint = await createEndpoint(database);
    const [leased] = await lease(endpoint);
    const attemptedAt = at(0);
    expect(await record(delivered(leased, attemptedAt))).toEqual([leased.deliveryId]);
    expect(await attemptsOf(leased)).toEqual([
      {
        deliveryId: leased.deliveryId,
        number: 1,
        attemptedAt,
        durationMs: 12,
        responseStatus: 200,
        responseHeaders: "content-type: text/plain",
        responseBody: "an answer",
        error: null,
      },
    ]);
    expect(await deliveryOf(leased)).toMatchObject({
      status: "delivered",
      nextAttemptAt: null,
      deliveredAt: expect.any(Date),
      endpointUrl: "https://example.com/called",
    });
    expect(await queueOf(leased)).toEqual([]);
    expect(await endpointOf(endpoint)).toMatchObject({ lastSuccessAt: attemptedAt, lastFailureAt: null });
  });

  it("that failed is queued again, without a lease, for when it is to be tried", async () => {
    const [leased] = await lease(await createEndpoint(database));
    const before = Date.now();
    await record(failed(leased, new Date(), 600));
    const [row] = await queueOf(leased);
    expect(row).toMatchObject({ attempts: 1, lease_token: null, leased_until: null });
    const { status, nextAttemptAt, deliveredAt } = await deliveryOf(leased);
    expect({ status, nextAttemptAt, deliveredAt }).toEqual({
      status: "failed",
      nextAttemptAt: row.due_at,
      deliveredAt: null,
    });
    expect(Math.abs(Number(row.due_at) - before - 600_000)).toBeLessThan(5_000);
    expect(await claim()).toEqual([]);
  });

  it("that ends in a dead letter is out of the queue", async () => {
    const [leased] = await lease(await createEndpoint(database));
    await record({ ...failed(leased), status: "dead_letter", wait: null, responseStatus: 410 });
    expect(await deliveryOf(leased)).toMatchObject({
      status: "dead_letter",
      nextAttemptAt: null,
      deliveredAt: null,
    });
    expect(await attemptsOf(leased)).toMatchObject([{ number: 1, responseStatus: 410 }]);
    expect(await queueOf(leased)).toEqual([]);
  });

  it("keeps what is null: an attempt that no answer came to", async () => {
    const [leased] = await lease(await createEndpoint(database));
    await record({ ...failed(leased), responseStatus: null, error: "timeout" });
    expect(await attemptsOf(leased)).toMatchObject([{ responseStatus: null, error: "timeout" }]);
  });

  it("of each kind in one batch goes its own way", async () => {
    const [first, second, third] = await lease(await createEndpoint(database), 3);
    if (second === undefined || third === undefined) throw new Error("Three were to be claimed.");
    await record(failed(first), delivered(second), { ...failed(third), status: "dead_letter", wait: null });
    expect((await deliveryOf(first)).status).toBe("failed");
    expect((await deliveryOf(second)).status).toBe("delivered");
    expect((await deliveryOf(third)).status).toBe("dead_letter");
  });
});

describe("attempt numbers", () => {
  it("have no gap, also when leases ended without an outcome", async () => {
    const endpoint = await createEndpoint(database);
    let [leased] = await lease(endpoint);
    for (const attempt of [1, 2, 3]) {
      expect(leased.attempt).toBe(attempt);
      await record(failed(leased, new Date(), 0));
      // A worker that dies: its lease ends at once, and no outcome is recorded.
      expect(await claim(0)).toMatchObject([{ attempt: attempt + 1 }]);
      const [next] = await claim();
      if (next === undefined) throw new Error("The delivery was to be claimed again.");
      leased = next;
    }
    await record(delivered(leased));
    expect((await attemptsOf(leased)).map(({ number, error }) => [number, error])).toEqual([
      [1, "http_status"],
      [2, "http_status"],
      [3, "http_status"],
      [4, null],
    ]);
  });
});

describe("a stale fencing token", () => {
  it("records nothing once another worker has the lease", async () => {
    const endpoint = await createEndpoint(database);
    const [paused] = await lease(endpoint);
    await database.pool.query("UPDATE delivery_queue SET leased_until = now() - interval '1 second'");
    const [current] = await claim();
    if (current === undefined) throw new Error("The delivery was to be claimed again.");
    expect(current).toMatchObject({ deliveryId: paused.deliveryId, attempt: 1 });

    for (const outcome of [delivered(paused), failed(paused)]) expect(await record(outcome)).toEqual([]);
    expect(await attemptsOf(paused)).toEqual([]);
    expect(await deliveryOf(paused)).toMatchObject({ status: "pending" });
    expect(await queueOf(paused)).toMatchObject([{ attempts: 0, lease_token: current.token }]);
    expect(await endpointOf(endpoint)).toMatchObject({ consecutiveFailures: 0, lastSuccessAt: null });

    expect(await record(failed(current))).toEqual([current.deliveryId]);
    expect(await attemptsOf(current)).toHaveLength(1);
  });

  it("in a batch does not hinder the others", async () => {
    const [mine, ...others] = await lease(await createEndpoint(database), 3);
    const stale = { ...mine, token: randomUUID() };
    expect(await record(delivered(stale), ...others.map((each) => delivered(each)))).toEqual(idsOf(others));
    expect((await deliveryOf(mine)).status).toBe("pending");
  });

  it("is what a batch has that is written a second time: nothing changes", async () => {
    const endpoint = await createEndpoint(database);
    const [first, ...rest] = await lease(endpoint, 3);
    const batch = [failed(first, at(0)), ...rest.map((each) => failed(each, at(1)))];
    expect(await record(...batch)).toHaveLength(3);
    const after = [await endpointOf(endpoint), await deliveryOf(first), await queueOf(first)];
    expect(await record(...batch)).toEqual([]);
    expect([await endpointOf(endpoint), await deliveryOf(first), await queueOf(first)]).toEqual(after);
    expect(await attemptsOf(first)).toHaveLength(1);
  });

  it("still counts when the lease has ended and nobody else has claimed", async () => {
    const [leased] = await lease(await createEndpoint(database));
    await database.pool.query("UPDATE delivery_queue SET leased_until = now() - interval '1 minute'");
    expect(await record(delivered(leased))).toEqual([leased.deliveryId]);
  });
});

describe("a delivery that was held while it was in flight", () => {
  const hold = () => database.pool.query("UPDATE delivery_queue SET due_at = 'infinity'");

  it("stays held when the attempt fails", async () => {
    const [leased] = await lease(await createEndpoint(database));
    await hold();
    expect(await record(failed(leased, new Date(), 0))).toEqual([leased.deliveryId]);
    expect(await queueOf(leased)).toMatchObject([{ held: true, attempts: 1, lease_token: null }]);
    expect(await deliveryOf(leased)).toMatchObject({ status: "failed", nextAttemptAt: null });
    expect(await claim()).toEqual([]);
  });

  it("is delivered when the attempt succeeds", async () => {
    const [leased] = await lease(await createEndpoint(database));
    await hold();
    await record(delivered(leased));
    expect(await deliveryOf(leased)).toMatchObject({ status: "delivered" });
    expect(await queueOf(leased)).toEqual([]);
  });
});

describe("the endpoint's counters", () => {
  /** `letters`: what the attempts came to, in the order of their times: `f` failed, `s` succeeded. */
  async function recordBatch(endpoint: TestEndpoint, letters: string, from: number): Promise<void> {
    const leased = await lease(endpoint, letters.length);
    const outcomes = leased.map((each, index) =>
      letters[index] === "s" ? delivered(each, at(from + index)) : failed(each, at(from + index)),
    );
    // The place in the batch must not matter.
    await record(
      ...outcomes.filter((_, index) => index % 2 === 1),
      ...outcomes.filter((_, i) => i % 2 === 0),
    );
  }

  it.each([
    [["f"], 1],
    [["s"], 0],
    [["ff", "fff"], 5],
    [["sf"], 1],
    [["fs"], 0],
    [["fsff"], 2],
    [["ffff", "fsf"], 1],
    [["ffff", "s"], 0],
    [["fff", "s", "ff"], 2],
    [["sff", "ff"], 4],
    [["fsfsf", "fff", "sfsf"], 1],
  ])("after batches %j: %i failures since the last success", async (batches, expected) => {
    const endpoint = await createEndpoint(database);
    for (const [index, letters] of batches.entries()) await recordBatch(endpoint, letters, index * 1_000);
    expect((await endpointOf(endpoint)).consecutiveFailures).toBe(expected);
  });

  it("hold the times of the last success and the last failure, and never go back", async () => {
    const endpoint = await createEndpoint(database);
    await recordBatch(endpoint, "fsfs", 10_000);
    expect(await endpointOf(endpoint)).toMatchObject({
      lastFailureAt: at(10_002),
      lastSuccessAt: at(10_003),
    });
    await recordBatch(endpoint, "sf", 0);
    expect(await endpointOf(endpoint)).toMatchObject({
      lastFailureAt: at(10_002),
      lastSuccessAt: at(10_003),
    });
  });

  it("are kept apart for the endpoints of one batch", async () => {
    const [well, ill] = [await createEndpoint(database), await createEndpoint(database)];
    const toWell = await lease(well, 2);
    const toIll = await lease(ill, 3);
    await record(...toWell.map((each) => delivered(each)), ...toIll.map((each) => failed(each)));
    expect(await endpointOf(well)).toMatchObject({ consecutiveFailures: 0, lastFailureAt: null });
    expect(await endpointOf(ill)).toMatchObject({ consecutiveFailures: 3, lastSuccessAt: null });
  });

  it("lose nothing, and nobody deadlocks, when several workers write at once", async () => {
    const endpoints = [
      await createEndpoint(database),
      await createEndpoint(database),
      await createEndpoint(database),
    ];
    const leased: Leased[][] = [];
    for (const endpoint of endpoints) leased.push(await lease(endpoint, 24));
    // Each of 6 batches has 4 outcomes of every endpoint, every other batch in the opposite order.
    const batches = Array.from({ length: 6 }, (_, batch) => {
      const mixed = leased.flatMap((each) => each.slice(batch * 4, batch * 4 + 4).map((one) => failed(one)));
      return batch % 2 === 0 ? mixed : mixed.reverse();
    });
    await Promise.all(batches.map((batch) => record(...batch)));
    for (const endpoint of endpoints) expect((await endpointOf(endpoint)).consecutiveFailures).toBe(24);
  });
});
