import { WatchTraderHubError } from "./errors.ts";
import type { HookResponse, HookRetry, Hooks } from "./hooks.ts";
import { isRetryable } from "./retry.ts";

/** How much to log: each level includes those after it. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** What a line of the log says besides its message. Never a key, a secret, a body or a client's e-mail address. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Takes the lines of the log. `console` is one; for a logger that takes the fields first, turn them around.
 *
 * @example
 * const fieldsFirst = { info: (fields: object, message: string) => console.info(message, fields) };
 * const log = (message: string, fields: LogFields) => fieldsFirst.info(fields, message);
 * const client = new WatchTraderHub({
 *   apiKey: process.env.WTH_API_KEY ?? "",
 *   logger: { debug: log, info: log, warn: log, error: log },
 *   logLevel: "info",
 * });
 */
export type Logger = Readonly<Record<LogLevel, (message: string, fields: LogFields) => void>>;

const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error"];
const HIDDEN = "[redacted]";
/** API keys and signing secrets, wherever they got to: into a path, say, by a mistake of the caller. */
const SECRET = /\b(wth_|sk_[a-z]+_|pk_)\w{8,}|\b(whsec_)[\w+/=%-]{8,}/g;
/** What the log may show of a query. Whatever is not listed is hidden, as what comes later may be personal. */
const HIDDEN_QUERY = /([?&](?!(?:limit|status|type|updated_after|created_after)=)[^=&]+=)[^&]*/g;

/**
 * The text with keys and secrets in it hidden, up to their prefix.
 *
 * @internal
 */
export function redactText(text: string): string {
  return text.replace(SECRET, `$1$2${HIDDEN}`);
}

/**
 * The URL with what may be personal in its query hidden, such as a client's e-mail address.
 *
 * @internal
 */
export function redactUrl(url: string): string {
  return url.replace(HIDDEN_QUERY, `$1${HIDDEN}`);
}

/**
 * Watches calls and writes them to a logger, without what is secret or personal.
 *
 * @internal
 */
export function loggingHooks(logger: Logger, lowest: LogLevel): Hooks {
  // Headers are left out: what the caller adds is the caller's secret.
  const log = (
    level: LogLevel,
    message: string,
    { headers: _, responseHeaders: __, url, error, ...rest }: Partial<HookResponse & HookRetry>,
  ) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(lowest)) return;
    try {
      const fields = JSON.stringify({
        ...rest,
        url: url && redactUrl(url),
        ...(error ? describe(error) : {}),
      });
      logger[level](`WatchTraderHub ${message}`, JSON.parse(redactText(fields)));
    } catch {
      // A log that is broken must not break what it logs, and there is nowhere else to say so.
    }
  };
  return {
    onRequest: (request) => log("debug", "request", request),
    onResponse: (response) => log("info", "answer", response),
    onRetry: (retry) => log("warn", "retries", retry),
    // What the API refuses is the caller's to handle, and may be expected; what stays broken is not.
    onError: (failure) => log(isRetryable(failure.error) ? "error" : "info", "failed", failure),
  };
}

/**
 * An error for the log: all but its message, which can repeat what was sent; and what the network said, such as
 * `ECONNREFUSED`, which is at the bottom of the chain of causes.
 */
function describe(error: unknown): LogFields {
  if (!(error instanceof WatchTraderHubError)) return { name: Object(error).name };
  let network: unknown;
  for (let at = error.cause; at instanceof Error; at = at.cause) if ("code" in at) network = at.code;
  return { ...error, network };
}
