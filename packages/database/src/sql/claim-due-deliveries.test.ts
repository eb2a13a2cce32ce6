import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import type { ClaimedDelivery } from "./claim-due-deliveries.ts";
import { claim, createEndpoint, idsOf, makeDue } from "./testing.ts";

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
    const [toBusy, toIdle] = [await makeDue(database, busy, 5), await makeDue(database, idle, 5)];
    const claimed = await claim(database.pool, { slots: 3, inFlight: { [busy.id]: 2 } });
    expect(idsOf(claimed)).toEqual([...toBusy.slice(0, 1), ...toIdle.slice(0, 3)].sort());
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

describe("two claimers", () => {
  it("never wait for each other and never get the same row", async () => {
    const made = await makeDue(database, await createEndpoint(database), 8);
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
    const endpoints = [
      await createEndpoint(database),
      await createEndpoint(database),
      await createEndpoint(database),
    ];
    const made = (await Promise.all(endpoints.map((each) => makeDue(database, each, 40)))).flat();
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
    await makeDue(database, await createEndpoint(database), 1);
    const [first] = await claim(database.pool, { token: randomUUID(), leaseSeconds: 0.3 });
    expect(await claim(database.pool)).toEqual([]);
    const token = randomUUID();
    await expect
      .poll(() => claim(database.pool, { token }), { timeout: 3_000, interval: 50 })
      .toEqual([first]);
    expect(await database.prisma.deliveryQueueItem.findFirstOrThrow()).toMatchObject({ leaseToken: token });
  });

  it("that was not committed is none", async () => {
    await makeDue(database, await createEndpoint(database), 1);
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
