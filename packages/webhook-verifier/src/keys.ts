import { createSecretKey, type KeyObject } from "node:crypto";

/** More secrets than one receiver ever has; a bound for one that serves many dealers. */
const MAX_KEYS = 256;

const keys = new Map<string, KeyObject>();

/**
 * The HMAC key of a secret: its whole text as UTF-8. Kept, because HMAC with a ready `KeyObject` is the fastest form
 * on every supported Node, while a `Buffer` as the key is several times slower on some.
 */
export function hmacKey(secret: string): KeyObject {
  const known = keys.get(secret);
  if (known) return known;
  if (keys.size >= MAX_KEYS) keys.clear();
  const key = createSecretKey(secret, "utf8");
  keys.set(secret, key);
  return key;
}
