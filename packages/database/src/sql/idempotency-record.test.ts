import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import type { Transaction } from "../transaction.ts";
import {
  expireIdempotencyRecords,
  forgetIdempotencyKey,
  type IdempotencyIdentity,
  isIdempotencyConflict,
  saveIdempotencyRecord,
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
const answer = (requestId: string) => [...identity, hash, requestId, 201, "sealed"] as const;
const take = async (tx: Transaction) => (await tx.run(takeIdempotencyKey, [...identity, identity.join()]))[0];
/** The request id of the key's record; undefined when there is none. */
const recorded = async () => (await database.transaction(take))?.request_id ?? undefined;
const writeAged = async (requestId: string, age: string) => {
  await run(database.pool, saveIdempotencyRecord, answer(requestId));
  await database.pool.query(
    "UPDATE idempotency_records SET created_at = now() - $2::interval WHERE integration_id = $1",
    [identity[0], age],
  );
};

describe("an idempotency key", () => {
  it("is had by one transaction at a time, and nobody waits for it", async () => {
    await database.transaction(async (tx) => {
      expect(await take(tx)).toMatchObject({ locked: true, request_id: null });
      expect(await database.transaction(take)).toMatchObject({ locked: false });
    });
    expect(await database.transaction(take)).toMatchObject({ locked: true });
  });

  it("is free again when its transaction fails", async () => {
    const work = database.transaction(async (tx) => {
      await take(tx);
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await database.transaction(take)).toMatchObject({ locked: true, request_id: null });
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
    expect(await database.transaction(take)).toMatchObject({ expired: left === undefined });
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
