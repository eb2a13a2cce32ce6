import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

const SECRET_PREFIX = "whsec_";

/** A signing secret with its keys made ready: hashing with a `KeyObject` is several times faster than with bytes. */
export interface SigningSecret {
  /** The whole secret string: the key of `X-WTH-Signature`. */
  readonly whole: KeyObject;
  /** The decoded bytes behind `whsec_`: the key of Standard Webhooks' `webhook-signature`. Null: a partner's, who gets none. */
  readonly decoded: KeyObject | null;
}

/** @param secret `whsec_` + standard base64 of 32 bytes, or a partner's: 64 hex digits, which are the key as they stand. */
export function signingSecret(secret: string): SigningSecret {
  return {
    whole: createSecretKey(secret, "utf8"),
    decoded: secret.startsWith(SECRET_PREFIX)
      ? createSecretKey(secret.slice(SECRET_PREFIX.length), "base64")
      : null,
  };
}

/** What is signed: the exact payload, for one attempt. */
export interface Signable {
  /** `evt_…`, sent as `webhook-id`. */
  eventId: string;
  /** Unix seconds of the attempt. */
  timestamp: number;
  payload: string;
}

/**
 * The value of `X-WTH-Signature`: `t=<seconds>,v1=<hex>[,v1=<hex>]`, one `v1` for each live secret, newest first,
 * each the HMAC-SHA256 of `t.payload`.
 */
export function wthSignature({ timestamp, payload }: Signable, secrets: readonly SigningSecret[]): string {
  const message = `${timestamp}.${payload}`;
  return `t=${timestamp}${secrets.map(({ whole }) => `,v1=${hmac(whole, message, "hex")}`).join("")}`;
}

/**
 * The value of `webhook-signature` of the Standard Webhooks specification: `v1,<base64>` for each live secret,
 * separated by spaces, each the HMAC-SHA256 of `id.t.payload`. Null where secrets are a partner's.
 */
export function standardSignature(
  { eventId, timestamp, payload }: Signable,
  secrets: readonly SigningSecret[],
): string | null {
  const message = `${eventId}.${timestamp}.${payload}`;
  const signatures: string[] = [];
  for (const { decoded } of secrets) {
    if (decoded === null) return null;
    signatures.push(`v1,${hmac(decoded, message, "base64")}`);
  }
  return signatures.join(" ");
}

function hmac(key: KeyObject, message: string, encoding: "hex" | "base64"): string {
  return createHmac("sha256", key).update(message, "utf8").digest(encoding);
}
