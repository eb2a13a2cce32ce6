import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { listDeliveries } from "../sql/list-deliveries.ts";
import { listEvents } from "../sql/list-events.ts";
import { claim, createEndpoint, type TestEndpoint } from "../sql/testing.ts";
import { run } from "../statement.ts";
import { HIGHEST_ID, lowestIdAt } from "./ids.ts";
import { DAYS_AHEAD, makeDays } from "./make-days.ts";
import { LOG_TABLES } from "./partitions.ts";
import { day, namesOf, openLog, partitionOf, placeOf, recordAt, setAge, tables } from "./testing.ts";

let database: Database;
let endpoint: TestEndpoint;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ database, close } = await openLog());
  endpoint = await createEndpoint(database);
});
afterEach(() => close());

const make = (ahead: number) => database.withConnection((client) => makeDays(client, { ahead }));
const everyDay = (from: number, to: number) =>
  LOG_TABLES.map((table) =>
    Array.from({ length: to - from + 1 }, (_, index) => partitionOf(table, from + index)),
  );

describe("the migrations' end", () => {
  it("leaves a partition for yesterday, today and each of the coming days, and for all before and after", async () => {
    for (const [index, table] of LOG_TABLES.entries()) {
      expect(await namesOf(database, table)).toEqual([
        `${table.name}_before`,
        ...(everyDay(-1, DAYS_AHEAD)[index] ?? []),
        `${table.name}_after`,
      ]);
    }
    expect(await make(DAYS_AHEAD)).toEqual({ made: [], postponed: [], until: day(DAYS_AHEAD + 1) });
  });
});

describe("making days", () => {
  it("gives each the settings, the indexes and the trigger that the migration gives the last one", async () => {
    for (const table of LOG_TABLES) {
      const { rows } = await database.pool.query(
        `SELECT reloptions,
                (SELECT jsonb_object_agg(attname, attoptions) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0) AS columns,
                (SELECT count(*)::int FROM pg_index WHERE indrelid = c.oid) AS indexes,
                (SELECT count(*)::int FROM pg_trigger WHERE tgrelid = c.oid) AS triggers
         FROM pg_class c WHERE c.oid IN ($1::regclass, $2::regclass)`,
        [`log.${partitionOf(table, 0)}`, `log.${table.name}_after`],
      );
      expect(rows).toHaveLength(2);
      expect(rows[0]).toEqual(rows[1]);
      expect(rows[0].indexes).toBeGreaterThan(0);
    }
  });

  it("happens once, however many do it at once", async () => {
    const ahead = DAYS_AHEAD + 3;
    const made: string[] = [];
    // Who finds somebody else at it comes again, as housekeeping does.
    const work = async () => {
      for (;;) {
        const result = await make(ahead);
        made.push(...result.made);
        if (result.postponed.length === 0) return result.until;
      }
    };
    const results = await Promise.all(Array.from({ length: 5 }, work));
    expect(new Set(results.map((until) => until?.getTime()))).toEqual(new Set([day(ahead + 1).getTime()]));
    expect(made.sort()).toEqual(
      everyDay(DAYS_AHEAD + 1, ahead)
        .flat()
        .sort(),
    );
  });

  it("is put off while somebody keeps a table, after a tenth of a second", async () => {
    const reader = await database.pool.connect();
    await reader.query("BEGIN; SELECT FROM webhook_deliveries LIMIT 1");
    const startedAt = performance.now();
    const result = await make(DAYS_AHEAD + 1);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(result).toMatchObject({ postponed: ["webhook_deliveries"], until: day(DAYS_AHEAD + 1) });
    await reader.query("COMMIT");
    reader.release();
    expect(await make(DAYS_AHEAD + 1)).toEqual({
      made: [partitionOf(tables.deliveries, DAYS_AHEAD + 1)],
      postponed: [],
      until: day(DAYS_AHEAD + 2),
    });
  });
});

