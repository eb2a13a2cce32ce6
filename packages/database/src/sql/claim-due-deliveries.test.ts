import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { type Queryable, run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { type Claimed, type ClaimedDelivery, claimDueDeliveries } from "./claim-due-deliveries.ts";
import { insertEvents } from "./insert-events.ts";
import { parkBacklog } from "./park-backlog.ts";

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
  await database.pool.query("TRUNCATE delivery_queue");
});

interface Endpoint {
  id: string;
  integrationId: string;
}

async function createEndpoint(enabled = true): Promise<Endpoint> {
  const { id: integrationId, endpoint } = await database.prisma.integration.create({
    data: {
      apiVersion: "2026-05-07",
      isEnabled: enabled,
      user: { create: { email: `${randomUUID()}@example.com`, name: "Test Watches", plan: "business" } },
      endpoint: { create: { url: "https://example.com/hook", secret: "sealed" } },
    },
    include: { endpoint: true },
  });
  return { id: endpoint?.id ?? "", integrationId };
}

/** Makes `count` events due, a second apart, the first made the longest overdue. Returns the deliveries' ids. */
async function makeDue(endpoint: Endpoint, count: number): Promise<string[]> {
  const deliveryIds: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const rows = await run(database.pool, insertEvents, [
      [randomUUID()],
      endpoint.integrationId,
      ["listing.updated"],
      "2026-05-07",
      true,
      [`{"index":${index}}`],
      new Date(),
      false,
      false,
    ]);
    deliveryIds.push(...rows.map(({ delivery_id }) => delivery_id));
  }
  await database.pool.query(
    `UPDATE delivery_queue q SET due_at = now() - interval '1 hour' + make_interval(secs => place)
     FROM unnest($1::uuid[]) WITH ORDINALITY AS made (id, place)
     WHERE q.delivery_id = made.id AND q.due_at < 'infinity'`,
    [deliveryIds],
  );
  return deliveryIds;
}

interface ClaimOptions {
  token?: string;
  leaseSeconds?: number;
  limit?: number;
  backlogLimit?: number;
  slots?: number;
  inFlight?: Readonly<Record<string, number>>;
  newestOnly?: boolean;
}

async function claim(client: Queryable, options: ClaimOptions = {}): Promise<ClaimedDelivery[]> {
  return (await claimAll(client, options)).deliveries;
}

function claimAll(client: Queryable, options: ClaimOptions): Promise<Claimed> {
  const { token = randomUUID(), inFlight = {}, ...rest } = options;
  return claimDueDeliveries(client, {
    leaseToken: token,
    leaseSeconds: 30,
    limit: 100,
    backlogLimit: 100,
    slots: 100,
    inFlight: new Map(Object.entries(inFlight)),
    newestOnly: false,
    ...rest,
  });
}

const idsOf = (claimed: readonly ClaimedDelivery[]) => claimed.map(({ delivery_id }) => delivery_id).sort();

describe("what a claim gives", () => {
  it("is all that an attempt needs, and the row bears the token and the lease", async () => {
    const endpoint = await createEndpoint();
    const [deliveryId] = await makeDue(endpoint, 1);
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
        from_backlog: false,
      },
    ]);
    const row = await database.prisma.deliveryQueueItem.findFirstOrThrow();
    expect(row).toMatchObject({ leaseToken: token, attempts: 0 });
    const leaseMs = Number(row.leasedUntil) - Date.now();
    expect(leaseMs).toBeGreaterThan(20_000);
    expect(leaseMs).toBeLessThan(31_000);
  });

  it("has the URL of now, and the previous secret until its grace period ends", async () => {
    const endpoint = await createEndpoint();
    await makeDue(endpoint, 1);
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
    const endpoint = await createEndpoint();
    const made = await makeDue(endpoint, 6);
    const first = await claim(database.pool, { limit: 4 });
    expect(idsOf(first)).toEqual(made.slice(0, 4).sort());
    expect(idsOf(await claim(database.pool, { limit: 4 }))).toEqual(made.slice(4).sort());
    expect(await claim(database.pool, { limit: 4 })).toEqual([]);
  });

  it("none at a limit of 0", async () => {
    await makeDue(await createEndpoint(), 1);
    expect(await claim(database.pool, { limit: 0 })).toEqual([]);
  });

  it("of one endpoint no more than its slots, less what is in flight to it", async () => {
    const [busy, idle] = [await createEndpoint(), await createEndpoint()];
    const [toBusy, toIdle] = [await makeDue(busy, 5), await makeDue(idle, 5)];
    const claimed = await claim(database.pool, { slots: 3, inFlight: { [busy.id]: 2 } });
    expect(idsOf(claimed)).toEqual([...toBusy.slice(0, 1), ...toIdle.slice(0, 3)].sort());
  });

  it("none of a full endpoint, however long its backlog is", async () => {
    const [full, idle] = [await createEndpoint(), await createEndpoint()];
    await makeDue(full, 10);
    const toIdle = await makeDue(idle, 2);
    const options = { limit: 6, slots: 4, inFlight: { [full.id]: 4 } };
    expect(idsOf(await claim(database.pool, options))).toEqual([...toIdle].sort());
  });

  it("also of an endpoint behind another's burst, which has no slots for all of it", async () => {
    const [burst, other] = [await createEndpoint(), await createEndpoint()];
    const toBurst = await makeDue(burst, 6);
    const toOther = await makeDue(other, 1);
    await database.pool.query(
      "UPDATE delivery_queue SET due_at = now() - interval '1 ms' WHERE delivery_id = $1",
      [toOther[0]],
    );
    const claimed = await claim(database.pool, { limit: 4, slots: 2 });
    expect(idsOf(claimed)).toEqual([...toBurst.slice(0, 2), ...toOther].sort());
  });

  it("none that falls due later, and none that is held", async () => {
    const [waiting, held] = [await createEndpoint(), await createEndpoint(false)];
    const [later] = await makeDue(waiting, 1);
    expect(await makeDue(held, 1)).toHaveLength(1);
    await database.pool.query(
      "UPDATE delivery_queue SET due_at = now() + interval '1 minute' WHERE delivery_id = $1",
      [later],
    );
    expect(await claim(database.pool)).toEqual([]);
    expect(await database.prisma.deliveryQueueItem.count()).toBe(2);
  });
});

