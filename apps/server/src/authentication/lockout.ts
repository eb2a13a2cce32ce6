/** When somebody has tried often enough. */
export interface LockoutRule {
  /** So many tries … */
  limit: number;
  /** … within this time, by one … */
  windowMs: number;
  /** … and further ones are refused for this time. */
  lockMs: number;
}

/** The product's rule for API keys: 20 wrong keys within 10 minutes lock an address out for 10 minutes. */
export const LOCKOUT_RULE: LockoutRule = { limit: 20, windowMs: 600_000, lockMs: 600_000 };

/**
 * The most (addresses, say) that tries are counted for; the one that was silent longest is forgotten first. Whoever
 * commands more addresses than this could have tried from each in turn without ever being locked out, and so gains
 * nothing by pushing his own out of the table.
 */
export const LOCKOUT_ADDRESSES = 10_000;

/**
 * Counts tries by who makes them: wrong API keys by the address that they come from (right keys have nothing to do with
 * it), sign-ins by account and address.
 */
export interface Lockout {
  /**
   * Notes a try, unless who makes it is locked out: refused tries do not prolong the lockout.
   *
   * @returns 0, or the ms for which it is still locked out.
   */
  note(who: string): number | Promise<number>;
}

/** What tests turn. */
export interface MemoryLockoutOptions {
  rule?: LockoutRule;
  addresses?: number;
  /** A clock in ms that only goes forward. */
  now?: () => number;
}

interface Tally {
  /** When wrong keys came, the oldest first; fewer than the rule allows. */
  times: number[];
  lockedUntil: number;
}

/** Counts for one process. */
export class MemoryLockout implements Lockout {
  readonly #rule: LockoutRule;
  readonly #addresses: number;
  readonly #now: () => number;
  /** In the order of their last wrong key. */
  readonly #tallies = new Map<string, Tally>();

  constructor({
    rule = LOCKOUT_RULE,
    addresses = LOCKOUT_ADDRESSES,
    now = () => performance.now(),
  }: MemoryLockoutOptions = {}) {
    this.#rule = rule;
    this.#addresses = addresses;
    this.#now = now;
  }

  /** How many addresses are remembered. */
  get size(): number {
    return this.#tallies.size;
  }

  note(address: string): number {
    const { limit, windowMs, lockMs } = this.#rule;
    const now = this.#now();
    const tally = this.#touch(address);
    if (now < tally.lockedUntil) return tally.lockedUntil - now;
    tally.times = tally.times.filter((time) => time > now - windowMs);
    tally.times.push(now);
    if (tally.times.length >= limit) {
      tally.lockedUntil = now + lockMs;
      tally.times = [];
    }
    return 0;
  }

  #touch(address: string): Tally {
    const tally = this.#tallies.get(address) ?? { times: [], lockedUntil: Number.NEGATIVE_INFINITY };
    this.#tallies.delete(address);
    this.#tallies.set(address, tally);
    if (this.#tallies.size > this.#addresses) {
      const [oldest] = this.#tallies.keys();
      if (oldest !== undefined) this.#tallies.delete(oldest);
    }
    return tally;
  }
}
