import { describe, expect, it } from "vitest";
import {
  type ClientOptions,
  type CreateOrderParams,
  type Order,
  type RequestOptions,
  WatchTraderHub,
} from "./index.ts";
import { mockError, mockFetch, samples } from "./mock/index.ts";
import { API_KEY } from "./testing/fixtures.ts";
import { virtualClock } from "./testing/virtual-clock.ts";

// What the client does about each way in which an attempt can end. The clock and `fetch` are given, so that every wait
// is what it says; the jitter is always one half: 250, 500, 1000, … ms.

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Step = Response | Error | "hangs" | "stalls";

interface Row {
  readonly steps: readonly Step[];
  readonly options?: Partial<ClientOptions> & RequestOptions;
  /** The caller's signal aborts after so many milliseconds. */
  readonly abortAtMs?: number;
  readonly waits: readonly number[];
  /** What the error must look like; left out for a success. */
  readonly error?: Record<string, unknown>;
  /** How many requests are sent; left out: one more than there are waits. */
  readonly requests?: number;
  /** How long the call takes; left out: the sum of its waits. */
  readonly elapsedMs?: number;
}

const order: Order = samples["POST /orders"].body;
const params: CreateOrderParams = {
  external_id: "shop-12345",
  total_amount: 1_500_000,
  currency: "USD",
  buyer: { name: "Alice" },
  line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1_500_000 }],
};
const ok = () => Response.json(order, { status: 201 });
const bare = (status: number, body = "", type = "text/html", headers: Record<string, string> = {}) =>
  new Response(body, { status, headers: { "content-type": type, ...headers } });
const html = (status: number) => bare(status, "<!doctype html><title>Blocked</title>");
const retryAfter = (value: string, status = 429) => bare(status, "", "text/plain", { "retry-after": value });
const offline = () => new TypeError("fetch failed");
const unavailable = () => mockError("service_unavailable");

/** Ends after one attempt, with an error of this code. */
const final = (step: Step, code: string, name: string): Row => ({
  steps: [step, ok()],
  waits: [],
  error: { code, name, attempts: 1 },
});
/** Is tried again, after the first backoff or so long, and then succeeds. */
const again = (step: Step, wait = 250): Row => ({ steps: [step, ok()], waits: [wait] });

