import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { claim, claimAll, createEndpoint, idsOf, makeDue, START, type TestEndpoint } from "./testing.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "claim-by-endpoint-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE delivery_queue, delivery_workers");
});

/** Puts many rows of an endpoint into the queue, all due before what {@link makeDue} makes. */
async function makeBacklog({ id }: TestEndpoint, count: number): Promise<void> {
  await database.pool.query(
    `WITH made AS (
       INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
       SELECT uuidv7(), uuidv7(), 'listing.updated', '2026-05-07', true, '{}' FROM generate_series(1, $2::int) RETURNING id
     )
     INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
     SELECT uuidv7(), $1, id, now() - interval '1 day' + row_number() OVER () * interval '1 ms' FROM made`,
    [id, count],
  );
}

describe("a claim of what has been due longest", () => {
  it("says when a backlog stands in the way of the others", async () => {
    const [hanging, other] = [await createEndpoint(database), await createEndpoint(database)];
    await makeBacklog(hanging, 200);
    await makeDue(database, other, 1);
    expect(await claimAll(database.pool, { limit: 40, slots: 4 })).toMatchObject({
      rows: { length: 4 },
      sawAll: false,
      isCrowded: true,
      fullEndpoints: new Set([hanging.id]),
    });
  });

  it("does not say so when it has found enough, or has seen all", async () => {
    await makeBacklog(await createEndpoint(database), 90);
    const enough = await claimAll(database.pool, { limit: 8, slots: 4 });
    expect(enough).toMatchObject({ rows: { length: 4 }, sawAll: false, isCrowded: false });
    const all = await claimAll(database.pool, { limit: 40, slots: 4 });
    expect(all).toMatchObject({ rows: [], sawAll: true, isCrowded: false });
  });
});

describe("a claim by endpoint", () => {
  it("finds what stands behind a backlog, and takes no more of this than fits its slots", async () => {
    const [hanging, other] = [await createEndpoint(database), await createEndpoint(database)];
    await makeBacklog(hanging, 500);
    const behind = await makeDue(database, other, 3);
    const claimed = await claimAll(database.pool, { limit: 40, slots: 4, after: START });
    const perEndpoint = Map.groupBy(claimed.rows, ({ endpoint_id }) => endpoint_id);
    expect(idsOf(perEndpoint.get(other.id) ?? [])).toEqual([...behind].sort());
    expect(perEndpoint.get(hanging.id)).toHaveLength(4);
    expect(claimed).toMatchObject({ sawAll: true, last: null, fullEndpoints: new Set([hanging.id]) });
    expect(await claim(database.pool, { limit: 40, slots: 4, after: START })).toEqual([]);
  });

  it("takes of each endpoint what has been due longest, as its slots come free", async () => {
    const endpoint = await createEndpoint(database);
    const made = await makeDue(database, endpoint, 20);
    const options = { slots: 4, after: START };
    expect(idsOf(await claim(database.pool, options))).toEqual(made.slice(0, 4).sort());
    await database.pool.query("DELETE FROM delivery_queue WHERE lease_token IS NOT NULL");
    await database.pool.query("TRUNCATE delivery_workers");
    const inFlight = { [endpoint.id]: 1 };
    expect(idsOf(await claim(database.pool, { ...options, inFlight }))).toEqual(made.slice(4, 7).sort());
  });

  it("leaves what is due later, held, or under a lease", async () => {
    const [waiting, held, leased] = [
      await createEndpoint(database),
      await createEndpoint(database, false),
      await createEndpoint(database),
    ];
    await makeDue(database, waiting, 2);
    await database.pool.query("UPDATE delivery_queue SET due_at = now() + interval '1 minute'");
    await makeDue(database, held, 2);
    await makeDue(database, leased, 2);
    expect(await claim(database.pool, { after: START })).toHaveLength(2);
    expect(await claim(database.pool, { after: START })).toEqual([]);
  });

  it("gets around to every one of many endpoints, and finds at once what has just fallen due", async () => {
    const ids = await manyEndpoints(400);
    const [newest] = await makeDue(database, await createEndpoint(database), 1);
    await database.pool.query(
      "UPDATE delivery_queue SET due_at = date_trunc('milliseconds', now()) WHERE delivery_id = $1",
      [newest],
    );
    const options = { limit: 2_000, slots: 1 };
    const first = await claimAll(database.pool, { ...options, after: START });
    expect(first.sawAll).toBe(false);
    expect(idsOf(first.rows)).toContain(newest);
    const rest = await claimAll(database.pool, { ...options, after: first.last });
    expect(rest).toMatchObject({ sawAll: true, last: null });
    const endpoints = [...first.rows, ...rest.rows].map(({ endpoint_id }) => endpoint_id);
    expect(endpoints).toEqual(expect.arrayContaining(ids));
    expect(endpoints).toHaveLength(401);
  });

  /** Makes endpoints with one delivery each, due a day ago. */
  async function manyEndpoints(count: number): Promise<string[]> {
    const { integrationId } = await createEndpoint(database);
    const { rows } = await database.pool.query<{ endpoint_id: string }>(
      `WITH owner AS (
         INSERT INTO users (email, name, plan) SELECT uuidv7() || '@example.com', 'Test', 'business' FROM generate_series(1, $2::int)
         RETURNING id
       ), integration AS (
         INSERT INTO integrations (user_id, api_version) SELECT id, '2026-05-07' FROM owner RETURNING id
       ), endpoint AS (
         INSERT INTO webhook_endpoints (integration_id, url, secret)
         SELECT id, 'https://example.com/hook', 'sealed' FROM integration RETURNING id
       ), event AS (
         INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
         VALUES (uuidv7(), $1, 'listing.updated', '2026-05-07', true, '{}') RETURNING id
       )
       INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
       SELECT uuidv7(), w.id, e.id, now() - interval '1 day' FROM endpoint w CROSS JOIN event e
       RETURNING endpoint_id`,
      [integrationId, count],
    );
    return rows.map(({ endpoint_id }) => endpoint_id);
  }
});
