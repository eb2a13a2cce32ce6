import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { dispatchTo } from "../test/dispatch.ts";
import { Flights } from "./flights.ts";
import type { Claimed, LeasedDelivery } from "./queue.ts";

const CONCURRENCY = 16;
/** Three quarters of it. */
const SHARED = 12;

let flights: Flights;
let rooms: number;
beforeEach(() => {
  rooms = 0;
  flights = new Flights(CONCURRENCY, () => {
    rooms += 1;
  });
});

const delivery = (endpointId: string): LeasedDelivery => ({
  ...dispatchTo("https://example.com/hook", {}),
  endpointId,
  fromBacklog: false,
  dueSince: 0,
  leaseToken: "a token",
  sendBy: Number.POSITIVE_INFINITY,
  isLast: false,
});
const claimed = (
  endpoints: readonly string[],
  { isMoreDue = false, full = [] }: { isMoreDue?: boolean; full?: readonly string[] } = {},
): Claimed => ({ deliveries: endpoints.map(delivery), isMoreDue, fullEndpoints: new Set(full) });
const times = (count: number, endpoint: string) => Array<string>(count).fill(endpoint);

describe("a request", () => {
  it("is for as much as there is room for, the last quarter kept for endpoints that have nothing in flight", () => {
    expect(flights.request()).toEqual({ limit: CONCURRENCY, sharedLimit: SHARED, inFlight: new Map() });
    flights.board(claimed([...times(8, "a"), ...times(6, "b")]));
    const inFlight = new Map([
      ["a", 8],
      ["b", 6],
    ]);
    expect(flights.request()).toEqual({ limit: 2, sharedLimit: 0, inFlight });
  });

  it("counts what has landed no longer", () => {
    flights.board(claimed(["a", "a", "b"]));
    for (const endpoint of ["a", "b"]) flights.land(delivery(endpoint));
    expect(flights.request()).toMatchObject({ limit: 15, inFlight: new Map([["a", 1]]) });
  });
});

describe("another claim", () => {
  it.each([
    { name: "nothing more is due", boarded: 2, isMoreDue: false, worthwhile: false, cramped: false },
    {
      name: "more is due, and a quarter is free",
      boarded: 8,
      isMoreDue: true,
      worthwhile: true,
      cramped: false,
    },
    { name: "more is due, and less is free", boarded: 9, isMoreDue: true, worthwhile: false, cramped: true },
  ])("when $name", ({ boarded, isMoreDue, worthwhile, cramped }) => {
    flights.board(claimed(times(boarded, "a"), { isMoreDue }));
    expect([flights.isClaimWorthwhile, flights.isCramped]).toEqual([worthwhile, cramped]);
  });

  it("is called for once a quarter has come free, if more was due", () => {
    flights.board(claimed(times(12, "a"), { isMoreDue: true }));
    const landed = times(6, "a").map((endpoint) => {
      flights.land(delivery(endpoint));
      return rooms;
    });
    expect(landed).toEqual([0, 0, 0, 1, 1, 1]);
    flights.close();
  });

  it("is called for a moment after something has landed, also when most of the slots stay taken", async () => {
    flights.board(claimed(times(12, "a"), { isMoreDue: true }));
    flights.land(delivery("a"));
    expect(rooms).toBe(0);
    await sleep(50);
    expect(rooms).toBe(1);
  });

  it("is not called for by what lands when nothing more was due", () => {
    flights.board(claimed(times(12, "a")));
    for (const endpoint of times(12, "a")) flights.land(delivery(endpoint));
    expect(rooms).toBe(0);
  });

  it("is called for when a slot of an endpoint that was full has come free, and no other's", () => {
    flights.board(claimed(["a", "a", "b", "b"], { full: ["a"] }));
    flights.land(delivery("b"));
    expect(rooms).toBe(0);
    flights.land(delivery("a"));
    expect(rooms).toBe(1);
  });

  it("is called for also when that had landed while the claim was under way", () => {
    flights.board(claimed(["a", "a"]));
    flights.request();
    flights.land(delivery("a"));
    expect(rooms).toBe(0);
    flights.board(claimed([], { full: ["a"] }));
    expect(rooms).toBe(1);
  });

  it("waits a moment for more of them, when many are in flight", async () => {
    flights.board(claimed(times(12, "a"), { full: ["a"] }));
    flights.land(delivery("a"));
    expect(rooms).toBe(0);
    await sleep(20);
    expect(rooms).toBe(1);
    for (const endpoint of times(3, "a")) flights.land(delivery(endpoint));
    expect(rooms).toBe(2);
    flights.close();
  });
});
