import type { AttemptFact, DeliveryFact, EventFact, Facts } from "./facts.ts";
import type { Arrival } from "./receiver.ts";

// The facts of a small run that held, for tests to alter. Times are milliseconds.

/** When worker 1 is killed. */
export const DEAD = 10_000;
/** When worker 2 is paused, and when it is woken. */
export const ASLEEP = 20_000;
export const AWAKE = 30_000;
/** The port that each worker sends from. */
export const PORTS = { "worker 1": 1_001, "worker 2": 1_002, "worker 3": 1_003 } as const;

/** Facts that can be altered. */
export interface Draft {
  form: Facts["form"];
  committed: Map<string, number>;
  rolledBack: Set<string>;
  events: EventFact[];
  deliveries: DeliveryFact[];
  attempts: AttemptFact[];
  arrivals: Arrival[];
  lives: { name: string; killedAt: number | null; pausedAt: number | null; resumedAt: number | null }[];
  opened: { worker: string; port: number; at: number }[];
  outages: { kind: "crash" | "shutdown"; from: number; until: number }[];
  queuedAndFinished: number;
  failures: string[];
}

function event(id: string, path: string, place: { batch: string; index: number; size: number }): EventFact {
  return { id, path, hash: `hash of ${id}`, ...place };
}

/** A delivery that has ended. */
export function delivery(eventId: string, status: "delivered" | "dead_letter"): DeliveryFact {
  const hasDelivered = status === "delivered";
  return { id: `d-${eventId}`, eventId, status, hasNext: false, hasDelivered, queued: false };
}

/** A logged attempt; it timed out if there is no status. */
export function attempt(eventId: string, number: number, at: number, status: number | null): AttemptFact {
  const error = status === null ? "timeout" : status < 300 ? null : "http_status";
  return { deliveryId: `d-${eventId}`, number, at, durationMs: 10, status, error };
}

/** A request, that came 2 ms after it was sent. */
export function arrival(
  [eventId, path, number]: readonly [eventId: string, path: string, attempt: number],
  at: number,
  status: number | null,
  worker: keyof typeof PORTS = "worker 3",
): Arrival {
  const ids = { path, eventId, deliveryId: `d-${eventId}`, attempt: number, bodyHash: `hash of ${eventId}` };
  return { ...ids, fault: null, port: PORTS[worker], at: at + 2, endedAt: at + 8, status };
}

/**
 * An event for some kinds of endpoints, and a batch of two: of these, one was in flight at a kill and one at a pause, and
 * came twice.
 */
export function sound(): Draft {
  return {
    form: { schedule: [0, 1], attemptTimeoutMs: 1_000, leaseSeconds: 4, outages: [[0.5, "crash"]] },
    committed: new Map([
      ["w1.1", 2],
      ["w1.2", 1],
      ["w1.3", 1],
    ]),
    rolledBack: new Set(["w1.9"]),
    events: [
      event("A", "/fast/0", { batch: "w1.1", index: 0, size: 2 }),
      event("B", "/fast/0", { batch: "w1.1", index: 1, size: 2 }),
      event("C", "/failing/0", { batch: "w1.2", index: 0, size: 1 }),
      event("D", "/gone/0", { batch: "w1.3", index: 0, size: 1 }),
      // Its writer was killed before it could say so.
      event("E", "/busy/0", { batch: "w2.1", index: 0, size: 1 }),
    ],
    deliveries: [
      delivery("A", "delivered"),
      delivery("B", "delivered"),
      delivery("C", "dead_letter"),
      delivery("D", "dead_letter"),
      delivery("E", "delivered"),
    ],
    attempts: [
      attempt("A", 1, 18_000, 200),
      attempt("B", 1, 28_000, 200),
      attempt("C", 1, 1_000, 500),
      attempt("C", 2, 2_500, 500),
      attempt("D", 1, 1_000, 410),
      attempt("E", 1, 1_000, 429),
      attempt("E", 2, 3_500, 200),
    ],
    arrivals: [
      // Killed before its outcome was recorded, and made again when its lease had ended.
      arrival(["A", "/fast/0", 1], DEAD - 5, 200, "worker 1"),
      arrival(["A", "/fast/0", 1], 18_000, 200),
      // Claimed before the pause, made again by another, and sent once more on waking.
      arrival(["B", "/fast/0", 1], 28_000, 200),
      arrival(["B", "/fast/0", 1], AWAKE + 5, 200, "worker 2"),
      arrival(["C", "/failing/0", 1], 1_000, 500),
      arrival(["C", "/failing/0", 2], 2_500, 500),
      arrival(["D", "/gone/0", 1], 1_000, 410),
      arrival(["E", "/busy/0", 1], 1_000, 429),
      arrival(["E", "/busy/0", 2], 3_500, 200),
    ],
    lives: [
      { name: "worker 1", killedAt: DEAD, pausedAt: null, resumedAt: null },
      { name: "worker 2", killedAt: null, pausedAt: ASLEEP, resumedAt: AWAKE },
      { name: "worker 3", killedAt: null, pausedAt: null, resumedAt: null },
    ],
    opened: [
      // Another process had the port before.
      { worker: "worker 3", port: PORTS["worker 1"], at: 500 },
      { worker: "worker 1", port: PORTS["worker 1"], at: 900 },
      { worker: "worker 2", port: PORTS["worker 2"], at: 900 },
      { worker: "worker 3", port: PORTS["worker 3"], at: 900 },
    ],
    outages: [{ kind: "crash", from: 50_000, until: 51_000 }],
    queuedAndFinished: 0,
    failures: [],
  };
}
