import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import * as testing from "./record-outcomes-testing.ts";
import { at, delivered, failed, type Leased } from "./record-outcomes-testing.ts";
import { createEndpoint, type TestEndpoint } from "./testing.ts";

// What becomes of deliveries. What is counted at their endpoints is in record-outcomes-counters.test.ts.

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

const claim = (leaseSeconds?: number) => testing.claim(database, leaseSeconds);
const lease = (endpoint: TestEndpoint, count?: number) => testing.lease(database, endpoint, count);
const record = (...outcomes: readonly testing.Outcome[]) => testing.record(database.pool, outcomes);
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

  it.each(["before", "after"])("does not hinder the valid one of the same delivery, %s it", async (place) => {
    const [mine] = await lease(await createEndpoint(database));
    const stale = delivered({ ...mine, token: randomUUID() });
    expect(await record(...(place === "before" ? [stale, failed(mine)] : [failed(mine), stale]))).toEqual([
      mine.deliveryId,
    ]);
    expect((await deliveryOf(mine)).status).toBe("failed");
    expect(await attemptsOf(mine)).toMatchObject([{ number: 1, error: "http_status" }]);
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
