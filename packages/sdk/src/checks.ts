import { WatchTraderHubError } from "./errors.ts";
import type { CallLimits } from "./options.ts";

const DEFAULT_BASE_URL = "https://watchtraderhub.com/api/v1";
/** The origin, without credentials, and the path. */
const BASE_URL = /^(https?:\/\/[^/\\?#@]+)(\/[^?#]*)?$/;
const API_KEY = /^wth_[A-Za-z0-9]{32}$/;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
/** Headers that the client sets from what it is given elsewhere. */
const OWN_HEADERS = /^(accept|authorization|content-(type|length)|idempotency-key)$/;
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
    "apiKey must be wth_ and 32 letters and digits: is the variable set, and the whole key copied?",
  );
}

/** @throws WatchTraderHubError `invalid_argument` */
export function resolveBaseUrl(baseUrl: string = DEFAULT_BASE_URL): string {
  const [, origin, path = ""] = BASE_URL.exec(baseUrl) ?? [];
  if (origin === undefined || !URL.canParse(baseUrl))
    throw invalidArgument("baseUrl must be an http(s) URL without query or credentials.");
  return origin + (path.replace(/\/+$/, "") || "/api/v1");
}

/** @throws WatchTraderHubError `invalid_argument` */
export function requireIdempotencyKey(key: string): string {
  if (IDEMPOTENCY_KEY.test(key)) return key;
  throw invalidArgument("idempotencyKey must be 1 to 255 visible ASCII characters.");
}

/**
 * Headers of the caller, with names in lower case, so that none is sent twice.
 *
 * @throws WatchTraderHubError `invalid_argument` for one that the client sets itself, or that HTTP does not allow; its
 *   value, which can be secret, is not in the message
 */
export function requireHeaders(
  headers: Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const lower = name.toLowerCase();
    try {
      if (OWN_HEADERS.test(lower)) throw lower;
      checked[lower] = new Headers([[name, value]]).get(name) ?? "";
    } catch {
      throw invalidArgument(
        `The header ${JSON.stringify(name)} cannot be set: HTTP forbids it, or the client sets it.`,
      );
    }
  }
  return checked;
}

/** The limits of a call, all given. */
export type Limits = { readonly [Name in keyof CallLimits]-?: number };

const DEFAULT_LIMITS: Limits = {
  timeoutMs: 30_000,
  totalTimeoutMs: 120_000,
  maxRetries: 3,
  maxRetryAfterMs: 60_000,
};

/**
 * The limits of one call over those of the client, or of the client over the defaults.
 *
 * @throws WatchTraderHubError `invalid_argument`
 */
export function resolveLimits(given: CallLimits, fallback: Limits = DEFAULT_LIMITS): Limits {
  const limit = (name: keyof Limits, minimum: number) =>
    requireWholeNumber(name, given[name] ?? fallback[name], minimum);
  return {
    timeoutMs: limit("timeoutMs", 1),
    totalTimeoutMs: limit("totalTimeoutMs", 1),
    maxRetries: limit("maxRetries", 0),
    maxRetryAfterMs: limit("maxRetryAfterMs", 0),
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
  throw invalidArgument("The id must be an object's `id`.");
}

/**
 * A browser by its document, or, in a worker, by its name: those of Node, Deno, Bun and the edge begin otherwise.
 *
 * @throws WatchTraderHubError `invalid_argument` in a browser, unless it is allowed
 */
export function guardBrowser(allowed: boolean | undefined): void {
  if (allowed || !("document" in globalThis || /^Mozilla/.test(globalThis.navigator?.userAgent ?? "")))
    return;
  throw invalidArgument(
    "A browser shows everyone the API key: call the API from your server, or set dangerouslyAllowBrowser.",
  );
}
