import { describe, expect, it } from "vitest";
import { audit, ruleNames } from "./audit.ts";
import { ASLEEP, arrival, attempt, DEAD, type Draft, delivery, PORTS, sound } from "./sound-run.ts";

// The audit finds nothing in a run that held; and whatever is altered in its facts, it notices.

/** What is found after something was altered in the facts of a run that held: the names of the rules. */
function found(change: (draft: Draft) => void): string[] {
  const draft = sound();
  change(draft);
  return audit(draft)
    .findings.filter(({ violations }) => violations.length > 0)
    .map(({ rule }) => rule);
}

/** Alters the first of a list that belongs to an event, or has the name. */
function alter<T extends object>(list: readonly T[], of: string, changes: Partial<T>, nth = 0): void {
  const element = list.filter((each) => belongs(each, of))[nth];
  if (element === undefined) throw new Error(`The facts have nothing of ${of}.`);
  Object.assign(element, changes);
}

function drop<T extends object>(list: T[], of: string, nth = 0): void {
  const element = list.filter((each) => belongs(each, of))[nth];
  if (element === undefined) throw new Error(`The facts have nothing of ${of}.`);
  list.splice(list.indexOf(element), 1);
}

function belongs(each: object, of: string): boolean {
  const { id, eventId, deliveryId, name }: Record<string, unknown> = { ...each };
  return [id, eventId, name].includes(of) || deliveryId === `d-${of}`;
}

type Change = (draft: Draft) => void;

/** By rule: what is altered, and how. */
const breaches: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
  "committed events lost by the database": {
    "a batch is gone": (d) => drop(d.events, "C"),
    "an event of a batch is gone": (d) => drop(d.events, "A"),
  },
  "batches committed in part": {
    "an unannounced batch lacks an event": (d) => alter(d.events, "E", { size: 2 }),
  },
  "events of transactions that were rolled back": {
    "one is there": (d) => d.rolledBack.add("w2.1"),
  },
  "events without exactly one delivery": {
    "one has none": (d) => drop(d.deliveries, "A"),
    "one has two": (d) => d.deliveries.push({ ...delivery("A", "delivered"), id: "another" }),
  },
  "delivered events that never arrived": {
    "one did not": (d) => {
      drop(d.arrivals, "A");
      drop(d.arrivals, "A");
    },
    "one was answered with a failure only": (d) => alter(d.deliveries, "C", { status: "delivered" }),
  },
  "deliveries that did not end": {
    "one is to be tried again": (d) => alter(d.deliveries, "C", { status: "failed" }),
    "one is in the queue": (d) => alter(d.deliveries, "A", { queued: true }),
    "one has a next attempt": (d) => alter(d.deliveries, "A", { hasNext: true }),
    "one has no time of delivery": (d) => alter(d.deliveries, "A", { hasDelivered: false }),
  },
  "deliveries finished and in the queue at once": {
    "one was seen": (d) => Object.assign(d, { queuedAndFinished: 1 }),
  },
  "logs with gaps in their numbers": {
    "the first attempt is missing": (d) => drop(d.attempts, "C"),
    "a number is there twice": (d) => d.attempts.push(attempt("A", 1, 19_000, 200)),
  },
  "states other than the log says": {
    "given up after a success": (d) => alter(d.attempts, "D", { error: null }),
    "delivered without a success": (d) => alter(d.attempts, "A", { error: "timeout" }),
    "given up too soon": (d) => drop(d.attempts, "C", 1),
    "tried too often": (d) => d.attempts.push(attempt("C", 3, 9_000, 500)),
    "tried again after a success": (d) => alter(d.attempts, "E", { error: null }),
    "never tried": (d) => drop(d.attempts, "D"),
  },
  "states other than the endpoint must lead to": {
    "a fast one is given up": (d) => alter(d.deliveries, "A", { status: "dead_letter" }),
    "a failing one is delivered": (d) => alter(d.deliveries, "C", { status: "delivered" }),
    "a 410 is tried again": (d) => d.attempts.push(attempt("D", 2, 9_000, 410)),
  },
  "attempts made too early": {
    "before the schedule": (d) => alter(d.attempts, "C", { at: 1_850 }, 1),
    "before Retry-After": (d) => alter(d.attempts, "E", { at: 2_500 }, 1),
  },
  "logged outcomes other than the receiver answered": {
    "another status": (d) => alter(d.attempts, "D", { status: 500 }),
    "a success that was a failure": (d) => alter(d.attempts, "C", { error: null }),
    "a request that was not made": (d) => alter(d.attempts, "D", { at: 40_000 }),
  },
  "requests that are not in the log": {
    "one number too many": (d) => d.arrivals.push(arrival(["D", "/gone/0", 2], 9_000, 410)),
  },
  "requests not genuine by signature and headers": {
    "one is signed wrongly": (d) => alter(d.arrivals, "A", { fault: "no_match" }),
  },
  "requests with other ids or text than committed": {
    "another text": (d) => alter(d.arrivals, "A", { bodyHash: "another" }),
    "another event": (d) => alter(d.arrivals, "A", { eventId: "B" }),
    "another endpoint": (d) => alter(d.arrivals, "A", { path: "/fast/1" }),
    "an unknown delivery": (d) => alter(d.arrivals, "D", { deliveryId: "unknown" }),
  },
  "repetitions of attempts not in flight at a fault": {
    "its worker was not killed": (d) => alter(d.lives, "worker 1", { killedAt: null }),
    "its worker was killed long after": (d) => alter(d.lives, "worker 1", { killedAt: DEAD + 5_000 }),
    "another worker was killed": (d) => alter(d.arrivals, "A", { port: PORTS["worker 3"] }),
    "its worker is not known": (d) => alter(d.arrivals, "A", { port: 9 }),
    "its worker was woken long before": (d) => alter(d.lives, "worker 2", { resumedAt: ASLEEP + 1_000 }),
  },
  "recorded outcomes of a stale lease": {
    "the first of two requests was recorded": (d) => alter(d.attempts, "A", { at: DEAD - 5 }),
    "the later one was not sent on waking": (d) => alter(d.lives, "worker 2", { pausedAt: 28_500 }),
  },
  "faults that were not done": {
    "no crash": (d) => d.outages.splice(0),
    "no kill": (d) => alter(d.lives, "worker 1", { killedAt: null }),
    "no pause": (d) => alter(d.lives, "worker 2", { resumedAt: null }),
  },
  "processes that failed on their own": {
    "one did": (d) => d.failures.push("worker 3 ended by itself"),
  },
};

