import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import * as testing from "./record-outcomes-testing.ts";
import { at, delivered, failed, type Leased } from "./record-outcomes-testing.ts";
import { createEndpoint, type TestEndpoint } from "./testing.ts";

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

const lease = (endpoint: TestEndpoint, count?: number) => testing.lease(database, endpoint, count);
const record = (...outcomes: readonly testing.Outcome[]) => testing.record(database.pool, outcomes);
const endpointOf = ({ id }: TestEndpoint) =>
  database.prisma.webhookEndpoint.findUniqueOrThrow({ where: { id } });

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
