import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { checkInput, type ReplayStore, type VerifyInput } from "./checks.ts";
import { WebhookVerificationError, type WebhookVerificationErrorCode } from "./errors.ts";
import { hmacKey } from "./keys.ts";

/** What is known about a delivery that verified. */
export interface VerifiedDelivery {
  /** When the attempt was signed: Unix seconds. */
  readonly timestamp: number;
  /** Which of `secrets` fits: after a rotation, the old one can go once this is always the new one's index. */
  readonly matchedSecretIndex: number;
  /**
   * 64 hex digits that identify this time and body: the signature under the first of `secrets`. For receivers whose
   * replay store is asynchronous: claim it after verifying, for at least two tolerances.
   */
  readonly signature: string;
}

/** The answer of {@link safeVerify}. */
export type SafeVerifyResult =
  | ({ readonly ok: true } & VerifiedDelivery)
  | {
      readonly ok: false;
      readonly code: WebhookVerificationErrorCode;
      readonly error: WebhookVerificationError;
    };

const HEX_LENGTH = 64;
/** Reused by every call: comparing never yields to other code, and two allocations per signature are saved. */
const expectedBytes = Buffer.alloc(HEX_LENGTH);
const candidateBytes = Buffer.alloc(HEX_LENGTH);

/**
 * Verifies that a delivery was signed by WatchTraderHub with one of the secrets, recently, over exactly this body.
 *
 * @returns when it was signed and which secret fits
 * @throws WebhookVerificationError with a `code`; answer 400
 * @throws RangeError when `toleranceSeconds` or `now` is not usable, a mistake in the receiver
 */
export function verify(input: VerifyInput): VerifiedDelivery {
  const { body, secrets, header, toleranceSeconds } = checkInput(input);
  const prefix = `${header.timestampText}.`;
  let first: string | undefined;
  for (const [matchedSecretIndex, secret] of secrets.entries()) {
    const expected = sign(secret, prefix, body);
    first ??= expected;
    if (matchesAny(expected, header.signatures)) {
      if (input.replayStore) claim(input.replayStore, first, toleranceSeconds);
      return { timestamp: header.timestamp, matchedSecretIndex, signature: first };
    }
  }
  throw new WebhookVerificationError(
    "no_match",
    "No signature fits: check that the secret is this endpoint's and that nothing changes the body.",
  );
}

/**
 * Like {@link verify}, for receivers that prefer a result to an exception. Whatever arrives, it does not throw; only
 * an unusable option (`toleranceSeconds`, `now`) or a failing replay store does.
 */
export function safeVerify(input: VerifyInput): SafeVerifyResult {
  try {
    return { ok: true, ...verify(input) };
  } catch (error) {
    if (error instanceof WebhookVerificationError) return { ok: false, code: error.code, error };
    throw error;
  }
}

function sign(secret: string, prefix: string, body: string | Uint8Array): string {
  const hmac = createHmac("sha256", hmacKey(secret));
  // One update for text: a second call costs more than joining the strings.
  if (typeof body === "string") hmac.update(prefix + body, "utf8");
  else hmac.update(prefix, "utf8").update(body);
  return hmac.digest("hex");
}

/** Constant-time: every candidate is compared, to its last byte, whichever fits. */
function matchesAny(expected: string, candidates: readonly string[]): boolean {
  expectedBytes.write(expected, "latin1");
  let matched = false;
  for (const candidate of candidates) {
    candidateBytes.write(candidate, "latin1");
    matched = timingSafeEqual(expectedBytes, candidateBytes) || matched;
  }
  return matched;
}

function claim(store: ReplayStore, signature: string, toleranceSeconds: number): void {
  const isNew: unknown = store.claim(signature, 2 * toleranceSeconds + 1);
  if (isNew === true) return;
  if (isNew === false) {
    throw new WebhookVerificationError("replayed", "Accepted before: ignore this copy.");
  }
  // A promise is truthy: taking it for an answer would let every replay through.
  throw new TypeError(
    "claim() must return a boolean: with an asynchronous store, claim the result's signature.",
  );
}
