/** How far a wait is moved at random, either way, so that receivers that failed together are not retried together. */
const JITTER = 0.1;

/** The longest wait that a receiver's `Retry-After` can ask for, in seconds. */
export const RETRY_AFTER_CAP = 24 * 3600;

/** A retry schedule: the wait in seconds before each attempt, counted from the previous one. */
export type RetrySchedule = readonly number[];

/**
 * The wait until the next attempt, in seconds, or null when `attempt` was the last of the schedule.
 *
 * @param attempt the number of the attempt that failed, from 1.
 * @param retryAfter what the receiver asked for, in seconds: it only lengthens the wait, up to a day.
 * @param random a number in [0, 1), for the jitter.
 */
export function nextWait(
  schedule: RetrySchedule,
  attempt: number,
  retryAfter: number | null,
  random: () => number = Math.random,
): number | null {
  const wait = schedule[attempt];
  if (wait === undefined) return null;
  const jittered = wait * (1 + JITTER * (2 * random() - 1));
  return Math.max(jittered, Math.min(retryAfter ?? 0, RETRY_AFTER_CAP));
}

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3): seconds, or an HTTP date.
 *
 * @returns seconds from `now`, at least 0; null when there is none or it is neither.
 */
export function parseRetryAfter(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  if (/^\d+$/.test(value.trim())) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, (date - now.getTime()) / 1000);
}
