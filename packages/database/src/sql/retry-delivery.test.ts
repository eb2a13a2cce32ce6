import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { addDays } from "../log/days.ts";
import { boundsOf, randomIdAt } from "../log/ids.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import type { ClaimedDelivery } from "./claim-due-deliveries.ts";
import { findSendableEvents } from "./find-sendable-events.ts";
import { insertEvents } from "./insert-events.ts";
import { type AttemptOutcome, recordOutcomes } from "./record-outcomes.ts";
import { lockDelivery, lockQueuedDelivery, retryDeliveries } from "./retry-delivery.ts";
import { claim as claimRows } from "./testing.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "retry-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE delivery_queue");
});

type Leased = ClaimedDelivery & { token: string };
type Status = AttemptOutcome["status"];

/** Claims the one delivery that is due. */
async function claim(): Promise<Leased> {
  const token = randomUUID();
  const [claimed, ...others] = await claimRows(database.pool, { token });
  if (claimed === undefined || others.length > 0) throw new Error("One delivery was to be due.");
  return { ...claimed, token };
}

/** Records what an attempt came to. */
function record(to: pg.Pool | pg.PoolClient, { delivery_id, token, url }: Leased, status: Status) {
  const failure = status !== "delivered";
  return recordOutcomes(to, [
    {
      deliveryId: delivery_id,
      leaseToken: token,
      url,
      attemptedAt: new Date(),
      durationMs: 1,
      responseStatus: failure ? 500 : 200,
      responseHeaders: "",
      responseBody: "",
      error: failure ? "http_status" : null,
      status,
      retryAfterSeconds: status === "failed" ? 600 : null,
    },
  ]);
}

interface Made {
  id: string;
  integrationId: string;
}

/** A delivery whose first attempt came to `status`, of an event of a time. */
async function make(status: "failed" | "dead_letter", madeAt = new Date()): Promise<Made> {
  const { id: integrationId } = await database.prisma.integration.create({
    data: {
      apiVersion: "2026-05-07",
      isEnabled: true,
      user: { create: { email: `${randomUUID()}@example.com`, name: "Test Watches", plan: "business" } },
      endpoint: { create: { url: "https://example.com/hook", secret: "sealed" } },
    },
  });
  const type = "listing.updated";
  const parameters = [[randomIdAt(madeAt)], integrationId, [type], "2026-05-07", true, ["{}"]] as const;
  const [delivery] = await run(database.pool, insertEvents, [...parameters, false]);
  if (delivery === undefined) throw new Error("There was to be a delivery.");
  await record(database.pool, await claim(), status);
  return { id: delivery.delivery_id, integrationId };
}

/** Retries as the API does; null when it is refused. `pause` comes between the work and the commit. */
function retry({ id, integrationId }: Made, pause = async () => {}): Promise<"retried" | null> {
  return database.transaction(async (tx) => {
    const key = [id, integrationId, true] as const;
    await tx.run(lockQueuedDelivery, key);
    const [found] = await tx.run(lockDelivery, key);
    if (found?.is_retryable !== true) return null;
    const event = found.event_id;
    if ((await tx.run(findSendableEvents, [[event], event, event])).length === 0) return null;
    await tx.run(retryDeliveries, [[id], ...boundsOf([id])]);
    await pause();
    return "retried";
  });
}

const makeDue = ({ id }: Made) =>
  database.pool.query("UPDATE delivery_queue SET due_at = now() - interval '1 s' WHERE delivery_id = $1", [
    id,
  ]);

async function stateOf({ id }: Made) {
  const { rows } = await database.pool.query(
    `SELECT d.status, d.next_attempt_at, q.attempts, q.is_last, q.due_at <= now() AS due, q.due_at = 'infinity' AS held,
            ARRAY (SELECT number FROM webhook_delivery_attempts WHERE delivery_id = d.id ORDER BY number) AS numbers
     FROM webhook_deliveries d LEFT JOIN delivery_queue q ON q.delivery_id = d.id WHERE d.id = $1`,
    [id],
  );
  return rows[0];
}

/** Resolves once some statement waits for a lock. */
async function untilBlocked(): Promise<void> {
  const blocked = "SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted";
  await expect.poll(async () => (await database.pool.query(blocked)).rows[0].count, { interval: 5 }).toBe(1);
}

/** Does `during` while the outcome of an attempt is written and not yet committed. */
async function whileRecording<T>(leased: Leased, status: Status, during: () => Promise<T>): Promise<T> {
  const worker = await database.pool.connect();
  try {
    await worker.query("BEGIN");
    expect(await record(worker, leased, status)).toEqual(new Set([leased.delivery_id]));
    const result = during();
    await untilBlocked();
    await worker.query("COMMIT");
    return await result;
  } finally {
    worker.release();
  }
}

