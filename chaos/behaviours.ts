import type { Random } from "./random.ts";

/**
 * What an endpoint does with a request: answers, after a while if `afterMs` says so; never answers; or closes the
 * connection in the middle of a 200.
 */
export type Answer =
  | { status: number; headers?: Readonly<Record<string, string>>; afterMs?: number }
  | "hang"
  | "cut";

/** What an endpoint knows when it answers. */
export interface Request {
  /** The number of the attempt, from 1. */
  attempt: number;
  /** Milliseconds since the receiver started. */
  uptimeMs: number;
  /** A number of the endpoint's own, so that not all flap at the same time. */
  index: number;
  random: Random;
  /** The longest an attempt may take. */
  attemptTimeoutMs: number;
}

/**
 * Where deliveries to an endpoint must end: `delivered`, `exhausted` (a dead letter after exactly the attempts of the
 * schedule), `gone` (a dead letter after the first that was answered), or, where it depends on the time, `either`: as its own log says.
 */
export type Ending = "delivered" | "exhausted" | "gone" | "either";

/** One kind of endpoint. */
export interface Behaviour {
  ending: Ending;
  answer(request: Request): Answer;
}

/** Seconds that the busy endpoints ask to be left alone. */
export const RETRY_AFTER_SECONDS = 2;
/** The flapping endpoints are down for the last part of each period. */
const FLAP_PERIOD_MS = 5_000;
const FLAP_DOWN_MS = 1_500;

const ok: Answer = { status: 200 };

/** The kinds of endpoints, by the name that stands in their paths. */
export const behaviours = {
  fast: { ending: "delivered", answer: () => ok },
  slow: {
    ending: "either",
    answer: ({ random, attemptTimeoutMs }) => ({
      status: 204,
      afterMs: attemptTimeoutMs * random.between(0.1, 0.4),
    }),
  },
  failing: { ending: "exhausted", answer: () => ({ status: 500 }) },
  flapping: {
    ending: "either",
    answer: ({ uptimeMs, index }) =>
      (uptimeMs + index * 700) % FLAP_PERIOD_MS < FLAP_PERIOD_MS - FLAP_DOWN_MS ? ok : { status: 503 },
  },
  hanging: { ending: "exhausted", answer: () => "hang" },
  cutting: { ending: "exhausted", answer: () => "cut" },
  gone: { ending: "gone", answer: () => ({ status: 410 }) },
  busy: {
    ending: "either",
    answer: ({ attempt }) =>
      attempt === 1 ? { status: 429, headers: { "retry-after": String(RETRY_AFTER_SECONDS) } } : ok,
  },
} as const satisfies Readonly<Record<string, Behaviour>>;

/** The name of a kind of endpoint. */
export type BehaviourName = keyof typeof behaviours;

/** All names, in the order of reports. */
// Safe: the keys of a literal are its names.
export const behaviourNames = Object.keys(behaviours) as readonly BehaviourName[];

/** The kind of the endpoint with this path, such as `/fast/3`; null for a path that is no endpoint's. */
export function behaviourOf(path: string): BehaviourName | null {
  const name = path.split("/")[1];
  return behaviourNames.find((known) => known === name) ?? null;
}

/** The paths of so many endpoints of each kind. */
export function endpointPaths(counts: Readonly<Record<BehaviourName, number>>): string[] {
  return behaviourNames.flatMap((name) =>
    Array.from({ length: counts[name] }, (_, index) => `/${name}/${index}`),
  );
}
