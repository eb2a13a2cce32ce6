import {
  CLOCK_SKEW_MS,
  RATE_LIMIT_WINDOW_MS,
  type RateLimiter,
  type RateLimitVerdict,
} from "./rate-limiter.ts";
import { TimeLog } from "./time-log.ts";

/** What tests turn. */
export interface MemoryRateLimiterOptions {
  windowMs?: number;
  /** The clock, in ms since the epoch. */
  now?: () => number;
}

/** Counts for one process. */
export class MemoryRateLimiter implements RateLimiter {
  readonly #windowMs: number;
  readonly #now: () => number;
  /** For each integration, when each of its tokens was used. */
  readonly #used = new Map<string, TimeLog>();
  #sweepAt = 0;

  constructor({ windowMs = RATE_LIMIT_WINDOW_MS, now = Date.now }: MemoryRateLimiterOptions = {}) {
    this.#windowMs = windowMs;
    this.#now = now;
  }

  take(integrationId: string, limit: number, cost: number): RateLimitVerdict {
    const now = this.#now();
    const used = this.#window(integrationId, now);
    const tokens = Math.min(cost, limit);
    const missing = used.size + tokens - limit;
    const refused = tokens > 0 && missing > 0;
    if (!refused) for (let token = 0; token < tokens; token += 1) used.add(now);
    const backAt = (index: number) => (used.at(index) ?? now - this.#windowMs) + this.#windowMs;
    return {
      limit,
      remaining: Math.max(0, limit - used.size),
      reset: Math.ceil(backAt(0) / 1000),
      waitMs: refused ? backAt(missing - 1) - now : 0,
    };
  }

  /** Notes tokens that were taken elsewhere, so that they count here too. */
  note(integrationId: string, cost: number): void {
    const now = this.#now();
    const used = this.#window(integrationId, now);
    for (let token = 0; token < cost; token += 1) used.add(now);
  }

  #window(integrationId: string, now: number): TimeLog {
    this.#sweep(now);
    let used = this.#used.get(integrationId);
    if (used === undefined) {
      used = new TimeLog();
      this.#used.set(integrationId, used);
    }
    used.forgetWhile((time) => time <= now - this.#windowMs || time > now + CLOCK_SKEW_MS);
    return used;
  }

  /** Forgets callers that have been silent for a window, once a window. */
  #sweep(now: number): void {
    if (now < this.#sweepAt && this.#sweepAt <= now + this.#windowMs) return;
    this.#sweepAt = now + this.#windowMs;
    for (const [id, used] of this.#used) {
      if ((used.newest ?? 0) <= now - this.#windowMs) this.#used.delete(id);
    }
  }
}
