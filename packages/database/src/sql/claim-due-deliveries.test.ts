import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import type { ClaimedDelivery } from "./claim-due-deliveries.ts";
import { takeTurn } from "./claim-statements.ts";
import { releaseLeases } from "./release-leases.ts";
import { claim, claimAll, createEndpoint, idsOf, makeDue, START } from "./testing.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "claim-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE delivery_queue, delivery_workers");
});

describe("what a claim gives", () => {
  it("is all that an attempt needs, and the row bears the token and the lease", async () => {
    const endpoint = await createEndpoint(database);
    const [deliveryId] = await makeDue(database, endpoint, 1);
    const token = randomUUID();
    expect(await claim(database.pool, { token, leaseSeconds: 30 })).toEqual([
      {
        delivery_id: deliveryId,
        endpoint_id: endpoint.id,
        event_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        event_type: "listing.updated",
        payload: '{"index":0}',
        url: "https://example.com/hook",
        secret: "sealed",
        previous_secret: null,
        attempt: 1,
        is_last: false,
        overdue_seconds: expect.closeTo(3_599, 0),
      },
    ]);
    const row = await database.prisma.deliveryQueueItem.findFirstOrThrow();
    expect(row).toMatchObject({ leaseToken: token, attempts: 0 });
    const leaseMs = Number(row.leasedUntil) - Date.now();
    expect(leaseMs).toBeGreaterThan(20_000);
    expect(leaseMs).toBeLessThan(31_000);
  });

  it("has the URL of now, and the previous secret until its grace period ends", async () => {
    const endpoint = await createEndpoint(database);
    await makeDue(database, endpoint, 1);
    const grace = (previousSecretUntil: Date) =>
      database.prisma.webhookEndpoint.update({
        where: { id: endpoint.id },
        data: { url: "https://example.com/moved", previousSecret: "older", previousSecretUntil },
      });
    await grace(new Date(Date.now() + 60_000));
    expect(await claim(database.pool, { leaseSeconds: 0 })).toMatchObject([
      { url: "https://example.com/moved", secret: "sealed", previous_secret: "older" },
    ]);
    await grace(new Date(Date.now() - 60_000));
    expect(await claim(database.pool)).toMatchObject([{ secret: "sealed", previous_secret: null }]);
  });
});

describe("which rows a claim takes", () => {
  it("no more than the limit, and the most overdue before the rest", async () => {
    const endpoint = await createEndpoint(database);
    const made = await makeDue(database, endpoint, 6);
    const first = await claim(database.pool, { limit: 4 });
    expect(idsOf(first)).toEqual(made.slice(0, 4).sort());
    expect(idsOf(await claim(database.pool, { limit: 4 }))).toEqual(made.slice(4).sort());
    expect(await claim(database.pool, { limit: 4 })).toEqual([]);
  });

  it("none at a limit of 0", async () => {
    await makeDue(database, await createEndpoint(database), 1);
    expect(await claim(database.pool, { limit: 0 })).toEqual([]);
  });

  it("of one endpoint no more than its slots, less what is in flight to it", async () => {
    const [busy, idle] = [await createEndpoint(database), await createEndpoint(database)];
    const [toBusy, toIdle] = [await makeDue(database, busy, 5), await makeDue(database, idle, 3)];
    const claimed = await claimAll(database.pool, { slots: 3, inFlight: { [busy.id]: 2 } });
    expect(idsOf(claimed.rows)).toEqual([...toBusy.slice(0, 1), ...toIdle].sort());
    // The idle one has no more due than it has slots.
    expect(claimed.fullEndpoints).toEqual(new Set([busy.id]));
  });

  it("first those of endpoints that have nothing in flight, and only of these once the shared part is full", async () => {
    const [busy, idle] = [await createEndpoint(database), await createEndpoint(database)];
    const [toBusy, toIdle] = [await makeDue(database, busy, 5), await makeDue(database, idle, 5)];
    const inFlight = { [busy.id]: 1 };
    const first = await claim(database.pool, { limit: 2, sharedLimit: 0, inFlight });
    expect(idsOf(first)).toEqual(toIdle.slice(0, 1));
    const shared = await claim(database.pool, {
      limit: 4,
      sharedLimit: 3,
      inFlight: { ...inFlight, [idle.id]: 1 },
    });
    expect(idsOf(shared)).toEqual([toBusy[0], toBusy[1], toIdle[1]].sort());
  });

  it("none of a full endpoint, however long its backlog is", async () => {
    const [full, idle] = [await createEndpoint(database), await createEndpoint(database)];
    await makeDue(database, full, 10);
    const toIdle = await makeDue(database, idle, 2);
    const options = { limit: 6, slots: 4, inFlight: { [full.id]: 4 } };
    expect(idsOf(await claim(database.pool, options))).toEqual([...toIdle].sort());
  });

  it("also of an endpoint behind another's burst, which has no slots for all of it", async () => {
    const [burst, other] = [await createEndpoint(database), await createEndpoint(database)];
    const toBurst = await makeDue(database, burst, 6);
    const toOther = await makeDue(database, other, 1);
    await database.pool.query(
      "UPDATE delivery_queue SET due_at = now() - interval '1 ms' WHERE delivery_id = $1",
      [toOther[0]],
    );
    const claimed = await claim(database.pool, { limit: 4, slots: 2 });
    expect(idsOf(claimed)).toEqual([...toBurst.slice(0, 2), ...toOther].sort());
  });

  it("none that falls due later, and none that is held", async () => {
    const [waiting, held] = [await createEndpoint(database), await createEndpoint(database, false)];
    const [later] = await makeDue(database, waiting, 1);
    expect(await makeDue(database, held, 1)).toHaveLength(1);
    await database.pool.query(
      "UPDATE delivery_queue SET due_at = now() + interval '1 minute' WHERE delivery_id = $1",
      [later],
    );
    expect(await claim(database.pool)).toEqual([]);
    expect(await database.prisma.deliveryQueueItem.count()).toBe(2);
  });
});

