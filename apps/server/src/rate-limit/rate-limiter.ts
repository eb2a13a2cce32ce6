import { ApiError } from "../http/errors.ts";

/** Tokens that an integration may use in a window, unless it has a limit of its own. */
export const DEFAULT_RATE_LIMIT = 600;

/** The window that slides: the last 60 seconds. */
export const RATE_LIMIT_WINDOW_MS = 60_000;

/**
 * How far the clock may seem to run back, between servers that take turns, say. Tokens of a later time than that were
 * used before the clock was set back, and are forgotten.
 */
export const CLOCK_SKEW_MS = 1_000;

/** Where a caller stands, for the `X-RateLimit-*` headers. */
export interface RateLimitState {
  limit: number;
  remaining: number;
  /** Unix seconds at which the oldest token in the window is given back; now, when none is used. */
  reset: number;
}

/** What became of a wish for tokens. */
export interface RateLimitVerdict extends RateLimitState {
  /** 0 when the tokens were taken; else the ms until there are enough of them, and none was taken. */
  waitMs: number;
}

/**
 * Counts the tokens that each integration used in the last 60 seconds: an exact log, not minutes by the clock, so that
 * no burst across a minute's edge gets twice the limit.
 */
export interface RateLimiter {
  /**
   * Uses `cost` tokens, or none if there are too few. What costs more than the whole limit uses all of it, so that it
   * is possible at all.
   *
   * @param cost 0 tells where the caller stands, and is never refused.
   */
  take(integrationId: string, limit: number, cost: number): RateLimitVerdict | Promise<RateLimitVerdict>;
}

/** The refusal of a request that has to wait. */
export function tooManyRequests(waitMs: number): ApiError {
  return new ApiError("too_many_requests", { headers: retryAfter(waitMs) });
}

/** `Retry-After` (RFC 9110, 10.2.3): whole seconds, rounded up, so that whoever waits them has waited long enough. */
export function retryAfter(waitMs: number): { "Retry-After": string } {
  return { "Retry-After": String(Math.max(1, Math.ceil(waitMs / 1000))) };
}
