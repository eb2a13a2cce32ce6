import type { Hooks } from "./hooks.ts";
import type { Logger, LogLevel } from "./logger.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Limits of a call, for the client or for one call.
 *
 * @example
 * const limits: CallLimits = { timeoutMs: 5_000, totalTimeoutMs: 20_000, maxRetries: 2 };
 */
export interface CallLimits {
  /** The longest that one attempt may take, from connecting to the last byte, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** The longest that a call may take with all its retries and waits, in milliseconds. Default 120,000. */
  readonly totalTimeoutMs?: number | undefined;
  /** How often a failed attempt is repeated. Default 3, so at most four requests. 0 turns retries off. */
  readonly maxRetries?: number | undefined;
  /** A `Retry-After` longer than this fails at once, with `retryAfterMs` in the error. Milliseconds, default 60,000. */
  readonly maxRetryAfterMs?: number | undefined;
}

/**
 * What the client gives to `fetch` with the URL.
 *
 * @example
 * const fetch: Fetch = (url, { method, headers, body, signal }) =>
 *   globalThis.fetch(url, { method, headers: { ...headers, "x-proxy": "eu-1" }, body, signal });
 */
export interface FetchInit {
  /** `GET` or `POST`; in the Partner API also `PATCH` or `DELETE`. */
  readonly method: string;
  /** All headers, the API key too, with names in lower case. */
  readonly headers: Record<string, string>;
  /** JSON; null where there is none. */
  readonly body: string | null;
  /** Aborted when the attempt takes too long, or the caller's signal is. */
  readonly signal: AbortSignal;
  /** The API never redirects. Following one could turn a POST into a GET, or hide a wrong `baseUrl`. */
  readonly redirect: "manual";
}

/**
 * Sends one request: the global `fetch`, or something of the same shape.
 *
 * @example
 * const slow: Fetch = async (url, init) => {
 *   await new Promise((resolve) => setTimeout(resolve, 100));
 *   return fetch(url, init);
 * };
 */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

/**
 * Options of the client.
 *
 * @example
 * const options: ClientOptions = {
 *   apiKey: process.env.WTH_API_KEY ?? "",
 *   timeoutMs: 10_000,
 *   logger: console,
 * };
 */
export interface ClientOptions extends CallLimits {
  /** `wth_` and 32 letters and digits, from Sales Channels → Custom Integration. Keep it on the server. */
  readonly apiKey: string;
  /** Default `https://watchtraderhub.com/api/v1`. A URL without a path gets `/api/v1` appended. */
  readonly baseUrl?: string | undefined;
  /** Headers to send with every request, such as for a gateway in between; not those that the client sets itself. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sends the requests. Default: the global `fetch`. Use it for a proxy, an agent, or a fake in tests. */
  readonly fetch?: Fetch | undefined;
  /** Functions that are told of requests, answers, retries and failures. */
  readonly hooks?: Hooks | undefined;
  /** Takes a log, from which keys, secrets and personal data are left out: `console`, or your own. Default: none. */
  readonly logger?: Logger | undefined;
  /** The lowest level to log. Default `warn`: retries, and calls that failed for what is not the caller's fault. */
  readonly logLevel?: LogLevel | undefined;
  /** Allows a browser, where every visitor can read the API key. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /** Clock, waiting and randomness, for tests. Not covered by semantic versioning. */
  readonly runtime?: Partial<Runtime> | undefined;
}

/**
 * Options of one call.
 *
 * @example
 * const options: RequestOptions = { signal: AbortSignal.timeout(2_000), maxRetries: 0 };
 */
export interface RequestOptions extends CallLimits {
  /** Ends the call, also while it waits for a retry: it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Headers to send with this call, over those of the client; not those that the client sets itself. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Options of one call that creates or triggers something.
 *
 * @example
 * const options: PostOptions = { idempotencyKey: "shop-12345-created" };
 */
export interface PostOptions extends RequestOptions {
  /**
   * Sent with every attempt. Default: a new UUID for each call. Give your own, one for each operation, so that it
   * happens once also when your program repeats the call: 1 to 255 visible ASCII characters.
   */
  readonly idempotencyKey?: string | undefined;
}
