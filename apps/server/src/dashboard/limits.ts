import type { LockoutRule } from "../authentication/lockout.ts";

const MINUTE_MS = 60_000;
const HOUR_SECONDS = 3_600;

/** How long a session lives, in seconds. */
export interface SessionAge {
  /** Unused. */
  idleSeconds: number;
  /** Whatever is done with it. */
  maxSeconds: number;
}

/** A working day unused, a week in all. */
export const SESSION_AGE: SessionAge = { idleSeconds: 12 * HOUR_SECONDS, maxSeconds: 7 * 24 * HOUR_SECONDS };

/** How often signing in may be tried, right or wrong: each try counts before its password is looked at. */
export interface SignInRules {
  /** For one account from one network. */
  accountFromNetwork: LockoutRule;
  /** For one account from anywhere: higher, so that a stranger does not easily lock the dealer out. */
  account: LockoutRule;
  /** From one network, for any accounts. */
  network: LockoutRule;
}

/** What {@link SignInRules} are in earnest. */
export const SIGN_IN_RULES: SignInRules = {
  accountFromNetwork: { limit: 10, windowMs: 15 * MINUTE_MS, lockMs: 15 * MINUTE_MS },
  account: { limit: 100, windowMs: 60 * MINUTE_MS, lockMs: 60 * MINUTE_MS },
  network: { limit: 300, windowMs: 15 * MINUTE_MS, lockMs: 15 * MINUTE_MS },
};

/** What tests turn. */
export interface SessionLimits {
  sessionAge?: SessionAge;
  signIn?: Partial<SignInRules>;
}
