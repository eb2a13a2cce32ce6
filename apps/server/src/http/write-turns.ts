import { ApiError } from "./errors.ts";

/**
 * How many writes of one integration run at once in a process. They wait for each other in the database anyway, each for
 * the dealer's clock and with a connection of its own: without a bound, one dealer's could take all connections, and
 * every other dealer would wait with them. While one has the clock, another comes as far as it can.
 */
const OF_ONE = 2;
/**
 * How many of all. That keeps a process busy, up to a commit of 2 ms; more at once only take the database's caches from
 * each other: sixteen cost it 40 % more CPU for each write than four. And reads always find a connection.
 */
const OF_ALL = 8;
/** How long a write waits for its turn: as long as for a connection. */
const WAIT_MS = 5_000;

/** What tests turn. */
export interface WriteTurnsOptions {
  ofOne?: number;
  ofAll?: number;
  waitMs?: number;
}

/** Lets a few writes of each integration run at once; further ones wait for their turn, in order, and take nothing. */
export class WriteTurns {
  readonly #ofOne: number;
  readonly #waitMs: number;
  readonly #all: Line;
  /** Those that have writes running, or waiting. */
  readonly #lines = new Map<string, Line>();

  constructor({ ofOne = OF_ONE, ofAll = OF_ALL, waitMs = WAIT_MS }: WriteTurnsOptions = {}) {
    this.#ofOne = ofOne;
    this.#waitMs = waitMs;
    this.#all = new Line(ofAll, waitMs);
  }

  /** How many integrations have writes running. */
  get size(): number {
    return this.#lines.size;
  }

  /**
   * Runs `write` when it is its turn.
   *
   * @throws {ApiError} `service_unavailable` with `Retry-After` when that does not come in time; else what `write` throws.
   */
  async take<T>(integrationId: string, write: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(integrationId) ?? new Line(this.#ofOne, this.#waitMs);
    this.#lines.set(integrationId, line);
    try {
      return await line.take(() => this.#all.take(write));
    } finally {
      if (line.isEmpty) this.#lines.delete(integrationId);
    }
  }
}

/** A few at once, the others one after the other. */
class Line {
  readonly #atOnce: number;
  readonly #waitMs: number;
  #running = 0;
  /** Each begins one that waits, the first come first. */
  readonly #waiting = new Set<() => void>();

  constructor(atOnce: number, waitMs: number) {
    this.#atOnce = atOnce;
    this.#waitMs = waitMs;
  }

  get isEmpty(): boolean {
    return this.#running === 0;
  }

  async take<T>(write: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running += 1;
    else await this.#turn();
    try {
      return await write();
    } finally {
      this.#passOn();
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(begin);
        const cause = new Error(`Other writes have taken over ${this.#waitMs} ms.`);
        reject(new ApiError("service_unavailable", { headers: { "Retry-After": "1" }, cause }));
      }, this.#waitMs);
      this.#waiting.add(begin);
    });
  }

  /** Whoever is next takes over the place of the one that has ended. */
  #passOn(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#running -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
