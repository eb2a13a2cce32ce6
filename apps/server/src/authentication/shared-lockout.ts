import { CLOCK_SKEW_MS } from "../rate-limit/rate-limiter.ts";
import type { SharedRedis } from "../redis/shared-redis.ts";
import {
  LOCKOUT_ADDRESSES,
  LOCKOUT_RULE,
  type Lockout,
  type LockoutRule,
  type MemoryLockout,
} from "./lockout.ts";
import { noteWrongKeyScript } from "./note-wrong-key.ts";

/**
 * Counts for all processes together, in Redis. Each also counts by itself what came to it, and goes by that while Redis
 * is away.
 */
export class SharedLockout implements Lockout {
  readonly #redis: SharedRedis;
  readonly #local: MemoryLockout;
  readonly #rule: LockoutRule;
  readonly #key: string;

  /**
   * @param rule that of `local` too.
   * @param name of what is counted.
   */
  constructor(
    redis: SharedRedis,
    local: MemoryLockout,
    rule: LockoutRule = LOCKOUT_RULE,
    name = "wrong-keys",
  ) {
    this.#redis = redis;
    this.#local = local;
    this.#rule = rule;
    // The braces keep all keys in one slot of a cluster: the script deletes those of forgotten addresses.
    this.#key = `wth:{${name}}`;
  }

  async note(who: string): Promise<number> {
    const locally = this.#local.note(who);
    const { limit, windowMs, lockMs } = this.#rule;
    const answer = await this.#redis.run(
      noteWrongKeyScript,
      [`${this.#key}:${who}`, this.#key],
      [limit, windowMs, lockMs, LOCKOUT_ADDRESSES, CLOCK_SKEW_MS],
    );
    return answer?.[0] ?? locally;
  }
}
