import type { SharedRedis } from "../redis/shared-redis.ts";
import type { MemoryRateLimiter } from "./memory-rate-limiter.ts";
import {
  CLOCK_SKEW_MS,
  RATE_LIMIT_WINDOW_MS,
  type RateLimiter,
  type RateLimitVerdict,
} from "./rate-limiter.ts";
import { takeTokens } from "./take-tokens.ts";

/**
 * Counts for all processes together, in Redis. While Redis is away each counts by itself: of what it granted in the
 * last window already, it keeps its own log, so that an outage gives nobody a second budget in a process. What was
 * granted during the outage does not count in Redis afterwards.
 */
export class SharedRateLimiter implements RateLimiter {
  readonly #redis: SharedRedis;
  readonly #local: MemoryRateLimiter;
  readonly #windowMs: number;

  constructor(redis: SharedRedis, local: MemoryRateLimiter, windowMs: number = RATE_LIMIT_WINDOW_MS) {
    this.#redis = redis;
    this.#local = local;
    this.#windowMs = windowMs;
  }

  async take(integrationId: string, limit: number, cost: number): Promise<RateLimitVerdict> {
    const key = `wth:rate-limit:${integrationId}`;
    const answer = await this.#redis.run(takeTokens, [key], [limit, cost, this.#windowMs, CLOCK_SKEW_MS]);
    if (answer === null) return this.#local.take(integrationId, limit, cost);
    const [waitMs = 0, remaining = 0, resetMs = 0] = answer;
    if (waitMs === 0) this.#local.note(integrationId, Math.min(cost, limit));
    return { limit, remaining, reset: Math.ceil(resetMs / 1000), waitMs };
  }
}
