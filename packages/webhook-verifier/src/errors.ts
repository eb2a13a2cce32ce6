import type { VerifiedDelivery } from "./checks.ts";

/**
 * Why a delivery was refused.
 *
 * - `missing_header`: neither `X-WTH-Signature` nor `WTH-Signature` is there.
 * - `malformed_header`: not exactly one `t` of digits, no well-formed `v1`, or more than 16 of them.
 * - `timestamp_too_old`, `timestamp_too_new`: signed further from now than the tolerance.
 * - `no_match`: no signature fits any of the secrets (other secret, or the body was changed on the way).
 * - `parsed_body`: the body is not the raw one (an object from a JSON parser, or nothing at all).
 * - `weak_secret`: a secret is missing, shorter than 32 characters, or has white space around it.
 * - `replayed`: the replay store has seen this signature before.
 */
export type WebhookVerificationErrorCode =
  | "missing_header"
  | "malformed_header"
  | "timestamp_too_old"
  | "timestamp_too_new"
  | "no_match"
  | "parsed_body"
  | "weak_secret"
  | "replayed";

/**
 * A delivery that must not be trusted. Answer it with a 400 and do nothing else; branch on `code`, since the
 * message is for people and may be reworded. The message never contains a secret, a body or a signature.
 */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";
  /** The reason, stable across releases. */
  readonly code: WebhookVerificationErrorCode;

  constructor(code: WebhookVerificationErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The answer of `safeVerify`. */
export type SafeVerifyResult =
  | ({ readonly ok: true } & VerifiedDelivery)
  | {
      readonly ok: false;
      readonly code: WebhookVerificationErrorCode;
      readonly error: WebhookVerificationError;
    };
