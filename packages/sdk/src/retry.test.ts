import { describe, expect, it } from "vitest";
import {
  ApiError,
  ConflictError,
  ConnectionError,
  IdempotencyError,
  RateLimitError,
  TimeoutError,
  ValidationError,
} from "./errors.ts";
import { backoffMs, isRetryable, parseRetryAfter, retryDelayMs } from "./retry.ts";

const NOW = Date.UTC(2026, 4, 8, 8, 45, 3);

describe("parseRetryAfter", () => {
  it.each([
    [null, undefined],
    ["", undefined],
    ["0", 0],
    ["1", 1000],
    ["120", 120_000],
    ["Fri, 08 May 2026 08:45:13 GMT", 10_000],
    ["Friday, 08-May-26 08:45:13 GMT", 10_000],
    ["Fri May  8 08:45:13 2026 GMT", 10_000],
    ["Fri, 08 May 2026 08:44:00 GMT", 0],
    ["-5", undefined],
    ["1.5", undefined],
    ["1e3", undefined],
    ["soon", undefined],
    ["5 seconds", undefined],
  ])("%j is %j ms", (value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });
});

describe("backoffMs", () => {
  it.each([
    [1, 0, 0],
    [1, 0.5, 250],
    [1, 1, 500],
    [2, 1, 1000],
    [3, 1, 2000],
    [5, 1, 8000],
    [6, 1, 8000],
    [2000, 1, 8000],
  ])("retry %i with %d is %d ms", (retry, random, expected) => {
    expect(backoffMs(retry, random)).toBe(expected);
  });
});

describe("isRetryable", () => {
  const details = { code: "invalid_response", message: "" } as const;
  it.each([
    ["no connection", new ConnectionError({ ...details, code: "connection_error" }), true],
    ["a connection that broke in a 200", new ConnectionError({ ...details, status: 200 }), true],
    ["a time-out", new TimeoutError({ ...details, code: "timeout" }), true],
    ["408", new ApiError({ ...details, status: 408 }), true],
    ["429", new RateLimitError({ ...details, status: 429 }), true],
    ["500", new ApiError({ ...details, status: 500 }), true],
    ["503", new ApiError({ ...details, status: 503 }), true],
    ["599", new ApiError({ ...details, status: 599 }), true],
    [
      "409 key in use",
      new IdempotencyError({ ...details, code: "idempotency_key_in_use", status: 409 }),
      true,
    ],
    [
      "409 key reused",
      new IdempotencyError({ ...details, code: "key_reused_with_different_body", status: 409 }),
      false,
    ],
    [
      "409 of the object",
      new ConflictError({ ...details, code: "order_already_exists", status: 409 }),
      false,
    ],
    ["400", new ValidationError({ ...details, status: 400 }), false],
    ["a 200 that is not JSON", new ApiError({ ...details, status: 200 }), false],
    ["307", new ApiError({ ...details, status: 307 }), false],
    ["a bug", new TypeError("x is not a function"), false],
    ["an abort", new DOMException("", "AbortError"), false],
    ["something thrown", "text", false],
  ])("%s: %s", (_name, error, expected) => {
    expect(isRetryable(error)).toBe(expected);
  });
});

describe("retryDelayMs", () => {
  const situation = {
    attempts: 1,
    maxRetries: 3,
    maxRetryAfterMs: 60_000,
    remainingMs: 120_000,
    random: 0.5,
  };
  const limited = (retryAfterMs: number | undefined) =>
    new RateLimitError({ code: "too_many_requests", message: "", status: 429, retryAfterMs });

  it.each([
    ["backoff", limited(undefined), {}, 250],
    ["backoff of the third retry", limited(undefined), { attempts: 3 }, 1000],
    ["Retry-After", limited(7000), {}, 7000],
    ["Retry-After 0 still backs off", limited(0), {}, 250],
    ["Retry-After at the cap", limited(60_000), {}, 60_000],
    ["Retry-After above the cap", limited(60_001), {}, undefined],
    ["Retry-After above a lower cap", limited(2000), { maxRetryAfterMs: 1999 }, undefined],
    ["no retries left", limited(undefined), { attempts: 4 }, undefined],
    ["no retries wanted", limited(undefined), { maxRetries: 0 }, undefined],
    ["longer than what is left", limited(7000), { remainingMs: 7000 }, undefined],
    ["too little left for an attempt", limited(undefined), { remainingMs: 280 }, undefined],
    ["just enough left", limited(undefined), { remainingMs: 320 }, 250],
    ["nothing left", limited(undefined), { remainingMs: -5, random: 0 }, undefined],
  ])("%s", (_name, error, change, expected) => {
    expect(retryDelayMs(error, { ...situation, ...change })).toBe(expected);
  });
});
