import type { ErrorCode, ErrorType } from "./generated/errors.ts";

/**
 * Codes of errors that no answer of the API carries.
 *
 * - `connection_error`: no complete answer arrived (DNS, connection refused or broken, TLS).
 * - `timeout`: an attempt or the whole call took longer than allowed.
 * - `invalid_response`: something else than the API answered (a proxy's HTML page, an empty or broken body, a redirect).
 * - `unknown_code`: the API sent a code that this release does not know; `apiCode` has it.
 * - `invalid_argument`: the call was refused before anything was sent (API key, option, id).
 */
export type SdkErrorCode =
  | "connection_error"
  | "timeout"
  | "invalid_response"
  | "unknown_code"
  | "invalid_argument";

/** Everything `error.code` can be. */
export type WatchTraderHubErrorCode = ErrorCode | SdkErrorCode;

/** The integration's rate limit as of an answer. */
export interface RateLimit {
  /** Tokens a minute. */
  readonly limit: number;
  /** Tokens left. */
  readonly remaining: number;
  /** When the oldest of the spent tokens is given back, in Unix seconds; the time of the answer, if none is spent. */
  readonly reset: number;
}

/**
 * What an error is made of; see the properties of {@link WatchTraderHubError}.
 *
 * @example
 * const details: ErrorDetails = { code: "order_already_exists", message: "There is one.", status: 409 };
 */
export interface ErrorDetails {
  /** What went wrong, for programs. */
  readonly code: WatchTraderHubErrorCode;
  /** What went wrong, for people. */
  readonly message: string;
  /** The code exactly as the API sent it. */
  readonly apiCode?: string | undefined;
  /** The HTTP status. */
  readonly status?: number | undefined;
  /** The field, header or parameter at fault. */
  readonly param?: string | undefined;
  /** The documentation of this code. */
  readonly docUrl?: string | undefined;
  /** Quote it to support. */
  readonly requestId?: string | undefined;
  /** The rate limit as of this answer. */
  readonly rateLimit?: RateLimit | undefined;
  /** How many requests were sent; 0 unless given. */
  readonly attempts?: number;
  /** How long the API asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** What it was caused by. */
  readonly cause?: unknown;
}

/**
 * The base of every error of this package: `instanceof` it to tell them from others, branch on `code` (part of the
 * contract) and never on `message` (its wording can change). No error carries the API key.
 *
 * @example
 * try {
 *   await wth.orders.cancel("d7df4fbe-2c0c-4328-a3b0-a32c68cabd43");
 * } catch (error) {
 *   if (!(error instanceof WatchTraderHubError)) throw error;
 *   if (error.code === "order_not_cancellable") console.log("too late");
 *   else console.error(error.code, error.message, error.docUrl, error.requestId);
 * }
 */
export class WatchTraderHubError extends Error {
  /** The name of the class. */
  override readonly name: string = "WatchTraderHubError";
  /** What went wrong, for programs. */
  readonly code: WatchTraderHubErrorCode;
  /** The code exactly as the API sent it, also one that this release does not know. */
  readonly apiCode: string | undefined;
  /** The HTTP status; undefined when no answer arrived. */
  readonly status: number | undefined;
  /** The field, header or parameter at fault. */
  readonly param: string | undefined;
  /** The documentation of this code. */
  readonly docUrl: string | undefined;
  /** Quote it to support. */
  readonly requestId: string | undefined;
  /** The rate limit as of this answer, where the answer had it. */
  readonly rateLimit: RateLimit | undefined;
  /** How many requests were sent, 0 or more. */
  readonly attempts: number = 0;
  /** How long the API asked to wait, in milliseconds, where it did. */
  readonly retryAfterMs: number | undefined;

  /** The client makes these; a program makes them for its tests only. */
  constructor({ code, message, cause, ...details }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.assign(this, details);
  }
}

/** 401: no API key, a malformed or an unknown one. */
export class AuthenticationError extends WatchTraderHubError {
  override readonly name = "AuthenticationError";
}

/** 403: the plan or the state of the integration does not allow it. */
export class PermissionError extends WatchTraderHubError {
  override readonly name = "PermissionError";
}

/** 400, 413, 415: the request is not valid; `param` says where. */
export class ValidationError extends WatchTraderHubError {
  override readonly name = "ValidationError";
}

/** 404, 405: no such object or endpoint. */
export class NotFoundError extends WatchTraderHubError {
  override readonly name = "NotFoundError";
}

/** 409: the state of the object does not allow it. */
export class ConflictError extends WatchTraderHubError {
  override readonly name = "ConflictError";
}

/** 409: the idempotency key was used for something else, or its first request is still running. */
export class IdempotencyError extends WatchTraderHubError {
  override readonly name = "IdempotencyError";
}

/** 429: wait for `retryAfterMs`. */
export class RateLimitError extends WatchTraderHubError {
  override readonly name = "RateLimitError";
}

/** 5xx, and every answer that is not the API's. */
export class ApiError extends WatchTraderHubError {
  override readonly name = "ApiError";
}

/** No complete answer arrived. What a POST did is unknown: repeat it with the same idempotency key. */
export class ConnectionError extends WatchTraderHubError {
  override readonly name = "ConnectionError";
}

/** It took too long. What a POST did is unknown: repeat it with the same idempotency key. */
export class TimeoutError extends WatchTraderHubError {
  override readonly name = "TimeoutError";
}

/** @internal */
export type ErrorClass = new (details: ErrorDetails) => WatchTraderHubError;

/**
 * The class of each error type of the API.
 *
 * @internal
 */
export const errorClassByType: Readonly<Record<ErrorType, ErrorClass>> = {
  authentication_error: AuthenticationError,
  permission_error: PermissionError,
  validation_error: ValidationError,
  not_found_error: NotFoundError,
  conflict_error: ConflictError,
  idempotency_error: IdempotencyError,
  rate_limit_error: RateLimitError,
  api_error: ApiError,
};
