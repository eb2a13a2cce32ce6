import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import type { Transaction } from "../transaction.ts";
import { takeStamps } from "./dealer-clock.ts";
import {
  expireIdempotencyRecords,
  forgetIdempotencyKey,
  type IdempotencyIdentity,
  isIdempotencyConflict,
  isNotFresh,
  saveIdempotencyRecord,
  takeFreshIdempotencyKey,
  takeIdempotencyKey,
} from "./idempotency-record.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "idempotency-record-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

let identity: IdempotencyIdentity;
beforeEach(() => {
  identity = [randomUUID(), false, "POST", "/orders", "key"];
});

const hash = Buffer.alloc(32, 1);
const answer = (requestId: string) => [...identity, hash, requestId, "2026-05-07", 201, "sealed"] as const;
const take = async (tx: Transaction, userId: string = randomUUID()) =>
  (await tx.run(takeIdempotencyKey, [...identity, identity.join(), userId]))[0];
/** The request id of the key's record; undefined when there is none. */
const recorded = async () => (await database.transaction((tx) => take(tx)))?.request_id ?? undefined;
const age = (interval: string) =>
  database.pool.query(
    "UPDATE idempotency_records SET created_at = now() - $2::interval WHERE integration_id = $1",
    [identity[0], interval],
  );
const writeAged = async (requestId: string, interval: string) => {
  await run(database.pool, saveIdempotencyRecord, answer(requestId));
  await age(interval);
};

