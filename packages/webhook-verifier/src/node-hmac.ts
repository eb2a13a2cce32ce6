import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { CheckedBody } from "./body.ts";

/** More secrets than one receiver ever has; a bound for one that serves many dealers. */
const MAX_KEYS = 256;

const keys = new Map<string, KeyObject>();

/**
 * HMAC-SHA256 of the prefix and the body, in hex; the key is the secret's whole text as UTF-8.
 *
 * Keys are kept, because HMAC with a ready `KeyObject` is the fastest form on every supported Node, while a `Buffer` as the
 * key is several times slower on some.
 */
export function hmacHex(secret: string, prefix: string, body: CheckedBody): string {
  let key = keys.get(secret);
  if (!key) {
    if (keys.size >= MAX_KEYS) keys.clear();
    key = createSecretKey(secret, "utf8");
    keys.set(secret, key);
  }
  return digest(key, prefix, body, "hex");
}

/** HMAC-SHA256 of the prefix and the body. */
export function digest(
  key: KeyObject,
  prefix: string,
  body: CheckedBody,
  encoding: "hex" | "base64",
): string {
  const hmac = createHmac("sha256", key);
  // One update for text: a second call costs more than joining the strings.
  if (typeof body === "string") hmac.update(prefix + body);
  else hmac.update(prefix).update(ArrayBuffer.isView(body) ? body : new Uint8Array(body));
  return hmac.digest(encoding);
}