describe("a backlog", () => {
  /** Claims and parks as a worker does, until there is nothing left to do; what is claimed stays in flight. */
  async function drain(options: ClaimOptions & { slots: number }): Promise<ClaimedDelivery[]> {
    const inFlight: Record<string, number> = { ...options.inFlight };
    const deliveries: ClaimedDelivery[] = [];
    for (;;) {
      const claimed = await claimAll(database.pool, { ...options, inFlight });
      for (const { endpoint_id: id } of claimed.deliveries) inFlight[id] = (inFlight[id] ?? 0) + 1;
      deliveries.push(...claimed.deliveries);
      const parked = claimed.isCrowded ? await run(database.pool, parkBacklog, [400, options.slots, 30]) : [];
      if (claimed.deliveries.length === 0 && parked.length === 0) return deliveries;
    }
  }
  const park = (slots: number) => run(database.pool, parkBacklog, [1_000, slots, 1_000]);
  const countParked = () => database.prisma.deliveryQueueItem.count({ where: { parked: true } });

  it("that has no slots is parked, and what stands behind it gets through", async () => {
    const [hanging, other] = [await createEndpoint(), await createEndpoint()];
    await makeDue(hanging, 200);
    const [behind] = await makeDue(other, 1);
    await database.pool.query(
      "UPDATE delivery_queue SET due_at = now() - interval '1 ms' WHERE delivery_id = $1",
      [behind],
    );
    // At once, before anything is parked; and while that goes on.
    const crowded = { limit: 20, slots: 8, inFlight: { [hanging.id]: 8 }, leaseSeconds: 0 };
    expect(await claimAll(database.pool, crowded)).toMatchObject({
      isCrowded: true,
      deliveries: [{ delivery_id: behind }],
    });
    expect(idsOf(await claim(database.pool, { ...crowded, newestOnly: true }))).toEqual([behind]);

    const deliveries = await drain({ limit: 20, slots: 8 });
    expect(deliveries.filter(({ endpoint_id }) => endpoint_id === hanging.id)).toHaveLength(8);
    expect(idsOf(deliveries)).toContain(behind);
    expect(await countParked()).toBeGreaterThan(150);
    expect(await claimAll(database.pool, crowded)).toMatchObject({ isCrowded: false });
  });

  it("is claimed in its order as slots come free", async () => {
    const endpoint = await createEndpoint();
    const made = await makeDue(endpoint, 60);
    expect(idsOf(await drain({ limit: 10, slots: 4 }))).toEqual(made.slice(0, 4).sort());
    // Those are done.
    await database.pool.query("DELETE FROM delivery_queue WHERE lease_token IS NOT NULL");
    const second = await claim(database.pool, { limit: 10, slots: 4, inFlight: { [endpoint.id]: 1 } });
    expect(idsOf(second)).toEqual(made.slice(4, 7).sort());
  });

  it("takes no more than its share of a claim", async () => {
    const [hanging, other] = [await createEndpoint(), await createEndpoint()];
    await makeDue(hanging, 100);
    expect(await park(0)).toHaveLength(100);
    const toOther = await makeDue(other, 5);
    const claimed = await claim(database.pool, { limit: 10, slots: 10, backlogLimit: 3 });
    expect(claimed).toHaveLength(8);
    expect(idsOf(claimed)).toEqual(expect.arrayContaining([...toOther]));
  });

  it("that there are slots for stays where it is", async () => {
    await makeDue(await createEndpoint(), 100);
    expect(await claimAll(database.pool, { limit: 20, slots: 100 })).toMatchObject({ isCrowded: false });
    expect(await park(100)).toEqual([]);
  });

  it("leaves each of many endpoints its own slots", async () => {
    const endpoints = await Promise.all(Array.from({ length: 12 }, () => createEndpoint()));
    for (const each of endpoints) await makeDue(each, 10);
    const perEndpoint = Map.groupBy(await drain({ limit: 20, slots: 2 }), ({ endpoint_id }) => endpoint_id);
    expect(endpoints.map(({ id }) => perEndpoint.get(id)?.length)).toEqual(Array(12).fill(2));
  });

  it("is not claimed before its retries are due", async () => {
    await makeDue(await createEndpoint(), 50);
    await park(0);
    await database.pool.query("UPDATE delivery_queue SET due_at = now() + interval '1 minute'");
    expect(await claim(database.pool, { slots: 8 })).toEqual([]);
  });

  it("draws what comes later after it", async () => {
    const endpoint = await createEndpoint();
    await makeDue(endpoint, 10);
    expect(await park(4)).toHaveLength(6);
    await makeDue(endpoint, 3);
    expect(await park(4)).toHaveLength(7);
    expect(await park(4)).toEqual([]);
  });

  it("is parked around what is in flight, which counts for the slots", async () => {
    const endpoint = await createEndpoint();
    const made = await makeDue(endpoint, 10);
    const inFlight = idsOf(await claim(database.pool, { slots: 4 }));
    expect(await park(4)).toHaveLength(6);
    const parked = await database.prisma.deliveryQueueItem.findMany({ where: { parked: true } });
    expect([...inFlight, ...parked.map(({ deliveryId }) => deliveryId)].sort()).toEqual([...made].sort());
  });
});

