import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { takeStamps } from "./dealer-clock.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "dealer-clock-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Returns the dealer's id. */
async function createDealer(): Promise<string> {
  const { id } = await database.prisma.user.create({
    data: {
      email: `${randomUUID()}@example.com`,
      name: "Test Watches",
      plan: "business",
      clock: { create: {} },
    },
  });
  return id;
}

async function take(userId: string, count = 1): Promise<number> {
  const [clock] = await run(database.pool, takeStamps, [userId, count]);
  return clock?.last_stamp.getTime() ?? Number.NaN;
}

const setClock = (userId: string, sql: string) =>
  database.pool.query(`UPDATE dealer_clocks SET last_stamp = ${sql} WHERE user_id = $1`, [userId]);

describe("a dealer's clock", () => {
  it("shows the time of day, when it has stood still", async () => {
    const userId = await createDealer();
    await setClock(userId, "now() - interval '1 day'");
    const before = Date.now();
    const stamp = await take(userId);
    expect(stamp).toBeGreaterThanOrEqual(before);
    expect(stamp).toBeLessThanOrEqual(Date.now());
  });

  it("gives a batch as many stamps as it has rows, a millisecond apart, all above the last", async () => {
    const userId = await createDealer();
    const first = await take(userId);
    const last = await take(userId, 500);
    expect(last - 499).toBeGreaterThan(first);
    expect(await take(userId)).toBe(last + 1);
  });

  it("never runs back, when the time of day does", async () => {
    const userId = await createDealer();
    await setClock(userId, "'2099-01-01T00:00:00Z'");
    expect(await take(userId)).toBe(Date.UTC(2099, 0, 1) + 1);
  });

  it("gives writers at once different stamps", async () => {
    const userId = await createDealer();
    const stamps = await Promise.all(Array.from({ length: 100 }, () => take(userId)));
    expect(new Set(stamps).size).toBe(100);
  });

  it("gives nothing for a dealer that is not there", async () => {
    expect(await run(database.pool, takeStamps, [randomUUID(), 1])).toEqual([]);
  });
});

describe("the lock of a dealer", () => {
  it("is held until the commit: whoever commits later has the later stamp", async () => {
    const [userId, other] = [await createDealer(), await createDealer()];
    const order: string[] = [];
    let second = Promise.resolve(0);
    const first = await database.transaction(async (tx) => {
      const [clock] = await tx.run(takeStamps, [userId, 1]);
      second = take(userId).finally(() => order.push("second"));
      await take(other);
      await tx.run({ name: "sleep", text: "SELECT pg_sleep(0.2)" }, []);
      order.push("first");
      return clock?.last_stamp.getTime() ?? Number.NaN;
    });
    expect(await second).toBeGreaterThan(first);
    expect(order).toEqual(["first", "second"]);
  });

  it("is given back with a rollback, and the stamp with it", async () => {
    const userId = await createDealer();
    await setClock(userId, "'2099-01-01T00:00:00Z'");
    const failing = database.transaction(async (tx) => {
      await tx.run(takeStamps, [userId, 1]);
      throw new Error("the change failed");
    });
    await expect(failing).rejects.toThrow("the change failed");
    expect(await take(userId)).toBe(Date.UTC(2099, 0, 1) + 1);
  });
});