describe("an idempotency key", () => {
  it("is had by one transaction at a time, and nobody waits for it", async () => {
    await database.transaction(async (tx) => {
      expect(await take(tx)).toMatchObject({ locked: true, request_id: null });
      expect(await database.transaction((tx) => take(tx))).toMatchObject({ locked: false });
    });
    expect(await database.transaction((tx) => take(tx))).toMatchObject({ locked: true });
  });

  it("is free again when its transaction fails", async () => {
    const work = database.transaction(async (tx) => {
      await take(tx);
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await database.transaction((tx) => take(tx))).toMatchObject({ locked: true, request_id: null });
  });

  it("has one record: a second one fails, and all of its transaction with it", async () => {
    await run(database.pool, saveIdempotencyRecord, answer("req_first"));
    const failure = await database
      .transaction(async (tx) => tx.runLast(saveIdempotencyRecord, answer("req_second")))
      .catch((error: unknown) => error);
    expect(isIdempotencyConflict(failure)).toBe(true);
    expect(await recorded()).toBe("req_first");
  });
});

describe("the stamp that comes with a key", () => {
  let userId: string;
  beforeEach(async () => {
    const dealer = { email: `${randomUUID()}@example.com`, name: "Test Watches", plan: "business" } as const;
    ({ id: userId } = await database.prisma.user.create({ data: { ...dealer, clock: { create: {} } } }));
  });
  const lastStamp = async () =>
    (await database.prisma.dealerClock.findUniqueOrThrow({ where: { userId } })).lastStamp;

  it("is of the dealer's clock, which stays locked until the commit", async () => {
    let second = Promise.resolve<Date | undefined>(undefined);
    const order: string[] = [];
    const first = await database.transaction(async (tx) => {
      const taken = await take(tx, userId);
      second = database
        .transaction((other) => other.run(takeStamps, [userId, 1]))
        .then(([clock]) => clock?.last_stamp)
        .finally(() => order.push("second"));
      await tx.run({ name: "sleep", text: "SELECT pg_sleep(0.2)" }, []);
      order.push("first");
      return taken?.stamp;
    });
    expect(first).toBeInstanceOf(Date);
    expect((await second)?.getTime()).toBeGreaterThan(first?.getTime() ?? Number.NaN);
    expect(order).toEqual(["first", "second"]);
  });

  it("is taken anew where the record has expired", async () => {
    await writeAged("req_old", "25 hours");
    expect(await database.transaction((tx) => take(tx, userId))).toMatchObject({ stamp: expect.any(Date) });
  });

  it("is not taken, nor waited for, where somebody else has the key", async () => {
    const before = await lastStamp();
    await database
      .transaction(async (tx) => {
        await take(tx, userId);
        expect(await database.transaction((other) => take(other, userId))).toMatchObject({
          locked: false,
          stamp: null,
        });
        throw new Error("rolled back");
      })
      .catch(() => {});
    expect(await lastStamp()).toEqual(before);
  });

  it("is not taken, nor waited for, where there is an answer already", async () => {
    await run(database.pool, saveIdempotencyRecord, answer("req_first"));
    await database.transaction(async (tx) => {
      await tx.run(takeStamps, [userId, 1]);
      expect(await database.transaction((other) => take(other, userId))).toMatchObject({
        request_id: "req_first",
        stamp: null,
      });
    });
  });

  it("is none for a dealer without a clock", async () => {
    expect(await database.transaction((tx) => take(tx, randomUUID()))).toMatchObject({
      locked: true,
      stamp: null,
    });
  });
});

describe("a record", () => {
  const forget = () => run(database.pool, forgetIdempotencyKey, identity);
  const expire = () => run(database.pool, expireIdempotencyRecords, [10]);
  it.each([
    ["23 hours 59 minutes", "a new use of the key", forget, "req_old"],
    ["23 hours 59 minutes", "housekeeping", expire, "req_old"],
    ["24 hours 1 second", "a new use of the key", forget, undefined],
    ["24 hours 1 second", "housekeeping", expire, undefined],
  ])("that is %s old, after %s", async (age, _name, clear, left) => {
    await writeAged("req_old", age);
    expect(await database.transaction((tx) => take(tx))).toMatchObject({ expired: left === undefined });
    await clear();
    expect(await recorded()).toBe(left);
  });

  it("stays when it took the place of an expired one after that was looked at", async () => {
    await writeAged("req_old", "25 hours");
    const failure = await database
      .transaction(async (tx) => {
        expect(await take(tx)).toMatchObject({ request_id: "req_old", expired: true });
        // Between a look and its lock an equal request can come to its end; here it goes without the lock.
        await run(database.pool, forgetIdempotencyKey, identity);
        await run(database.pool, saveIdempotencyRecord, answer("req_rival"));
        await tx.run(forgetIdempotencyKey, identity);
        tx.runLast(saveIdempotencyRecord, answer("req_mine"));
      })
      .catch((error: unknown) => error);
    expect(isIdempotencyConflict(failure)).toBe(true);
    expect(await recorded()).toBe("req_rival");
  });
});

describe("a key that is taken to be fresh", () => {
  let userId: string;
  beforeEach(async () => {
    userId = randomUUID();
    await database.pool.query(
      `INSERT INTO users (id, email, name, password_hash, plan, updated_at)
       VALUES ($1::uuid, $1::text, 'Dealer', 'none', 'business', now())`,
      [userId],
    );
    await setClock("-1 minute");
  });

  const setClock = (from: string) =>
    database.pool.query(
      `INSERT INTO dealer_clocks (user_id, last_stamp) VALUES ($1, now() + $2::interval)
       ON CONFLICT (user_id) DO UPDATE SET last_stamp = excluded.last_stamp`,
      [userId, from],
    );
  const clock = async () => {
    const text = "SELECT last_stamp FROM dealer_clocks WHERE user_id = $1";
    return (await database.pool.query<{ last_stamp: Date }>(text, [userId])).rows[0]?.last_stamp;
  };
  /** Whether it can be taken, with a stamp so many ms from now. */
  const isFresh = async (ms = 0, user: string | null = userId) => {
    const stamp = new Date(Date.now() + ms);
    try {
      await database.transaction(async (tx) => {
        tx.runLast(takeFreshIdempotencyKey, [...identity, identity.join(), user, stamp]);
      });
      return stamp;
    } catch (error) {
      expect(isNotFresh(error)).toBe(true);
      return false;
    }
  };

  it("moves the dealer's clock to the stamp", async () => {
    const stamp = await isFresh();
    expect(await clock()).toEqual(stamp);
  });

  it("needs no clock where there is no dealer", async () => {
    expect(await isFresh(0, null)).not.toBe(false);
  });

  it("is refused while another transaction has it, and nothing is changed", async () => {
    const before = await clock();
    await database.transaction(async (tx) => {
      await take(tx);
      expect(await isFresh()).toBe(false);
    });
    expect(await clock()).toEqual(before);
    expect(await isFresh()).not.toBe(false);
  });

  it("is refused once it has a record, also one that has outlived its day", async () => {
    await writeAged("req_1", "1 hour");
    expect(await isFresh()).toBe(false);
    await age("25 hours");
    expect(await isFresh()).toBe(false);
  });

  it.each([
    { what: "behind the dealer's clock", clockAt: "500 ms", ms: 0 },
    { what: "far ahead of the database's clock", clockAt: "-1 minute", ms: 60_000 },
    { what: "far behind the database's clock", clockAt: "-1 hour", ms: -60_000 },
  ])("is refused with a stamp that is $what", async ({ clockAt, ms }) => {
    await setClock(clockAt);
    const before = await clock();
    expect(await isFresh(ms)).toBe(false);
    expect(await clock()).toEqual(before);
  });

  it("is refused without a clock", async () => {
    expect(await isFresh(0, randomUUID())).toBe(false);
  });
});
