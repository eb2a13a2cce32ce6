import type { BehaviourName } from "./behaviours.ts";

/** How the database is taken away: a kill -9 of its postmaster, or a fast shutdown. */
export type OutageKind = "crash" | "shutdown";

/** How large a run is, and what happens in it. Times in seconds unless they say otherwise. */
export interface Form {
  /** At least so many events are committed. */
  events: number;
  /** How long the writers spread them over. */
  writeSeconds: number;
  /** Writer processes, and the transactions that each has open at once. */
  writers: number;
  lanes: number;
  /** Worker processes. */
  workers: number;
  /** How many endpoints of each kind. */
  endpoints: Readonly<Record<BehaviourName, number>>;
  /** The configuration of the workers. */
  schedule: readonly number[];
  attemptTimeoutMs: number;
  leaseSeconds: number;
  /** A worker is killed about this often, a writer about this often. */
  workerKillEvery: number;
  writerKillEvery: number;
  /** When the database goes away, as a part of the time of writing, which begins with the first delivery. */
  outages: readonly (readonly [at: number, kind: OutageKind])[];
  /** When a worker is paused, as a part of the time of writing, and for how long: beyond its lease. */
  pauseAt: number;
  pauseSeconds: number;
  /** How long after the writing everything must be finished. */
  drainSeconds: number;
}

/** The chaos run: some minutes. */
export const FULL: Form = {
  events: 100_000,
  writeSeconds: 110,
  writers: 2,
  lanes: 3,
  workers: 3,
  endpoints: {
    fast: 110,
    slow: 20,
    failing: 15,
    flapping: 20,
    hanging: 10,
    cutting: 10,
    gone: 10,
    busy: 5,
  },
  schedule: [0, 1, 2, 3, 4],
  attemptTimeoutMs: 1_000,
  leaseSeconds: 8,
  workerKillEvery: 4,
  writerKillEvery: 15,
  outages: [
    [0.3, "crash"],
    [0.7, "shutdown"],
  ],
  pauseAt: 0.45,
  pauseSeconds: 14,
  drainSeconds: 900,
};

/** The same in seconds, for `npm test`. */
export const SHORT: Form = {
  events: 1_200,
  writeSeconds: 7,
  writers: 2,
  lanes: 2,
  workers: 2,
  endpoints: { fast: 6, slow: 2, failing: 2, flapping: 2, hanging: 2, cutting: 2, gone: 2, busy: 2 },
  schedule: [0, 0.5, 1],
  attemptTimeoutMs: 500,
  leaseSeconds: 3,
  workerKillEvery: 2,
  writerKillEvery: 4,
  outages: [
    [0.1, "shutdown"],
    [0.93, "crash"],
  ],
  pauseAt: 0.22,
  pauseSeconds: 4.5,
  drainSeconds: 120,
};

/** A form with another number of events, at the same rate. */
export function withEvents(form: Form, events: number): Form {
  return { ...form, events, writeSeconds: (form.writeSeconds * events) / form.events };
}
