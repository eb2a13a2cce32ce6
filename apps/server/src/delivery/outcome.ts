import type { components } from "@wth/contract";
import { errors } from "undici";
import { BlockedAddressError, UnresolvedHostError } from "./guard-address.ts";
import { nextWait, type RetrySchedule } from "./schedule.ts";
import { stateAfter, type To } from "./states.ts";

/** Why an attempt failed: the contract's list is the only one, and says what each means. */
export type ErrorKind = NonNullable<components["schemas"]["WebhookDeliveryAttempt"]["error"]>;

/** What came back for one attempt, whatever it was. */
export interface AttemptResult {
  attemptedAt: Date;
  durationMs: number;
  /** Null when no response arrived. */
  responseStatus: number | null;
  /** The first 2 KB, one header a line. */
  responseHeaders: string | null;
  /** The first 4 KB, as text. */
  responseBody: string | null;
  /** Seconds that the receiver asked to wait, on 429 and 503. */
  retryAfter: number | null;
  /** Null after a 2xx. */
  error: ErrorKind | null;
}

/** Where an attempt leads: `failed` is tried again after `wait` seconds. */
export type Transition =
  | { status: To<"acknowledged"> }
  | { status: To<"attempt_failed">; wait: number }
  | { status: To<"last_attempt_failed" | "gone"> };

const GONE = 410;

/**
 * Where the delivery goes after this attempt: a 2xx delivers; 410 Gone ends it at once; anything else is tried again
 * until the schedule ends.
 *
 * @param attempt the attempt's number, from 1.
 */
export function transitionOf(result: AttemptResult, attempt: number, schedule: RetrySchedule): Transition {
  if (result.error === null) return { status: stateAfter("acknowledged") };
  if (result.responseStatus === GONE) return { status: stateAfter("gone") };
  const wait = nextWait(schedule, attempt, result.retryAfter);
  if (wait === null) return { status: stateAfter("last_attempt_failed") };
  return { status: stateAfter("attempt_failed"), wait };
}

/** Error codes of Node and undici, and what they mean to a person. */
const KINDS: ReadonlyMap<string, ErrorKind> = new Map([
  ["ECONNREFUSED", "connection_refused"],
  ["ECONNRESET", "connection_reset"],
  ["EPIPE", "connection_reset"],
  ["UND_ERR_SOCKET", "connection_reset"],
  ["EHOSTUNREACH", "unreachable"],
  ["ENETUNREACH", "unreachable"],
  ["EHOSTDOWN", "unreachable"],
  ["ENETDOWN", "unreachable"],
  ["EADDRNOTAVAIL", "unreachable"],
  ["EAFNOSUPPORT", "unreachable"],
  ["EACCES", "unreachable"],
  ["EPERM", "unreachable"],
  ["ETIMEDOUT", "timeout"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
  ["UND_ERR_HEADERS_TIMEOUT", "timeout"],
  ["UND_ERR_BODY_TIMEOUT", "timeout"],
  ["UND_ERR_HEADERS_OVERFLOW", "invalid_response"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "invalid_response"],
  ["EPROTO", "tls"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
  ["HOSTNAME_MISMATCH", "tls"],
  ["INVALID_CA", "tls"],
  ["INVALID_PURPOSE", "tls"],
  ["PATH_LENGTH_EXCEEDED", "tls"],
]);

/** Families of codes that are told apart by how they begin. */
const KIND_PREFIXES: readonly (readonly [prefix: string, kind: ErrorKind])[] = [
  ["ERR_TLS_", "tls"],
  ["ERR_SSL_", "tls"],
  ["CERT_", "tls"],
  ["ERROR_IN_CERT_", "tls"],
  ["UNABLE_TO_", "tls"],
];

/**
 * What undici says when it hangs up itself, under the code of a lost connection: the answer was a 100 or a 101 that
 * nobody had asked for.
 */
const REFUSED_ANSWERS: ReadonlySet<string> = new Set(["bad response", "bad upgrade"]);

/** The kind of a transport error. Several addresses that all failed are judged by the first. */
export function errorKind(error: unknown): ErrorKind {
  if (error instanceof BlockedAddressError) return "blocked_address";
  if (error instanceof UnresolvedHostError) return "dns";
  if (error instanceof AggregateError && error.errors.length > 0) return errorKind(error.errors[0]);
  if (error instanceof errors.HTTPParserError) return "invalid_response";
  if (error instanceof errors.SocketError && REFUSED_ANSWERS.has(error.message)) return "invalid_response";
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const kind = KINDS.get(code) ?? KIND_PREFIXES.find(([prefix]) => code.startsWith(prefix))?.[1];
  return kind ?? (error.cause === undefined ? "unknown" : errorKind(error.cause));
}
