import type { IdempotencyIdentity } from "@wth/database";

/** What the sealed answer to a POST belongs to; see {@link Keyring.seal}. */
export function idempotencyContext(identity: IdempotencyIdentity): string {
  return `idempotency:${JSON.stringify(identity)}`;
}
