import { WatchTraderHubError } from "./errors.ts";

/** How the client reaches the outside world. Replaced in tests, to be fast and to give the same result every time. */
export interface Runtime {
  /** Unix time in milliseconds. */
  now(): number;
  /** Waits; rejects with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
  /** A number in [0, 1), for the jitter. */
  random(): number;
  /** A new idempotency key. */
  randomUUID(): string;
}

/** Limits of a call, for the client or for one call. */
export interface CallLimits {
  /** The longest that one attempt may take, from connecting to the last byte, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** The longest that a call may take with all its retries and waits, in milliseconds. Default 120,000. */
  readonly totalTimeoutMs?: number | undefined;
  /** How often a failed attempt is repeated. Default 3, so at most four requests. 0 turns retries off. */
  readonly maxRetries?: number | undefined;
}

/** Options of the client. */
export interface ClientOptions extends CallLimits {
  /** `wth_` and 32 letters and digits, from Sales Channels → Custom Integration. Keep it on the server. */
  readonly apiKey: string;
  /** Default `https://watchtraderhub.com/api/v1`. A URL without a path gets `/api/v1` appended. */
  readonly baseUrl?: string | undefined;
  /** A `Retry-After` longer than this fails at once, with `retryAfterMs` in the error. Milliseconds, default 60,000. */
  readonly maxRetryAfterMs?: number | undefined;
  /** Sends the requests. Default: the global `fetch`. Use it for a proxy, an agent, or a fake in tests. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Allows a browser, where every visitor can read the API key. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /** Clock, waiting and randomness, for tests. Not covered by semantic versioning. */
  readonly runtime?: Partial<Runtime> | undefined;
}

/** Options of one call. */
export interface RequestOptions extends CallLimits {
  /** Ends the call, also while it waits for a retry: it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of one call that creates or triggers something. */
export interface PostOptions extends RequestOptions {
  /**
   * Sent with every attempt. Default: a new UUID for each call. Give your own, one for each operation, so that it
   * happens once also when your program repeats the call: 1 to 255 visible ASCII characters.
   */
  readonly idempotencyKey?: string | undefined;
}

const DEFAULT_BASE_URL = "https://watchtraderhub.com/api/v1";
const API_KEY = /^wth_[A-Za-z0-9]{32}$/;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
/** Above this, timers of JavaScript fire at once. */
const MAX_TIMER_MS = 2_147_483_647;

/** The error for what a caller got wrong, before anything is sent. */
export function invalidArgument(message: string): WatchTraderHubError {
  return new WatchTraderHubError({ code: "invalid_argument", message });
}

/** @throws WatchTraderHubError `invalid_argument` */
export function requireApiKey(apiKey: unknown): string {
  if (typeof apiKey === "string" && API_KEY.test(apiKey)) return apiKey;
  throw invalidArgument(
    "apiKey must be wth_ and 32 letters and digits: copy the whole key from Sales Channels → Custom Integration, and check that the environment variable is set.",
  );
}

/** @throws WatchTraderHubError `invalid_argument` */
export function resolveBaseUrl(baseUrl: string = DEFAULT_BASE_URL): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const plain = url !== undefined && !url.search && !url.hash && !url.username && !url.password;
  if (!plain || !/^https?:$/.test(url.protocol)) {
    throw invalidArgument(
      "baseUrl must be an http(s) URL without query and credentials, such as https://host/api/v1.",
    );
  }
  const path = url.pathname.replace(/\/+$/, "");
  return `${url.origin}${path === "" ? "/api/v1" : path}`;
}

/** @throws WatchTraderHubError `invalid_argument` */
export function requireIdempotencyKey(key: string): string {
  if (IDEMPOTENCY_KEY.test(key)) return key;
  throw invalidArgument(
    "idempotencyKey must be 1 to 255 visible ASCII characters: use a UUID for each operation.",
  );
}

/** The limits of one call over those of the client over the defaults. */
export function resolveLimits(...layers: readonly CallLimits[]): {
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxRetries: number;
} {
  const first = (name: keyof CallLimits, fallback: number) => {
    const value = layers.map((layer) => layer[name]).find((limit) => limit !== undefined) ?? fallback;
    return requireWholeNumber(name, value, name === "maxRetries" ? 0 : 1);
  };
  return {
    timeoutMs: first("timeoutMs", 30_000),
    totalTimeoutMs: first("totalTimeoutMs", 120_000),
    maxRetries: first("maxRetries", 3),
  };
}

/** @throws WatchTraderHubError `invalid_argument` */
export function requireWholeNumber(name: string, value: number, minimum: number): number {
  if (Number.isInteger(value) && value >= minimum && value <= MAX_TIMER_MS) return value;
  throw invalidArgument(`${name} must be a whole number from ${minimum} to ${MAX_TIMER_MS}.`);
}

/**
 * An id for the path of a URL. An empty one or dots would reach another endpoint.
 *
 * @throws WatchTraderHubError `invalid_argument`
 */
export function requireId(id: unknown): string {
  if (typeof id === "string" && !/^\.*$/.test(id)) return id;
  throw invalidArgument("The id must be the id of an object, as in its `id` property.");
}

/** @throws WatchTraderHubError `invalid_argument` in a browser, unless it is allowed */
export function guardBrowser(allowed: boolean | undefined): void {
  if (allowed || !("document" in globalThis)) return;
  throw invalidArgument(
    "This is a browser: everyone who opens the page could read the API key. Call the API from your server, or set dangerouslyAllowBrowser.",
  );
}
