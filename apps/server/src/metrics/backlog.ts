import { countQueue, type QueueCounts, run } from "@wth/database";
import type { Log } from "../log.ts";

/** How long counts are kept at least, in ms: several scrapers ask the database once. */
const KEPT_MS = 5_000;
/** Counts are kept this many times as long as counting took, so that it never takes more than 1 % of a connection's time. */
const KEPT_FACTOR = 100;

/** What tests turn. */
export interface BacklogOptions {
  /** A pool whose connections were opened with `COUNT_QUEUE_OPTIONS`. */
  pool: Parameters<typeof run>[0];
  log: Log;
  /** The most deliveries in flight to one endpoint. */
  endpointConcurrency: number;
  /** A clock in ms that only goes forward. */
  now?: () => number;
}

/**
 * What is in the queue, counted when somebody asks and no more often than is cheap: the longer counting takes, because
 * the backlog is long or the database busy, the longer its result is kept.
 */
export class Backlog {
  readonly #pool: BacklogOptions["pool"];
  readonly #log: Log;
  readonly #slots: number;
  readonly #now: () => number;
  #counts: Promise<QueueCounts | null> = Promise.resolve(null);
  #keptUntil = Number.NEGATIVE_INFINITY;

  constructor({ pool, log, endpointConcurrency, now = () => performance.now() }: BacklogOptions) {
    this.#pool = pool;
    this.#log = log;
    this.#slots = endpointConcurrency;
    this.#now = now;
  }

  /** Never rejects: null when the database could not be asked, or was too slow. */
  read(): Promise<QueueCounts | null> {
    if (this.#now() < this.#keptUntil) return this.#counts;
    // Whoever asks while the counting goes on gets what it comes to.
    this.#keptUntil = Number.POSITIVE_INFINITY;
    this.#counts = this.#count();
    return this.#counts;
  }

  async #count(): Promise<QueueCounts | null> {
    const startedAt = this.#now();
    try {
      const [counts] = await run(this.#pool, countQueue, [this.#slots]);
      return counts ?? null;
    } catch (error) {
      this.#log.warn({ err: error }, "The backlog could not be counted; metrics go without it.");
      return null;
    } finally {
      const endedAt = this.#now();
      this.#keptUntil = endedAt + Math.max(KEPT_MS, KEPT_FACTOR * (endedAt - startedAt));
    }
  }
}