const cases = Object.entries(breaches).flatMap(([rule, changes]) =>
  Object.entries(changes).map(([what, change]) => ({ rule, what, change })),
);

describe("the audit", () => {
  it("finds nothing in a run that held", () => {
    expect(found(() => {})).toEqual([]);
  });

  it.each(cases)("finds $rule: $what", ({ rule, change }) => {
    expect(found(change)).toContain(rule);
  });

  it("has a case for each of its rules", () => {
    expect(Object.keys(breaches).toSorted()).toEqual(ruleNames.toSorted());
  });

  it("takes a request that its sender did not live to see arrive as in flight at the kill", () => {
    const late: Change = (d) => alter(d.arrivals, "A", { at: DEAD + 4_000, endedAt: DEAD + 4_001 });
    expect(found(late)).toEqual([]);
  });

  it("takes an outage as the cause of what came again", () => {
    const during: Change = (d) => {
      alter(d.lives, "worker 1", { killedAt: 99_000 });
      alter(d.arrivals, "A", { at: 49_000, endedAt: 49_005 });
      alter(d.arrivals, "A", { at: 55_002, endedAt: 55_008 }, 1);
      alter(d.attempts, "A", { at: 55_000 });
    };
    expect(found(during)).toEqual([]);
    expect(found((d) => [during(d), alter(d.arrivals, "A", { at: 40_000, endedAt: 40_005 })])).toEqual([
      "repetitions of attempts not in flight at a fault",
    ]);
  });
});
