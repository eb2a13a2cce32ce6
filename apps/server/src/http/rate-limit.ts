import { ApiError } from "./errors.ts";

const WINDOW_MS = 60_000;
const DEFAULT_LIMIT = 600;

/** Where a caller stands, for the `X-RateLimit-*` headers. */
export interface RateLimitState {
  limit: number;
  remaining: number;
  /** Unix seconds at which the oldest token in the window is given back; now, when none is used. */
  reset: number;
}

/**
 * A sliding window over the last 60 seconds: an exact log of when each token was used, so that no burst across a
 * minute's edge gets twice the limit. A refused request uses nothing.
 */
export class RateLimiter {
  readonly #now: () => number;
  /** For each integration, when each of its tokens was used: ms since the epoch, oldest first. */
  readonly #used = new Map<string, number[]>();
  #sweepAt = 0;

  /** @param now the clock, in ms since the epoch. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Where the caller stands, without using a token. */
  peek(integrationId: string, limit: number | null): RateLimitState {
    return this.#state(this.#window(integrationId), limit ?? DEFAULT_LIMIT);
  }

  /**
   * Uses `cost` tokens.
   *
   * @throws {ApiError} `too_many_requests`, with the seconds until there are enough tokens in `Retry-After`.
   */
  take(integrationId: string, override: number | null, cost: number): RateLimitState {
    const limit = override ?? DEFAULT_LIMIT;
    const now = this.#now();
    const used = this.#window(integrationId);
    if (used.length + cost > limit) {
      const freed = used[used.length + cost - limit - 1] ?? now;
      const seconds = Math.max(1, Math.ceil((freed + WINDOW_MS - now) / 1000));
      throw new ApiError("too_many_requests", { headers: { "Retry-After": String(seconds) } });
    }
    for (let token = 0; token < cost; token += 1) used.push(now);
    this.#used.set(integrationId, used);
    this.#sweep(now);
    return this.#state(used, limit);
  }

  #state(used: readonly number[], limit: number): RateLimitState {
    const oldest = used[0];
    return {
      limit,
      remaining: Math.max(0, limit - used.length),
      reset: Math.ceil((oldest === undefined ? this.#now() : oldest + WINDOW_MS) / 1000),
    };
  }

  #window(integrationId: string): number[] {
    const used = this.#used.get(integrationId) ?? [];
    const since = this.#now() - WINDOW_MS;
    const firstInside = used.findIndex((time) => time > since);
    if (firstInside === -1) return [];
    if (firstInside > 0) used.splice(0, firstInside);
    return used;
  }

  /** Forgets callers that have been silent for a window, once a window. */
  #sweep(now: number): void {
    if (now < this.#sweepAt) return;
    this.#sweepAt = now + WINDOW_MS;
    for (const [id, used] of this.#used) if ((used.at(-1) ?? 0) <= now - WINDOW_MS) this.#used.delete(id);
  }
}
