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

/** The braces keep all keys in one slot of a cluster: the script deletes those of forgotten addresses. */
const KEY = "wth:{wrong-keys}";

/**
 * Counts for all processes together, in Redis. Each also counts by itself what came to it, and goes by that while Redis
 * is away.
 */
export class SharedLockout implements Lockout {
  readonly #redis: SharedRedis;
  readonly #local: MemoryLockout;
  readonly #rule: LockoutRule;

  /** @param rule that of `local` too. */
  constructor(redis: SharedRedis, local: MemoryLockout, rule: LockoutRule = LOCKOUT_RULE) {
    this.#redis = redis;
    this.#local = local;
    this.#rule = rule;
  }

  async noteWrongKey(address: string): Promise<number> {
    const locally = this.#local.noteWrongKey(address);
    const { wrongKeys, windowMs, lockMs } = this.#rule;
    const answer = await this.#redis.run(
      noteWrongKeyScript,
      [`${KEY}:${address}`, KEY],
      [wrongKeys, windowMs, lockMs, LOCKOUT_ADDRESSES, CLOCK_SKEW_MS],
    );
    return answer?.[0] ?? locally;
  }
}
