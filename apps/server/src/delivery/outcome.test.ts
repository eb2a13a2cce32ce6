import { errors } from "undici";
import { describe, expect, expectTypeOf, it } from "vitest";
import { readConfig } from "../config.ts";
import { placeAt } from "../http/document.ts";
import { BlockedAddressError, UnresolvedHostError } from "./guard-address.ts";
import { type AttemptResult, type ErrorKind, errorKind, transitionOf } from "./outcome.ts";

const schedule = readConfig({ DATABASE_URL: "postgresql://a@b/c", WTH_SECRETS_KEYS: "x" }).retrySchedule;
const attempts = schedule.map((_, index) => index + 1);
const [last] = attempts.slice(-1);
const beforeLast = attempts.slice(0, -1);
const DAY = 86_400;

const result = (overrides: Partial<AttemptResult>): AttemptResult => ({
  attemptedAt: new Date(),
  durationMs: 1,
  responseStatus: null,
  responseHeaders: null,
  responseBody: null,
  retryAfter: null,
  error: null,
  ...overrides,
});
const answered = (responseStatus: number, retryAfter: number | null = null) =>
  result({ responseStatus, retryAfter, error: responseStatus < 300 ? null : "http_status" });

/** The kinds that are no answer of the receiver's. */
const transportKinds = [
  "timeout",
  "dns",
  "connection_refused",
  "connection_reset",
  "unreachable",
  "tls",
  "blocked_address",
  "invalid_response",
  "unknown",
] as const;

/** Every kind of failure that is tried again, as the sender reports it. */
const failures: [string, AttemptResult][] = [
  ...[301, 304, 400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504].map(
    (status): [string, AttemptResult] => [String(status), answered(status)],
  ),
  ...transportKinds.map((error): [string, AttemptResult] => [error, result({ error })]),
  ["a 200 whose body never came", result({ responseStatus: 200, error: "timeout" })],
  ["a 204 that broke off", result({ responseStatus: 204, error: "connection_reset" })],
];

/** The wait of a transition that has one. */
function waitOf(attempt: AttemptResult, number: number, waits = schedule): number {
  const transition = transitionOf(attempt, number, waits);
  if (transition.status !== "failed") throw new Error(`The attempt led to ${transition.status}.`);
  return transition.wait;
}

describe("a delivery", () => {
  it.each([200, 201, 202, 204, 299])(
    "is delivered by %i, at every attempt and even after the last",
    (status) => {
      for (const number of [...attempts, 100]) {
        expect(transitionOf(answered(status), number, schedule)).toEqual({ status: "delivered" });
      }
    },
  );

  it.each(failures)(
    "fails by %s, and waits a tenth more or less than the schedule says",
    (_name, failure) => {
      for (const number of beforeLast) {
        const wait = waitOf(failure, number);
        expect(wait).toBeGreaterThanOrEqual(0.9 * Number(schedule[number]));
        expect(wait).toBeLessThanOrEqual(1.1 * Number(schedule[number]));
      }
    },
  );

  it.each(failures)("is a dead letter when the last attempt fails by %s", (_name, failure) => {
    for (const number of [Number(last), Number(last) + 1, 100]) {
      expect(transitionOf(failure, number, schedule)).toEqual({ status: "dead_letter" });
    }
  });

  it.each([
    ["410", answered(410)],
    ["410 that asks for a later attempt", answered(410, 60)],
    ["410 whose body never came", result({ responseStatus: 410, error: "timeout" })],
  ])("is a dead letter at once by %s, at every attempt", (_name, gone) => {
    for (const number of attempts) {
      expect(transitionOf(gone, number, schedule)).toEqual({ status: "dead_letter" });
    }
  });

  it.each([[[0]], [[]]])("has no second attempt under the schedule %j", (once) => {
    expect(transitionOf(answered(500), 1, once)).toEqual({ status: "dead_letter" });
    expect(transitionOf(answered(200), 1, once)).toEqual({ status: "delivered" });
  });
});

describe("Retry-After", () => {
  it.each([
    ["lengthens a short wait", 1, 60, 60],
    ["lengthens a longer wait", 3, 7_200, 7_200],
    ["lengthens the longest wait", 8, 50_000, 50_000],
    ["of a day is kept to", 1, DAY, DAY],
    ["of more is cut to a day", 1, DAY + 1, DAY],
    ["of centuries is cut to a day", 8, 1e20, DAY],
    ["beyond all numbers is cut to a day", 1, Number.POSITIVE_INFINITY, DAY],
  ])("%s", (_name, number, asked, wait) => {
    expect(waitOf(answered(429, asked), number)).toBe(wait);
    expect(waitOf(answered(503, asked), number)).toBe(wait);
  });

  it.each([0, 1, 1_500])("of %i s does not shorten a wait of half an hour", (asked) => {
    expect(waitOf(answered(503, asked), 3)).toBeGreaterThanOrEqual(0.9 * 1_800);
  });

  it("does not shorten a wait of more than a day", () => {
    expect(waitOf(answered(503, 2 * DAY), 1, [0, 2 * DAY])).toBeGreaterThanOrEqual(1.8 * DAY);
  });

  it("gives no attempt beyond the last", () => {
    expect(transitionOf(answered(503, 60), Number(last), schedule)).toEqual({ status: "dead_letter" });
  });
});