const rows: Record<string, Row> = {
  "201 at once": { steps: [ok()], waits: [] },
  "301": final(html(301), "invalid_response", "ApiError"),
  "307": final(html(307), "invalid_response", "ApiError"),
  "400": final(mockError("invalid_request"), "invalid_request", "ValidationError"),
  "401": final(mockError("invalid_api_key"), "invalid_api_key", "AuthenticationError"),
  "403": final(mockError("plan_required"), "plan_required", "PermissionError"),
  "404": final(mockError("resource_not_found"), "resource_not_found", "NotFoundError"),
  "405": final(mockError("method_not_allowed"), "method_not_allowed", "NotFoundError"),
  "408": again(bare(408)),
  "409 of the object": final(mockError("order_already_exists"), "order_already_exists", "ConflictError"),
  "409 key used for another body": final(
    mockError("key_reused_with_different_body"),
    "key_reused_with_different_body",
    "IdempotencyError",
  ),
  "409 key in use": again(mockError("idempotency_key_in_use")),
  "409 key in use, with Retry-After": again(
    mockError("idempotency_key_in_use", { retryAfterSeconds: 1 }),
    1000,
  ),
  "409 that is not the API's": final(html(409), "invalid_response", "ConflictError"),
  "410": final(bare(410), "invalid_response", "ApiError"),
  "413": final(mockError("payload_too_large"), "payload_too_large", "ValidationError"),
  "415": final(mockError("unsupported_media_type"), "unsupported_media_type", "ValidationError"),
  "418": final(bare(418), "invalid_response", "ApiError"),
  "429 without Retry-After": again(mockError("too_many_requests")),
  "500": again(mockError("internal_error")),
  "501": again(bare(501)),
  "502": again(html(502)),
  "503": again(unavailable()),
  "504": again(html(504)),
  "599": again(bare(599)),

  "Retry-After in seconds": again(retryAfter("7"), 7000),
  "Retry-After in seconds, with 503": again(retryAfter("7", 503), 7000),
  "Retry-After as a date": again(retryAfter("Fri, 08 May 2026 08:45:33 GMT"), 30_000),
  "Retry-After as a date in the past": again(retryAfter("Fri, 08 May 2026 08:44:00 GMT")),
  "Retry-After shorter than the backoff": again(retryAfter("0")),
  "Retry-After that says nothing": again(retryAfter("soon")),
  "Retry-After at the cap": again(retryAfter("60"), 60_000),
  "Retry-After above the cap": {
    steps: [retryAfter("61"), ok()],
    waits: [],
    error: { name: "RateLimitError", attempts: 1, retryAfterMs: 61_000 },
  },
  "Retry-After as a date above the cap": {
    steps: [retryAfter("Fri, 08 May 2026 09:45:03 GMT"), ok()],
    waits: [],
    error: { name: "RateLimitError", attempts: 1, retryAfterMs: 3_600_000 },
  },
  "Retry-After above a cap of the caller": {
    steps: [retryAfter("3"), ok()],
    options: { maxRetryAfterMs: 2999 },
    waits: [],
    error: { name: "RateLimitError", retryAfterMs: 3000 },
  },

  "no connection": again(offline()),
  "no connection, ever": {
    steps: [offline(), offline(), offline(), offline(), ok()],
    waits: [250, 500, 1000],
    error: { code: "connection_error", name: "ConnectionError", status: undefined, attempts: 4 },
  },
  "all kinds in a row": {
    steps: [offline(), html(502), mockError("idempotency_key_in_use"), ok()],
    waits: [250, 500, 1000],
  },
  "the backoff stops growing at 8 s": {
    steps: [...Array.from({ length: 7 }, offline), ok()],
    options: { maxRetries: 7 },
    waits: [250, 500, 1000, 2000, 4000, 4000, 4000],
  },
  "no retries wanted": {
    steps: [offline(), ok()],
    options: { maxRetries: 0 },
    waits: [],
    error: { code: "connection_error", attempts: 1 },
  },

  "an HTML page with 200": final(html(200), "invalid_response", "ApiError"),
  "an HTML page with 403": final(html(403), "invalid_response", "PermissionError"),
  "an empty body with 200": final(bare(200), "invalid_response", "ApiError"),
  "an empty body with 400": final(bare(400), "invalid_response", "ValidationError"),
  "an empty body with 500": again(bare(500)),
  "204": final(new Response(null, { status: 204 }), "invalid_response", "ApiError"),
  "truncated JSON with 200": final(
    bare(200, '{"object":"or', "application/json"),
    "invalid_response",
    "ApiError",
  ),
  "truncated JSON with 400": final(
    bare(400, '{"error":{"type":"val', "application/json"),
    "invalid_response",
    "ValidationError",
  ),
  "truncated JSON with 500": again(bare(500, '{"error":{"type":"api_', "application/json")),
  "JSON that is no object, with 200": final(
    bare(200, "[]", "application/json"),
    "invalid_response",
    "ApiError",
  ),

  "an attempt that hangs": { steps: ["hangs", ok()], waits: [250], elapsedMs: 30_250 },
  "an answer that stalls": { steps: ["stalls", ok()], waits: [250], elapsedMs: 30_250 },
  "attempts that hang, with a limit of the caller": {
    steps: ["hangs", "hangs"],
    options: { timeoutMs: 2000, maxRetries: 1 },
    waits: [250],
    elapsedMs: 4250,
    error: { code: "timeout", name: "TimeoutError", attempts: 2 },
  },
  "the total deadline cuts the last attempt short": {
    steps: ["hangs", "hangs", "hangs", "hangs"],
    options: { timeoutMs: 2000, totalTimeoutMs: 5000 },
    waits: [250, 500],
    elapsedMs: 5000,
    error: { code: "timeout", attempts: 3 },
  },
  "no wait beyond the total deadline": {
    steps: [retryAfter("30"), retryAfter("30"), ok()],
    options: { totalTimeoutMs: 50_000 },
    waits: [30_000],
    error: { name: "RateLimitError", retryAfterMs: 30_000, attempts: 2 },
  },

  "aborted before the call": {
    steps: [ok()],
    options: { signal: AbortSignal.abort() },
    waits: [],
    requests: 0,
    error: { name: "AbortError" },
  },
  "aborted during an attempt": {
    steps: ["hangs", ok()],
    abortAtMs: 100,
    waits: [],
    elapsedMs: 100,
    error: { name: "AbortError" },
  },
  "aborted while waiting": {
    steps: [retryAfter("50"), ok()],
    abortAtMs: 20_000,
    waits: [50_000],
    elapsedMs: 20_000,
    requests: 1,
    error: { name: "AbortError" },
  },
};

/** Answers one step after the other. */
function script(steps: readonly Step[]) {
  const never = () => new Promise<never>(() => undefined);
  const stalled = () => new Response(new ReadableStream({ start: (body) => body.enqueue(Buffer.from("{")) }));
  return mockFetch({
    "POST /orders": steps.map((step) => (step === "hangs" ? never : step === "stalls" ? stalled : step)),
  });
}

describe("a call whose attempts end in", () => {
  it.each(Object.entries(rows))("%s", async (_name, row) => {
    const clock = virtualClock();
    const fetch = script(row.steps);
    const controller = new AbortController();
    const { signal = controller.signal, ...options } = row.options ?? {};
    const cancelAbort = clock.startTimer(row.abortAtMs ?? Number.MAX_SAFE_INTEGER, () => controller.abort());
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch, runtime: clock.runtime, ...options });
    const call = wth.orders.create(params, { signal }).withResponse();
    const outcome = await clock.settle(call).catch((error: unknown) => error);
    cancelAbort();

    if (row.error === undefined) expect(outcome).toMatchObject({ data: order, attempts: row.steps.length });
    else expect(outcome).toMatchObject(row.error);
    expect(clock.waits).toEqual(row.waits);
    expect(clock.elapsedMs).toBe(row.elapsedMs ?? row.waits.reduce((sum, wait) => sum + wait, 0));
    expect(clock.pending).toBe(0);

    // Whatever happened in between: the same request each time, under one key.
    const sent = fetch.requests.map(({ route, headers, body }) => ({ route, headers, body }));
    expect(sent).toHaveLength(row.requests ?? row.waits.length + 1);
    expect(sent).toEqual(sent.map(() => sent[0]));
    for (const { headers } of sent) expect(headers["idempotency-key"]).toMatch(UUID);
  });
});