describe("an id", () => {
  it("leads to its day, to the millisecond, and lists go over midnight", async () => {
    const last = await recordAt(database, endpoint, new Date(day(1).getTime() - 1));
    const first = await recordAt(database, endpoint, day(1));
    expect(await placeOf(database, tables.events, last.eventId)).toBe(partitionOf(tables.events, 0));
    expect(await placeOf(database, tables.events, first.eventId)).toBe(partitionOf(tables.events, 1));

    const oldId = await setAge(database, last.deliveryId, new Date(day(1).getTime() - 1));
    const newId = await setAge(database, first.deliveryId, day(1));
    expect(await placeOf(database, tables.deliveries, oldId)).toBe(partitionOf(tables.deliveries, 0));
    expect(await placeOf(database, tables.deliveries, newId)).toBe(partitionOf(tables.deliveries, 1));
    const whose = [endpoint.integrationId, true, ["listing.sold"]] as const;
    const window = [lowestIdAt(day(-1)), HIGHEST_ID] as const;
    const page = (below: string) =>
      run(database.logPool, listDeliveries, [...whose, ["delivered"], 9, window[0], below]);
    await database.pool.query("UPDATE webhook_deliveries SET status = 'delivered'");
    expect((await page(HIGHEST_ID)).map(({ id }) => id)).toEqual([newId, oldId]);
    expect((await page(newId)).map(({ id }) => id)).toEqual([oldId]);
    const events = await run(database.logPool, listEvents, [...whose, 9, ...window]);
    expect(events.map(({ id }) => id)).toEqual([first.eventId, last.eventId]);
    // Both are to be sent: the one of tomorrow is from a clock that is ahead.
    expect((await claim(database.pool)).map(({ event_id }) => event_id).sort()).toEqual([
      last.eventId,
      first.eventId,
    ]);
  });

  it("of another version says no time, and is refused", async () => {
    await expect(
      database.pool.query(
        "INSERT INTO events (id, integration_id, type, api_version, livemode, payload) VALUES ($1, $1, 'x', 'y', true, '')",
        [randomUUID()],
      ),
    ).rejects.toMatchObject({ code: "23502", column: "created_at" });
  });
});

describe("when nobody made tomorrow's partition", () => {
  const today = DAYS_AHEAD;

  it("nothing fails: rows lie in the last one, which then is their days' partition", async () => {
    // The last partition begins where the days end: as if these days had come.
    const late = await recordAt(database, endpoint, new Date(day(today + 3).getTime() - 1));
    const early = await recordAt(database, endpoint, day(today + 1));
    for (const { eventId } of [late, early])
      expect(await placeOf(database, tables.events, eventId)).toBe("events_after");

    const { made, until } = await make(today + 4);
    expect(made.filter((name) => name.startsWith("events"))).toEqual(everyDay(today + 3, today + 4)[0]);
    expect(until).toEqual(day(today + 5));
    for (const { eventId } of [late, early])
      expect(await placeOf(database, tables.events, eventId)).toBe(partitionOf(tables.events, today + 1));
    const next = await recordAt(database, endpoint, day(today + 3));
    expect(await placeOf(database, tables.events, next.eventId)).toBe(partitionOf(tables.events, today + 3));
    expect(await claim(database.pool)).toHaveLength(3);
  });

  it("what comes from a clock that is months ahead stays in the last one", async () => {
    const ahead = await recordAt(database, endpoint, day(200));
    const { eventId } = await recordAt(database, endpoint, day(today + 1));
    await make(today + 2);
    expect(await placeOf(database, tables.events, ahead.eventId)).toBe("events_after");
    expect(await placeOf(database, tables.events, eventId)).toBe(partitionOf(tables.events, today + 1));
    await make(today + 3);
    expect(await placeOf(database, tables.events, ahead.eventId)).toBe("events_after");
    expect(await claim(database.pool)).toHaveLength(2);
  });

  it("what comes from a clock that is years late lies in the first one", async () => {
    const { eventId } = await recordAt(database, endpoint, new Date("1970-01-01T00:00:01Z"));
    expect(await placeOf(database, tables.events, eventId)).toBe("events_before");
    expect(await claim(database.pool)).toMatchObject([{ event_id: eventId, payload: "{}" }]);
  });
});