describe("two claimers", () => {
  it("never wait for each other and never get the same row", async () => {
    const made = await makeDue(await createEndpoint(), 8);
    const slow = new pg.Client({ connectionString: testDatabase.url });
    // The first claim stays uncommitted: whoever waited for its locks would wait until this runs out.
    const other = new pg.Client({ connectionString: testDatabase.url, statement_timeout: 5_000 });
    await Promise.all([slow.connect(), other.connect()]);
    try {
      await slow.query("BEGIN");
      const first = await claim(slow, { limit: 4 });
      const second = await claim(other, { limit: 8 });
      await slow.query("COMMIT");
      expect(first).toHaveLength(4);
      expect(idsOf([...first, ...second])).toEqual([...made].sort());
    } finally {
      await Promise.all([slow.end(), other.end()]);
    }
  });

  it("share out a backlog without a row twice when many claim at once", async () => {
    const endpoints = [await createEndpoint(), await createEndpoint(), await createEndpoint()];
    const made = (await Promise.all(endpoints.map((each) => makeDue(each, 40)))).flat();
    const claimed: ClaimedDelivery[] = [];
    for (let round = 0; claimed.length < made.length && round < 60; round += 1) {
      const batches = await Promise.all(
        Array.from({ length: 6 }, () => claim(database.pool, { limit: 5, slots: 10 })),
      );
      claimed.push(...batches.flat());
    }
    expect(idsOf(claimed)).toEqual([...made].sort());
  });
});

describe("a lease", () => {
  it("keeps others away until it ends; then the same attempt is claimed under a new token", async () => {
    await makeDue(await createEndpoint(), 1);
    const [first] = await claim(database.pool, { token: randomUUID(), leaseSeconds: 0.3 });
    expect(await claim(database.pool)).toEqual([]);
    const token = randomUUID();
    await expect
      .poll(() => claim(database.pool, { token }), { timeout: 3_000, interval: 50 })
      .toEqual([first]);
    expect(await database.prisma.deliveryQueueItem.findFirstOrThrow()).toMatchObject({ leaseToken: token });
  });

  it("that was not committed is none", async () => {
    await makeDue(await createEndpoint(), 1);
    const crashing = new pg.Client({ connectionString: testDatabase.url });
    await crashing.connect();
    await crashing.query("BEGIN");
    expect(await claim(crashing)).toHaveLength(1);
    await crashing.end();
    await expect
      .poll(() => claim(database.pool), { timeout: 3_000, interval: 20 })
      .toMatchObject([{ attempt: 1 }]);
  });
});