describe("several workers", () => {
  it("share out a backlog without a row twice when many claim at once", async () => {
    const endpoints = [
      await createEndpoint(database),
      await createEndpoint(database),
      await createEndpoint(database),
    ];
    const made = (await Promise.all(endpoints.map((each) => makeDue(database, each, 40)))).flat();
    const claimed: ClaimedDelivery[] = [];
    for (let round = 0; claimed.length < made.length && round < 60; round += 1) {
      const batches = await Promise.all(Array.from({ length: 6 }, () => claim(database.pool, { limit: 5 })));
      claimed.push(...batches.flat());
    }
    expect(idsOf(claimed)).toEqual([...made].sort());
  });

  it("have no more in flight to an endpoint than its slots, whoever claims, and however many at once", async () => {
    const [one, two] = [await createEndpoint(database), await createEndpoint(database)];
    await makeDue(database, one, 40);
    await makeDue(database, two, 40);
    const batches = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        claim(database.pool, { slots: 8, limit: 5, after: n % 2 ? START : null }),
      ),
    );
    const perEndpoint = Map.groupBy(batches.flat(), ({ endpoint_id }) => endpoint_id);
    expect([one, two].map(({ id }) => perEndpoint.get(id)?.length)).toEqual([8, 8]);
    expect(await claimAll(database.pool, { slots: 8 })).toMatchObject({
      rows: [],
      fullEndpoints: new Set([one.id, two.id]),
    });
  });

  it("know of each other what came after their last claim only once it is published", async () => {
    const endpoint = await createEndpoint(database);
    const made = await makeDue(database, endpoint, 8);
    const [workerId, slots] = [randomUUID(), 4];
    expect(await claim(database.pool, { workerId, slots })).toHaveLength(4);
    // Three have landed there, and their slots are that worker's until it says so.
    expect(await claim(database.pool, { slots })).toEqual([]);
    const inFlight = { [endpoint.id]: 1 };
    expect(await claim(database.pool, { workerId, slots, inFlight, limit: 0 })).toEqual([]);
    expect(await claim(database.pool, { slots })).toEqual([]);
    expect(await claim(database.pool, { workerId, slots, inFlight, limit: 0, publish: true })).toEqual([]);
    expect(idsOf(await claim(database.pool, { slots }))).toEqual(made.slice(4, 7).sort());
  });

  it("count what a worker had in flight until its leases end", async () => {
    await makeDue(database, await createEndpoint(database), 3);
    expect(await claim(database.pool, { slots: 2, leaseSeconds: 0.3 })).toHaveLength(2);
    expect(await claim(database.pool, { slots: 2 })).toEqual([]);
    await expect
      .poll(() => claim(database.pool, { slots: 2 }), { timeout: 3_000, interval: 20 })
      .toHaveLength(2);
  });

  it("wait for a claim that is being made, and not for a row that somebody has locked", async () => {
    const made = await makeDue(database, await createEndpoint(database), 2);
    const client = await database.pool.connect();
    try {
      await client.query("BEGIN");
      await client.query("SELECT FROM delivery_queue WHERE delivery_id = $1 FOR UPDATE", [made[0]]);
      expect(idsOf(await claim(database.pool))).toEqual([made[1]]);
      await run(client, takeTurn, []);
      const waiting = claim(database.pool);
      await expect.poll(waitingForTurn, { timeout: 3_000, interval: 10 }).toBe(1);
      await client.query("COMMIT");
      expect(idsOf(await waiting)).toEqual([made[0]]);
    } finally {
      client.release();
    }
  });

  async function waitingForTurn(): Promise<number | null> {
    const { rowCount } = await database.pool.query(
      "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%pg_advisory_xact_lock%'",
    );
    return rowCount;
  }
});

describe("a lease", () => {
  it("keeps others away until it ends; then the same attempt is claimed under a new token", async () => {
    await makeDue(database, await createEndpoint(database), 1);
    const [first] = await claim(database.pool, { token: randomUUID(), leaseSeconds: 0.3 });
    expect(await claim(database.pool)).toEqual([]);
    const token = randomUUID();
    await expect
      .poll(() => claim(database.pool, { token }), { timeout: 3_000, interval: 50 })
      .toEqual([{ ...first, overdue_seconds: expect.any(Number) }]);
    expect(await database.prisma.deliveryQueueItem.findFirstOrThrow()).toMatchObject({ leaseToken: token });
  });

  it("whose claim fails is none, and the next one's turn comes", async () => {
    await makeDue(database, await createEndpoint(database), 1);
    await expect(claim(database.pool, { token: "no token" })).rejects.toThrow(/uuid/);
    expect(await claim(database.pool)).toMatchObject([{ attempt: 1 }]);
  });

  it("that is released can be claimed at once, by whoever holds it and nobody else", async () => {
    const [deliveryId = ""] = await makeDue(database, await createEndpoint(database), 1);
    const token = randomUUID();
    const [first] = await claim(database.pool, { token });
    await run(database.pool, releaseLeases, [[deliveryId], [randomUUID()]]);
    expect(await claim(database.pool)).toEqual([]);
    await run(database.pool, releaseLeases, [[deliveryId], [token]]);
    expect(await claim(database.pool)).toEqual([{ ...first, overdue_seconds: expect.any(Number) }]);
  });
});
