import { ConnectionError, TimeoutError, WatchTraderHubError } from "./errors.ts";

/** The longest wait that is drawn for the first retry; it doubles with each further one. */
const BASE_DELAY_MS = 500;
/** The longest wait that is drawn for any retry. */
const MAX_DELAY_MS = 8_000;

/** With less time left than this, another attempt would only be cut off. */
const MIN_ATTEMPT_MS = 50;

/**
 * Whether the same request may succeed later: no answer (network, time-out), 408, 429, 5xx, and 409 while the first
 * request with the same idempotency key is still running. Safe for POSTs too, since all attempts of a call carry one key.
 */
export function isRetryable(error: unknown): error is WatchTraderHubError {
  if (!(error instanceof WatchTraderHubError)) return false;
  if (error instanceof ConnectionError || error instanceof TimeoutError) return true;
  if (error.code === "idempotency_key_in_use") return true;
  const { status } = error;
  return status === 408 || status === 429 || (status !== undefined && status >= 500);
}

/**
 * Full jitter: anything between nothing and the doubled base, so that clients that failed together do not come back
 * together (AWS Architecture Blog, "Exponential Backoff And Jitter").
 *
 * @param retry 1 for the first retry
 * @param random a number in [0, 1)
 * @returns milliseconds
 */
export function backoffMs(retry: number, random: number): number {
  return random * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (retry - 1));
}

/**
 * Reads `Retry-After`, which is seconds or an HTTP date (RFC 9110, section 10.2.3).
 *
 * @param now Unix time in milliseconds
 * @returns the wait in milliseconds, 0 for a date in the past; undefined for an absent or unreadable value
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Date.parse() takes much that is no HTTP date, such as "-5" or "1.5"; every HTTP date begins with a day's name.
  const date = /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** What {@link retryDelayMs} decides on. */
export interface RetrySituation {
  /** How many requests were sent so far, 1 or more. */
  readonly attempts: number;
  readonly maxRetries: number;
  /** A longer `Retry-After` is not waited for. */
  readonly maxRetryAfterMs: number;
  /** What is left of the whole call's time. */
  readonly remainingMs: number;
  /** A number in [0, 1). */
  readonly random: number;
}

/**
 * How long to wait before the next attempt: at least `Retry-After` where the answer had it, else the backoff.
 *
 * @returns milliseconds, or undefined when the error is final: it cannot be retried, the retries are used up, or the
 *   wait would be longer than the caps allow
 */
export function retryDelayMs(error: unknown, situation: RetrySituation): number | undefined {
  if (!isRetryable(error) || situation.attempts > situation.maxRetries) return undefined;
  const retryAfterMs = error.retryAfterMs ?? 0;
  if (retryAfterMs > situation.maxRetryAfterMs) return undefined;
  const delay = Math.max(retryAfterMs, backoffMs(situation.attempts, situation.random));
  return delay + MIN_ATTEMPT_MS < situation.remainingMs ? delay : undefined;
}
