import { type CheckedBody, type RawBody, requireRawBody } from "./body.ts";
import { WebhookVerificationError } from "./errors.ts";
import { findSignatureHeader, type SignatureHeader, type SignatureSource } from "./header.ts";

/** How far a delivery's time may be from now, in seconds, when nothing else is said. */
export const DEFAULT_TOLERANCE_SECONDS = 300;

/** What to verify, and against what. */
export interface VerifyInput {
  /** The raw body: the bytes as received, or the string they decode to. Never a parsed object. */
  readonly body: RawBody;
  /** The request's headers in any usual form, the request itself, or the signature header's value. */
  readonly headers: SignatureSource | null | undefined;
  /** The signing secret, or several during a rotation (all are tried, in order). At least 32 characters each. */
  readonly secrets: string | readonly string[] | undefined;
  /** How far the delivery's time may be from now, in either direction, in seconds. Default 300. */
  readonly toleranceSeconds?: number | undefined;
  /** The receiver's clock in Unix seconds, for tests. Default: the system clock. */
  readonly now?: number | (() => number) | undefined;
  /** Refuses what it has seen before. Called last, only for deliveries that are otherwise valid. */
  readonly replayStore?: ReplayStore | undefined;
}

/**
 * Remembers signatures, so that a delivery captured on the way cannot be used twice within the tolerance. Retries of
 * the platform are signed anew and are never taken for replays.
 */
export interface ReplayStore {
  /**
   * Stores the signature if it is new, at once: of two calls with the same signature one must answer false.
   *
   * @param signature 64 hex digits: the signature of this time and body under the first of `secrets`, whichever
   *   one matched, so that dropping a signature from the header does not make a replay look new.
   * @param lifetimeSeconds keep it for at least this long: two tolerances and one second, because a delivery
   *   stamped at the far end of the window stays acceptable until the near end has passed.
   * @returns true when it was new and is now stored, false when it was there already
   */
  claim(signature: string, lifetimeSeconds: number): boolean;
}

/** A {@link ReplayStore} that may be asked over a network: for the asynchronous build and the adapters. */
export interface AsyncReplayStore {
  /** As that of {@link ReplayStore}, or a promise of it. */
  claim(signature: string, lifetimeSeconds: number): boolean | Promise<boolean>;
}

/** What to verify where the answer is a promise anyway: the replay store may answer with one too. */
export interface AsyncVerifyInput extends Omit<VerifyInput, "replayStore"> {
  /** Refuses what it has seen before. Called last, only for deliveries that are otherwise valid. */
  readonly replayStore?: AsyncReplayStore | undefined;
}

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

/** Everything about a delivery that can be said before hashing. */
export interface CheckedInput<Header> {
  readonly body: CheckedBody;
  readonly secrets: readonly string[];
  readonly header: Header;
  /** How long a replay store must remember it. */
  readonly lifetime: number;
}

/**
 * Does all checks that need no cryptography, cheapest and most telling first: body, options, secrets, header, time.
 * Shared by every build of the verifier, so it must not import anything of one runtime.
 *
 * @param readHeader the build's own way to read the signature header's text
 * @throws WebhookVerificationError any code but `no_match` and `replayed`
 * @throws RangeError when `toleranceSeconds` or `now` is not a usable number
 */
export function checkInput<Header extends SignatureHeader>(
  input: Omit<VerifyInput, "replayStore">,
  readHeader: (text: string) => Header,
): CheckedInput<Header> {
  const { body, toleranceSeconds = 300 } = input;
  requireRawBody(body);
  requireFinite(toleranceSeconds);
  const secrets = requireSecrets(input.secrets);
  const header = readHeader(findSignatureHeader(input.headers));
  const ahead = Number(header.time) - currentSeconds(input.now);
  if (Math.abs(ahead) <= toleranceSeconds)
    return { body, secrets, header, lifetime: 2 * toleranceSeconds + 1 };
  header.requireHex?.();
  throw new WebhookVerificationError(
    ahead > 0 ? "timestamp_too_new" : "timestamp_too_old",
    `Signed ${ahead} s from now: check the clock`,
  );
}

/**
 * The clock in whole Unix seconds.
 *
 * @throws RangeError when the given clock is not a finite number
 */
export function currentSeconds(now: VerifyInput["now"] = Date.now() / 1000): number {
  return Math.floor(requireFinite(typeof now === "function" ? now() : now));
}

/** A comparison with NaN is never true: an unusable limit must not become no limit. */
function requireFinite(value: number): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new RangeError("toleranceSeconds and now must be finite, not negative");
}

/**
 * The secrets as a list.
 *
 * @throws WebhookVerificationError `weak_secret`
 */
export function requireSecrets(secrets: VerifyInput["secrets"]): readonly string[] {
  const list = typeof secrets === "string" ? [secrets] : (secrets ?? []);
  let areStrong = list.length > 0;
  // A generated secret has 50 characters (`whsec_…`) or 64 (Partner API): a shorter one is a mistake or a guess. Plain
  // JavaScript can put an unset environment variable into the list, or one that ends in a newline.
  for (const secret of list)
    areStrong &&= typeof secret === "string" && secret.length >= 32 && secret.trim() === secret;
  if (areStrong) return list;
  throw new WebhookVerificationError("weak_secret", "Secret missing, padded or short: copy it whole");
}
