import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import type { ClaimedDelivery } from "./claim-due-deliveries.ts";
import { parkBacklog } from "./park-backlog.ts";
import { type ClaimOptions, claim, claimAll, createEndpoint, idsOf, makeDue } from "./testing.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "park-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE delivery_queue");
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
    const [hanging, other] = [await createEndpoint(database), await createEndpoint(database)];
    await makeDue(database, hanging, 200);
    const [behind] = await makeDue(database, other, 1);
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
    const endpoint = await createEndpoint(database);
    const made = await makeDue(database, endpoint, 60);
    expect(idsOf(await drain({ limit: 10, slots: 4 }))).toEqual(made.slice(0, 4).sort());
    // Those are done.
    await database.pool.query("DELETE FROM delivery_queue WHERE lease_token IS NOT NULL");
    const second = await claim(database.pool, { limit: 10, slots: 4, inFlight: { [endpoint.id]: 1 } });
    expect(idsOf(second)).toEqual(made.slice(4, 7).sort());
  });

  it("takes no more than its share of a claim", async () => {
    const [hanging, other] = [await createEndpoint(database), await createEndpoint(database)];
    await makeDue(database, hanging, 100);
    expect(await park(0)).toHaveLength(100);
    const toOther = await makeDue(database, other, 5);
    const claimed = await claim(database.pool, { limit: 10, slots: 10, backlogLimit: 3 });
    expect(claimed).toHaveLength(8);
    expect(idsOf(claimed)).toEqual(expect.arrayContaining([...toOther]));
  });

  it("that there are slots for stays where it is", async () => {
    await makeDue(database, await createEndpoint(database), 100);
    expect(await claimAll(database.pool, { limit: 20, slots: 100 })).toMatchObject({ isCrowded: false });
    expect(await park(100)).toEqual([]);
  });

  it("leaves each of many endpoints its own slots", async () => {
    const endpoints = await Promise.all(Array.from({ length: 12 }, () => createEndpoint(database)));
    for (const each of endpoints) await makeDue(database, each, 10);
    const perEndpoint = Map.groupBy(await drain({ limit: 20, slots: 2 }), ({ endpoint_id }) => endpoint_id);
    expect(endpoints.map(({ id }) => perEndpoint.get(id)?.length)).toEqual(Array(12).fill(2));
  });

  it("is not claimed before its retries are due", async () => {
    await makeDue(database, await createEndpoint(database), 50);
    await park(0);
    await database.pool.query("UPDATE delivery_queue SET due_at = now() + interval '1 minute'");
    expect(await claim(database.pool, { slots: 8 })).toEqual([]);
  });

  it("draws what comes later after it", async () => {
    const endpoint = await createEndpoint(database);
    await makeDue(database, endpoint, 10);
    expect(await park(4)).toHaveLength(6);
    await makeDue(database, endpoint, 3);
    expect(await park(4)).toHaveLength(7);
    expect(await park(4)).toEqual([]);
  });

  it("is parked around what is in flight, which counts for the slots", async () => {
    const endpoint = await createEndpoint(database);
    const made = await makeDue(database, endpoint, 10);
    const inFlight = idsOf(await claim(database.pool, { slots: 4 }));
    expect(await park(4)).toHaveLength(6);
    const parked = await database.prisma.deliveryQueueItem.findMany({ where: { parked: true } });
    expect([...inFlight, ...parked.map(({ deliveryId }) => deliveryId)].sort()).toEqual([...made].sort());
  });
});
