import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { replayEvent } from "../sql/replay-event.ts";
import { claim, createEndpoint, type TestEndpoint } from "../sql/testing.ts";
import { run } from "../statement.ts";
import type { TestDatabase } from "../testing/index.ts";
import { addDays } from "./days.ts";
import { dropDays } from "./drop-days.ts";
import { LOG_TABLES } from "./partitions.ts";
import { EVENT_MARGIN_DAYS } from "./retention.ts";
import {
  day,
  makeOldLog,
  namesOf,
  openLog,
  partitionOf,
  placeOf,
  recordAt,
  setAge,
  tables,
} from "./testing.ts";

/** The days that there are before today. */
const DAYS = 45;
const DAY_MS = 24 * 60 * 60 * 1_000;

let template: TestDatabase;
let database: Database;
let endpoint: TestEndpoint;
let close: () => Promise<void>;
beforeAll(async () => {
  template = await makeOldLog(DAYS);
});
afterAll(() => template.drop());
beforeEach(async () => {
  ({ database, close } = await openLog(template, 60));
  endpoint = await createEndpoint(database);
});
afterEach(() => close());

const drop = (retentionDays: number) =>
  database.withConnection((client) => dropDays(client, retentionDays, new AbortController().signal));
/** How long the log is to be kept for it to begin at noon of the day so many days ago: as midnight never is then. */
const sinceNoonOf = (daysAgo: number) => (Date.now() - day(-daysAgo).getTime()) / DAY_MS - 0.5;
const minutesBefore = (time: Date, minutes: number) => new Date(time.getTime() - minutes * 60_000);
const oldest = async () =>
  Promise.all(LOG_TABLES.map(async (table) => (await namesOf(database, table)).slice(0, 2)));
const daysAgo = (days: number) => addDays(new Date(), -days);
const queued = async () =>
  (
    await database.pool.query<{ delivery_id: string }>("SELECT delivery_id FROM delivery_queue ORDER BY 1")
  ).rows.map(({ delivery_id }) => delivery_id);

/** A delivery of that time, of a new event. */
async function deliveryOf(time: Date): Promise<string> {
  const { deliveryId } = await recordAt(database, endpoint, new Date());
  return setAge(database, deliveryId, time);
}

async function stateOf(id: string) {
  const { rows } = await database.pool.query(
    "SELECT status, next_attempt_at FROM webhook_deliveries WHERE id = $1",
    [id],
  );
  return rows[0];
}

describe("the days that are over", () => {
  it("are dropped of each table, those of events later; what is older lies in the first partition, and goes with them", async () => {
    const kept = await deliveryOf(day(-39));
    const { eventId } = await recordAt(database, endpoint, daysAgo(DAYS + 3));
    const ancient = await deliveryOf(daysAgo(DAYS + 3));
    await database.pool.query("DELETE FROM delivery_queue");
    expect(await placeOf(database, tables.deliveries, ancient)).toBe("webhook_deliveries_before");

    const result = await drop(sinceNoonOf(40));
    const names = LOG_TABLES.slice(1).flatMap((table) =>
      [45, 44, 43, 42, 41].map((days) => partitionOf(table, -days)),
    );
    expect({ ...result, dropped: result.dropped.sort() }).toEqual({
      expired: 0,
      dropped: names.sort(),
      postponed: [],
    });
    expect(await oldest()).toEqual([
      ["events_before", partitionOf(tables.events, -45)],
      ["webhook_deliveries_before", partitionOf(tables.deliveries, -40)],
      ["webhook_delivery_attempts_before", partitionOf(tables.attempts, -40)],
    ]);
    expect(await placeOf(database, tables.deliveries, kept)).toBe(partitionOf(tables.deliveries, -39));
    expect(await placeOf(database, tables.deliveries, ancient)).toBeUndefined();
    expect(await placeOf(database, tables.events, eventId)).toBe("events_before");
    expect(await drop(sinceNoonOf(40))).toEqual({ expired: 0, dropped: [], postponed: [] });
    // There still is a place for what comes with an id of those days.
    expect(await placeOf(database, tables.deliveries, await deliveryOf(daysAgo(44)))).toBe(
      "webhook_deliveries_before",
    );
  });

  it("are dropped by several workers at once, once each", async () => {
    const dropped: string[] = [];
    const work = async () => {
      for (;;) {
        const result = await drop(sinceNoonOf(38));
        dropped.push(...result.dropped);
        if (result.postponed.length === 0) return;
      }
    };
    await Promise.all(Array.from({ length: 5 }, work));
    const names = LOG_TABLES.slice(1).flatMap((table) =>
      [45, 44, 43, 42, 41, 40, 39].map((days) => partitionOf(table, -days)),
    );
    expect(dropped.sort()).toEqual(names.sort());
  });
});