describe("a retry", () => {
  it("ends a failed one's wait, under the next number, as part of its schedule", async () => {
    const made = await make("failed");
    expect(await stateOf(made)).toMatchObject({ status: "failed", due: false });
    expect(await retry(made)).toBe("retried");
    expect(await stateOf(made)).toMatchObject({ status: "pending", attempts: 1, is_last: false, due: true });
    expect(await claim()).toMatchObject({ delivery_id: made.id, attempt: 2, is_last: false });
  });

  it("brings a dead letter back for one attempt, under the next number", async () => {
    const made = await make("dead_letter");
    expect(await retry(made)).toBe("retried");
    expect(await stateOf(made)).toMatchObject({ status: "pending", attempts: 1, is_last: true, due: true });
    const leased = await claim();
    expect(leased).toMatchObject({ delivery_id: made.id, attempt: 2, is_last: true });
    await record(database.pool, leased, "dead_letter");
    expect(await stateOf(made)).toMatchObject({ status: "dead_letter", attempts: null, numbers: [1, 2] });
  });

  it("keeps its promise when the worker dies: the next claim is of the last attempt too", async () => {
    const made = await make("dead_letter");
    await retry(made);
    await claim();
    await database.pool.query("UPDATE delivery_queue SET leased_until = now() - interval '1 s'");
    expect(await claim()).toMatchObject({ attempt: 2, is_last: true });
  });

  it("waits with a disabled integration", async () => {
    for (const status of ["failed", "dead_letter"] as const) {
      const made = await make(status);
      await database.pool.query("UPDATE delivery_queue SET due_at = 'infinity' WHERE delivery_id = $1", [
        made.id,
      ]);
      await database.pool.query("UPDATE integrations SET is_enabled = false WHERE id = $1", [
        made.integrationId,
      ]);
      expect(await retry(made)).toBe("retried");
      expect(await stateOf(made)).toMatchObject({ status: "pending", held: true, next_attempt_at: null });
    }
  });

  it("is not possible once the event is gone", async () => {
    const made = await make("dead_letter");
    await database.pool.query("DELETE FROM events WHERE integration_id = $1", [made.integrationId]);
    expect(await retry(made)).toBeNull();
  });
});

describe("a retry of a replay", () => {
  it.each([
    ["38 days", 38, "retried"],
    ["39 days, when its event is about to be dropped", 39, null],
  ])("is possible until the event is %s old", async (_age, days, expected) => {
    expect(await retry(await make("dead_letter", addDays(new Date(), -days)))).toBe(expected);
  });
});

describe("a retry while the attempt before it is in flight", () => {
  /** A failed delivery whose second attempt is being made. */
  async function makeInFlight(): Promise<[Made, Leased]> {
    const made = await make("failed");
    await makeDue(made);
    return [made, await claim()];
  }

  it("is that attempt: no other is made beside it, and its outcome counts", async () => {
    const [made, leased] = await makeInFlight();
    expect(await retry(made)).toBe("retried");
    await expect(claim()).rejects.toThrow("One delivery was to be due.");
    expect(await record(database.pool, leased, "delivered")).toEqual(new Set([made.id]));
    expect(await stateOf(made)).toMatchObject({ status: "delivered", numbers: [1, 2], attempts: null });
  });

  it("waits for the outcome that is being recorded: after one more failure, the wait ends", async () => {
    const [made, leased] = await makeInFlight();
    expect(await whileRecording(leased, "failed", () => retry(made))).toBe("retried");
    expect(await stateOf(made)).toMatchObject({ status: "pending", attempts: 2, is_last: false, due: true });
    expect(await claim()).toMatchObject({ attempt: 3 });
  });

  it("and after the last failure, the dead letter comes back", async () => {
    const [made, leased] = await makeInFlight();
    expect(await whileRecording(leased, "dead_letter", () => retry(made))).toBe("retried");
    expect(await stateOf(made)).toMatchObject({ status: "pending", attempts: 2, is_last: true, due: true });
    expect(await claim()).toMatchObject({ attempt: 3, is_last: true });
  });

  it("and after a success, it is refused", async () => {
    const [made, leased] = await makeInFlight();
    expect(await whileRecording(leased, "delivered", () => retry(made))).toBeNull();
    expect(await stateOf(made)).toMatchObject({ status: "delivered", attempts: null });
  });

  it.each(["failed", "dead_letter", "delivered"] as const)(
    "lets the outcome wait, and then have the last word: %s",
    async (status) => {
      const [made, leased] = await makeInFlight();
      let recorded: Promise<ReadonlySet<string>> | null = null;
      await retry(made, async () => {
        recorded = record(database.pool, leased, status);
        await untilBlocked();
      });
      expect(await recorded).toEqual(new Set([made.id]));
      expect(await stateOf(made)).toMatchObject({ status, numbers: [1, 2] });
    },
  );
});

describe("a delivery that changes while its lock is waited for", () => {
  it("is found as it has become", async () => {
    const made = await make("failed");
    const key = [made.id, made.integrationId, true] as const;
    const client = await database.pool.connect();
    try {
      // A server process makes its plan for all parameters after a few times.
      for (let time = 0; time < 10; time += 1) await run(client, lockDelivery, key);
      const other = await database.pool.connect();
      const set = (status: Status | "pending") =>
        other.query("UPDATE webhook_deliveries SET status = $2 WHERE id = $1", [made.id, status]);
      await set("pending");
      await other.query("BEGIN");
      await set("failed");
      const found = run(client, lockDelivery, key);
      await untilBlocked();
      await other.query("COMMIT");
      other.release();
      expect(await found).toMatchObject([{ is_retryable: true }]);
    } finally {
      client.release();
    }
  });
});

describe("two retries at once", () => {
  it.each(["failed", "dead_letter"] as const)("of a %s one: the second is refused", async (status) => {
    const made = await make(status);
    let second: Promise<"retried" | null> | null = null;
    await retry(made, async () => {
      second = retry(made);
      await untilBlocked();
    });
    expect(await second).toBeNull();
    expect(await claim()).toMatchObject({ attempt: 2 });
  });
});
