import { hash, verify } from "@node-rs/argon2";
import { ApiError } from "../http/errors.ts";

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane. */
export const PASSWORD_HASHING = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** How long a password may be, in characters. */
export const PASSWORD_LENGTH = { least: 8, most: 256 };

/** The hash of a random text that nobody kept: compared with where there is no password, so that this takes as long. */
export const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$yLjeOi28VYXcVDO8OEUbgQ$mMCVMJt7PMamBP0TsHkcPbGmblFUWeNOcOIAcs+R78E";

/**
 * How many passwords are compared at once: each takes a thread for some hundredths of a second, of the four that names
 * of webhooks are resolved on too.
 */
const AT_ONCE = 2;
/** How many wait for that at most: a few seconds' worth. */
const WAITING = 100;

/** Hashes a password for the database. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PASSWORD_HASHING);
}

/** Compares passwords, a few at a time. */
export class PasswordChecks {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /**
   * Whether it is the password of this hash, in the same time whether there is a hash or not.
   *
   * @param passwordHash null where there is no user, or one without a password: the answer is no.
   * @throws {ApiError} `service_unavailable` when too many are waiting.
   */
  async isRight(password: string, passwordHash: string | null): Promise<boolean> {
    await this.#turn();
    try {
      const matches = await verify(passwordHash ?? NOBODYS_HASH, password);
      return matches && passwordHash !== null;
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  async #turn(): Promise<void> {
    if (this.#running < AT_ONCE) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= WAITING) {
      const cause = new Error(`${WAITING} sign-ins are waiting for their password to be compared.`);
      throw new ApiError("service_unavailable", { headers: { "Retry-After": "5" }, cause });
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
