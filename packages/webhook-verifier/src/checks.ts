import { type RawBody, requireRawBody } from "./body.ts";
import { WebhookVerificationError } from "./errors.ts";
import {
  parseSignatureHeader,
  readSignatureHeader,
  type SignatureHeader,
  type SignatureSource,
} from "./header.ts";

/** How far a delivery's time may be from now, in seconds, when nothing else is said. */
export const DEFAULT_TOLERANCE_SECONDS = 300;
/** A generated secret has 50 characters (`whsec_…`) or 64 (Partner API): a shorter one is a mistake or a guess. */
const MIN_SECRET_LENGTH = 32;

/**
 * Remembers signatures, so that a delivery captured on the way cannot be used twice within the tolerance. Retries of
 * the platform are signed anew and are never taken for replays.
 */
export interface ReplayStore {
  /**
   * Stores the signature if it is new.
   *
   * @param signature 64 hex digits: the signature of this time and body under the first of `secrets`, whichever
   *   one matched, so that dropping a signature from the header does not make a replay look new.
   * @param lifetimeSeconds keep it for at least this long: two tolerances and one second, because a delivery
   *   stamped at the far end of the window stays acceptable until the near end has passed.
   * @returns true when it was new and is now stored, false when it was there already
   */
  claim(signature: string, lifetimeSeconds: number): boolean;
}

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

/** Everything about a delivery that can be said before hashing. */
export interface CheckedInput {
  readonly body: string | Uint8Array;
  readonly secrets: readonly string[];
  readonly header: SignatureHeader;
  readonly toleranceSeconds: number;
}

/**
 * Does all checks that need no cryptography, cheapest and most telling first: body, options, secrets, header, time.
 * Shared by every build of the verifier, so it must not import anything of one runtime.
 *
 * @throws WebhookVerificationError any code but `no_match` and `replayed`
 * @throws RangeError when `toleranceSeconds` or `now` is not a usable number
 */
export function checkInput(input: VerifyInput): CheckedInput {
  const body = requireRawBody(input.body);
  const toleranceSeconds = input.toleranceSeconds ?? DEFAULT_TOLERANCE_SECONDS;
  if (!(toleranceSeconds >= 0 && Number.isFinite(toleranceSeconds))) {
    throw new RangeError("toleranceSeconds must be finite and not negative");
  }
  const secrets = requireSecrets(input.secrets);
  const header = parseSignatureHeader(readSignatureHeader(input.headers));
  checkTimestamp(header.timestamp, currentSeconds(input.now), toleranceSeconds);
  return { body, secrets, header, toleranceSeconds };
}

/**
 * The clock in whole Unix seconds.
 *
 * @throws RangeError when the given clock is not a finite number
 */
export function currentSeconds(now: VerifyInput["now"]): number {
  const seconds = typeof now === "function" ? now() : (now ?? Date.now() / 1000);
  if (Number.isFinite(seconds)) return Math.floor(seconds);
  throw new RangeError("now must be finite");
}

/**
 * The secrets as a list.
 *
 * @throws WebhookVerificationError `weak_secret`
 */
export function requireSecrets(secrets: string | readonly string[] | undefined): readonly string[] {
  const list = typeof secrets === "string" ? [secrets] : (secrets ?? []);
  if (list.length > 0 && list.every(isStrong)) return list;
  throw new WebhookVerificationError(
    "weak_secret",
    `A secret is missing, padded or under ${MIN_SECRET_LENGTH} characters: copy it whole, with whsec_.`,
  );
}

/** A plain JavaScript caller can put an unset environment variable into the list, or one that ends in a newline. */
function isStrong(secret: unknown): boolean {
  return typeof secret === "string" && secret.length >= MIN_SECRET_LENGTH && secret.trim() === secret;
}

function checkTimestamp(timestamp: number, now: number, toleranceSeconds: number): void {
  const ahead = timestamp - now;
  if (Math.abs(ahead) <= toleranceSeconds) return;
  throw new WebhookVerificationError(
    ahead > 0 ? "timestamp_too_new" : "timestamp_too_old",
    `Signed ${ahead} s from now, ${toleranceSeconds} are allowed: check the clock, verify before queueing.`,
  );
}