describe("jitter", () => {
  it("spreads waits over a tenth either way, and no further", () => {
    const waits = Array.from({ length: 2_000 }, () => waitOf(answered(500), 2) / 300);
    const [least, most] = [Math.min(...waits), Math.max(...waits)];
    expect(least).toBeGreaterThanOrEqual(0.9);
    expect(least).toBeLessThan(0.91);
    expect(most).toBeGreaterThan(1.09);
    expect(most).toBeLessThanOrEqual(1.1);
    expect(waits.reduce((sum, wait) => sum + wait) / waits.length).toBeCloseTo(1, 1);
  });

  it("leaves a wait of nothing alone", () => {
    expect(waitOf(answered(500), 1, [0, 0])).toBe(0);
  });
});

describe("the kind of a transport error", () => {
  const coded = (code: string) => Object.assign(new Error("It did not work."), { code });
  const caused = new Error("It did not work.", { cause: coded("ECONNRESET") });

  it("is one of the contract's, all of which there are", () => {
    expectTypeOf<(typeof transportKinds)[number] | "http_status">().toEqualTypeOf<ErrorKind>();
    const kinds = placeAt("components", "schemas", "WebhookDeliveryAttempt", "properties", "error", "enum");
    expect(new Set(Object.values(kinds?.value ?? {}))).toEqual(
      new Set([...transportKinds, "http_status", null]),
    );
  });

  it.each<[string, unknown, ErrorKind]>([
    ["a name that leads nowhere", new UnresolvedHostError("a.example", coded("ENOTFOUND")), "dns"],
    [
      "name servers that cannot be reached",
      new UnresolvedHostError("a.example", coded("ECONNREFUSED")),
      "dns",
    ],
    ["ECONNREFUSED", coded("ECONNREFUSED"), "connection_refused"],
    ["ECONNRESET", coded("ECONNRESET"), "connection_reset"],
    ["EPIPE", coded("EPIPE"), "connection_reset"],
    ["a lost connection", new errors.SocketError("other side closed"), "connection_reset"],
    ["a refused answer", new errors.SocketError("bad response"), "invalid_response"],
    ["a refused upgrade", new errors.SocketError("bad upgrade"), "invalid_response"],
    ["broken HTTP", new errors.HTTPParserError("Expected HTTP/"), "invalid_response"],
    ["headers without end", new errors.HeadersOverflowError(), "invalid_response"],
    ["a wrong length", new errors.ResponseContentLengthMismatchError(), "invalid_response"],
    ["EHOSTUNREACH", coded("EHOSTUNREACH"), "unreachable"],
    ["ENETUNREACH", coded("ENETUNREACH"), "unreachable"],
    ["EHOSTDOWN", coded("EHOSTDOWN"), "unreachable"],
    ["ENETDOWN", coded("ENETDOWN"), "unreachable"],
    ["EADDRNOTAVAIL", coded("EADDRNOTAVAIL"), "unreachable"],
    ["an IPv6 address on a machine without IPv6", coded("EAFNOSUPPORT"), "unreachable"],
    ["a firewall of this machine's own", coded("EPERM"), "unreachable"],
    ["another of its kind", coded("EACCES"), "unreachable"],
    ["ETIMEDOUT", coded("ETIMEDOUT"), "timeout"],
    ["a slow connection", new errors.ConnectTimeoutError(), "timeout"],
    ["a certificate that has expired", coded("CERT_HAS_EXPIRED"), "tls"],
    ["a certificate not valid yet", coded("CERT_NOT_YET_VALID"), "tls"],
    ["a certificate of its own", coded("DEPTH_ZERO_SELF_SIGNED_CERT"), "tls"],
    ["a certificate of nobody known", coded("UNABLE_TO_GET_ISSUER_CERT_LOCALLY"), "tls"],
    ["a certificate with a broken date", coded("ERROR_IN_CERT_NOT_AFTER_FIELD"), "tls"],
    ["a certificate that may not certify", coded("INVALID_CA"), "tls"],
    ["a certificate of another name", coded("ERR_TLS_CERT_ALTNAME_INVALID"), "tls"],
    ["no common version of TLS", coded("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"), "tls"],
    ["EPROTO", coded("EPROTO"), "tls"],
    ["a blocked address", new BlockedAddressError("a.example", "10.0.0.1"), "blocked_address"],
    ["an error with its cause inside", caused, "connection_reset"],
    ["a code that says more than its cause", Object.assign(coded("EPROTO"), { cause: caused }), "tls"],
    [
      "several addresses: the first",
      new AggregateError([coded("ECONNREFUSED"), coded("ENETUNREACH")]),
      "connection_refused",
    ],
    ["several addresses of which nothing is known", new AggregateError([]), "unknown"],
    ["an unknown code", coded("EWHATEVER"), "unknown"],
    ["a code that is no text", Object.assign(new Error("No."), { code: 7 }), "unknown"],
    ["no code", new Error("No."), "unknown"],
    ["no error", "ECONNREFUSED", "unknown"],
    ["nothing", undefined, "unknown"],
  ])("%s", (_name, error, kind) => {
    expect(errorKind(error)).toBe(kind);
  });
});
