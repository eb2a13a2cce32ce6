import { ApiError } from "./errors.ts";

/**
 * How many writes of one integration run at once in a process. They wait for each other in the database anyway, each for
 * the dealer's clock and with a connection of its own: without a bound, one dealer's could take all connections, and
 * every other dealer would wait with them.
 */
const AT_ONCE = 4;
/** How long a write waits for its turn: as long as for a connection. */
const WAIT_MS = 5_000;

/** What tests turn. */
export interface WriteTurnsOptions {
  atOnce?: number;
  waitMs?: number;
}

interface Line {
  running: number;
  /** Each begins one that waits, the first come first. */
  waiting: Set<() => void>;
}

/** Lets a few writes of each integration run at once; further ones wait for their turn, in order, and take nothing. */
export class WriteTurns {
  readonly #atOnce: number;
  readonly #waitMs: number;
  /** Those that have writes running. */
  readonly #lines = new Map<string, Line>();

  constructor({ atOnce = AT_ONCE, waitMs = WAIT_MS }: WriteTurnsOptions = {}) {
    this.#atOnce = atOnce;
    this.#waitMs = waitMs;
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
    const line = this.#lines.get(integrationId) ?? { running: 0, waiting: new Set() };
    this.#lines.set(integrationId, line);
    if (line.running < this.#atOnce) line.running += 1;
    else await this.#turn(line);
    try {
      return await write();
    } finally {
      this.#passOn(integrationId, line);
    }
  }

  #turn({ waiting }: Line): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(begin);
        const cause = new Error(`Other writes of the integration have taken over ${this.#waitMs} ms.`);
        reject(new ApiError("service_unavailable", { headers: { "Retry-After": "1" }, cause }));
      }, this.#waitMs);
      waiting.add(begin);
    });
  }

  /** Whoever is next takes over the place of the one that has ended. */
  #passOn(integrationId: string, line: Line): void {
    const [next] = line.waiting;
    if (next !== undefined) {
      line.waiting.delete(next);
      next();
      return;
    }
    line.running -= 1;
    if (line.running === 0) this.#lines.delete(integrationId);
  }
}
