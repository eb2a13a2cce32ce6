import { createHash } from "node:crypto";
import { type Database, findPassword, run } from "@wth/database";
import type { Lockout } from "../authentication/lockout.ts";
import type { PasswordChecks } from "../authentication/passwords.ts";
import { ApiError } from "../http/errors.ts";
import { normalizeEmail } from "../integration/find.ts";
import { retryAfter } from "../rate-limit/rate-limiter.ts";
import type { SignInRules } from "./limits.ts";
import type { Sessions } from "./sessions.ts";

/** What signing in works with. */
export interface SignInOptions {
  database: Database;
  sessions: Sessions;
  passwords: PasswordChecks;
  lockouts: Readonly<Record<keyof SignInRules, Lockout>>;
}

/** Who wants to sign in. */
export interface SignInAttempt {
  email: string;
  password: string;
  /** Where it comes from. */
  network: string;
}

/**
 * Begins a session for who knows the password. Each try counts before the password is looked at, so that many at once
 * gain nothing; and takes the same work whether the account exists or not.
 *
 * @returns the session's token.
 * @throws {ApiError} `too_many_sign_ins` with `Retry-After`, `wrong_email_or_password`.
 */
export async function signIn(
  { database, sessions, passwords, lockouts }: SignInOptions,
  { email: given, password, network }: SignInAttempt,
): Promise<string> {
  const email = normalizeEmail(given);
  // By a hash of one length: it is kept in Redis, where nobody needs to read who signs in.
  const account = createHash("sha256").update(email).digest("base64url");
  // Whom one of them refuses counts for none after it: one stranger cannot use up what all may try together.
  for (const [lockout, who] of [
    [lockouts.network, network],
    [lockouts.accountFromNetwork, `${account}:${network}`],
    [lockouts.account, account],
  ] as const) {
    const lockedMs = await lockout.note(who);
    if (lockedMs > 0) throw new ApiError("too_many_sign_ins", { headers: retryAfter(lockedMs) });
  }

  const [user] = await run(database.pool, findPassword, [email]);
  const passwordHash = user?.password_hash ?? null;
  const isRight = await passwords.isRight(password, passwordHash);
  const token =
    isRight && user !== undefined && passwordHash !== null
      ? await sessions.begin(user.user_id, passwordHash)
      : null;
  if (token === null) throw new ApiError("wrong_email_or_password");
  return token;
}
