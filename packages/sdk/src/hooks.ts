import type { RateLimit } from "./errors.ts";
import type { operations } from "./generated/openapi.ts";

/** What a call does, by the id that it has in the OpenAPI document: `createOrder`, `listListings`. */
export type Operation = keyof operations;

/**
 * One attempt of a call, before it is sent. Never has the API key.
 *
 * @example
 * const hooks: Hooks = {
 *   onRequest(request: HookRequest) {
 *     request.headers.traceparent = `00-${"4bf92f3577b34da6a3ce929d0e0e4736"}-00f067aa0ba902b7-01`;
 *   },
 * };
 */
export interface HookRequest {
  /** The id of the operation in the OpenAPI document: a good name for a span or a metric. */
  readonly operation: Operation;
  /** `GET` or `POST`. */
  readonly method: string;
  /** With its query, in which e-mail addresses of clients can be. */
  readonly url: string;
  /** 1 for the first request of the call, 2 for its first retry. */
  readonly attempt: number;
  /** The same in all attempts of a call; undefined for a GET. */
  readonly idempotencyKey: string | undefined;
  /** Your own headers, of the client and of the call, with names in lower case: what `onRequest` adds is sent along. */
  readonly headers: Record<string, string>;
}

/** An answer, of any status, before its body is read. */
export interface HookResponse extends HookRequest {
  /** The HTTP status. */
  readonly status: number;
  /** From sending the request to the headers of the answer, in milliseconds. */
  readonly durationMs: number;
  /** Quote it to support. */
  readonly requestId: string | undefined;
  /** The rate limit as of this answer, where the answer had it. */
  readonly rateLimit: RateLimit | undefined;
  /** All headers of the answer. */
  readonly responseHeaders: Headers;
}

/** A failed attempt that will be repeated. */
export interface HookRetry {
  /** The id of the operation in the OpenAPI document. */
  readonly operation: Operation;
  /** How many requests were sent so far, 1 or more. */
  readonly attempts: number;
  /** The wait before the next one, in milliseconds. */
  readonly delayMs: number;
  /** Why: a `WatchTraderHubError` whose `code` tells what it was. */
  readonly error: unknown;
}

/** A call that failed for good. */
export interface HookFailure {
  /** The id of the operation in the OpenAPI document. */
  readonly operation: Operation;
  /** How many requests were sent, 0 or more. */
  readonly attempts: number;
  /** What the call rejects with: a `WatchTraderHubError`, or the reason of the caller's signal. */
  readonly error: unknown;
}

/**
 * Functions of yours that are told what the client does: for traces, metrics and the like. The call waits for them.
 *
 * `onRequest` can also add headers, and end the call: what it throws is what the call rejects with, before anything is
 * sent. The others only watch: what they throw goes to the logger, or else to `console.error`, and changes nothing.
 *
 * @example
 * const wth = new WatchTraderHub({
 *   apiKey: process.env.WTH_API_KEY ?? "",
 *   hooks: {
 *     onResponse: ({ operation, status, durationMs }) => console.log(operation, status, Math.round(durationMs), "ms"),
 *     onRetry: ({ operation, delayMs }) => console.warn(operation, "again in", delayMs, "ms"),
 *   },
 * });
 */
export interface Hooks {
  /** Before each attempt. */
  readonly onRequest?: ((request: HookRequest) => void | Promise<void>) | undefined;
  /** After the headers of each answer, of any status. */
  readonly onResponse?: ((response: HookResponse) => void | Promise<void>) | undefined;
  /** Before the wait for each retry. */
  readonly onRetry?: ((retry: HookRetry) => void | Promise<void>) | undefined;
  /** Once for each call that fails, with what it rejects with. */
  readonly onError?: ((failure: HookFailure) => void | Promise<void>) | undefined;
}