describe("what still waits when its time is over", () => {
  it("is called off, also before its day is dropped, but for what a worker has", async () => {
    const time = daysAgo(30);
    const [waiting, young] = [
      await deliveryOf(minutesBefore(time, 1)),
      await deliveryOf(minutesBefore(time, -5)),
    ];
    expect(await drop(30)).toMatchObject({ expired: 1 });
    expect(await stateOf(waiting)).toEqual({ status: "cancelled", next_attempt_at: null });
    expect(await stateOf(young)).toMatchObject({ status: "pending" });
    expect(await queued()).toEqual([young]);

    await claim(database.pool);
    expect(await drop(28)).toMatchObject({
      expired: 0,
      postponed: ["webhook_deliveries", "webhook_delivery_attempts"],
    });
    expect(await stateOf(young)).toMatchObject({ status: "pending" });
    await database.pool.query("UPDATE delivery_queue SET leased_until = now()");
    expect(await drop(28)).toMatchObject({ expired: 1, postponed: [] });
    expect(await stateOf(young)).toBeUndefined();
    expect(await queued()).toEqual([]);
  });

  it("is called off in batches, however much it is", async () => {
    await database.pool.query(
      `INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
       SELECT uuidv7(interval '-31 days'), $1, uuidv7(), 'infinity' FROM generate_series(1, 1234)`,
      [endpoint.id],
    );
    expect(await drop(30)).toMatchObject({ expired: 1_234 });
    expect(await queued()).toEqual([]);
  });
});

describe("an event", () => {
  const replay = async (eventId: string) => {
    const [made] = await run(database.pool, replayEvent, [eventId, endpoint.integrationId, true]);
    return made?.delivery_id ?? "";
  };

  it("outlives its deliveries, so that a late replay of it is sent; and takes what still waits along when it goes", async () => {
    const { eventId } = await recordAt(database, endpoint, day(-43));
    await database.pool.query("DELETE FROM delivery_queue");
    const late = await replay(eventId);
    const { deliveryId: other } = await recordAt(database, endpoint, day(-42));

    expect(await drop(sinceNoonOf(43 - EVENT_MARGIN_DAYS))).toMatchObject({ expired: 0 });
    expect(await claim(database.pool)).toMatchObject([
      { delivery_id: late, payload: "{}" },
      { delivery_id: other },
    ]);
    // A worker has it: so its event stays.
    expect(await drop(sinceNoonOf(42 - EVENT_MARGIN_DAYS))).toMatchObject({
      expired: 0,
      postponed: expect.arrayContaining(["events"]),
    });
    expect(await placeOf(database, tables.events, eventId)).toBe(partitionOf(tables.events, -43));

    await database.pool.query("UPDATE delivery_queue SET leased_until = NULL");
    const result = await drop(sinceNoonOf(42 - EVENT_MARGIN_DAYS));
    expect(result).toMatchObject({ expired: 1, postponed: [] });
    expect(result.dropped).toContain(partitionOf(tables.events, -43));
    expect(await placeOf(database, tables.events, eventId)).toBeUndefined();
    expect(await stateOf(late)).toMatchObject({ status: "cancelled" });
    expect(await queued()).toEqual([other]);
  });
});

describe("while days are dropped", () => {
  /** Records events one after the other until stopped; then tells how many, and how long one took at most, in ms. */
  function startWriting(): () => Promise<{ writes: number; longest: number }> {
    const result = { writes: 0, longest: 0 };
    let stopped = false;
    const writing = (async () => {
      while (!stopped) {
        const startedAt = performance.now();
        await recordAt(database, endpoint, new Date());
        result.longest = Math.max(result.longest, performance.now() - startedAt);
        result.writes += 1;
      }
      return result;
    })();
    return () => {
      stopped = true;
      return writing;
    };
  }

  it("writers wait for a tenth of a second at most, also when somebody keeps a table for long", async () => {
    const reader = await database.pool.connect();
    await reader.query("BEGIN; SELECT FROM webhook_deliveries LIMIT 1; SELECT FROM events LIMIT 1");
    const stop = startWriting();
    try {
      await sleep(50);
      for (let turn = 0; turn < 4; turn += 1)
        expect(await drop(30)).toMatchObject({ postponed: ["events", "webhook_deliveries"] });
    } finally {
      await reader.query("COMMIT");
      reader.release();
    }
    const { dropped, postponed } = await drop(30);
    expect(postponed).toEqual([]);
    expect(dropped).toContain(partitionOf(tables.deliveries, -32));
    await sleep(50);
    const { writes, longest } = await stop();
    expect(writes).toBeGreaterThan(10);
    // Each of the tables keeps them waiting for 100 ms and what dropping takes; the rest is for a busy machine.
    expect(longest).toBeLessThan(1_000);
  });
});
