import { describe, expect, it } from "vitest";
import {
  ConnectionError,
  type FetchInit,
  IdempotencyError,
  RateLimitError,
  TimeoutError,
  ValidationError,
  WatchTraderHub,
} from "./index.ts";
import { fakeRuntime } from "./mock/fake-runtime.ts";
import { API_KEY, integration } from "./testing/fixtures.ts";
import { apiHeaders, errorBody, sendJson, startServer } from "./testing/server.ts";

type Step = Response | Error | "hang";

/** A fetch that answers with one step after the other, and remembers the requests. */
function scripted(...steps: Step[]) {
  const requests: FetchInit[] = [];
  return {
    requests,
    async fetch(_url: string, request: FetchInit): Promise<Response> {
      const step = steps[requests.length];
      requests.push(request);
      if (step === undefined) throw new Error("the script has no further step");
      if (step === "hang") return new Promise(() => undefined);
      if (step instanceof Error) throw step;
      return step;
    },
  };
}

const ok = () => Response.json(integration, { headers: apiHeaders });
const failure = (status: number, type: string, code: string, headers: Record<string, string> = {}) =>
  Response.json(errorBody(type, code), { status, headers: { ...apiHeaders, ...headers } });
const limited = (retryAfter: string) =>
  failure(429, "rate_limit_error", "too_many_requests", { "retry-after": retryAfter });
const unavailable = () => failure(503, "api_error", "service_unavailable");
const inUse = () => failure(409, "idempotency_error", "idempotency_key_in_use", { "retry-after": "1" });
const network = () => new TypeError("fetch failed");

describe("retries", () => {
  it.each<[string, Step[], number[]]>([
    ["a broken network", [network(), ok()], [250]],
    ["408", [new Response("", { status: 408 }), ok()], [250]],
    ["409 while the first is running", [inUse(), ok()], [1000]],
    ["429 with Retry-After", [limited("7"), ok()], [7000]],
    ["429 with a date", [limited("Fri, 08 May 2026 08:45:33 GMT"), ok()], [30_000]],
    ["500", [failure(500, "api_error", "internal_error"), ok()], [250]],
    ["an HTML 502", [new Response("<html>", { status: 502 }), ok()], [250]],
    ["three in a row, each wait longer", [unavailable(), network(), limited("0"), ok()], [250, 500, 1000]],
  ])("%s", async (_name, steps, sleeps) => {
    const runtime = fakeRuntime();
    const script = scripted(...steps);
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: script.fetch, runtime });
    const result = await wth.test.webhookPing().withResponse();
    expect(result.attempts).toBe(steps.length);
    expect(runtime.sleeps).toEqual(sleeps);
    const keys = script.requests.map((request) => request.headers["idempotency-key"]);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each<[string, Step, unknown]>([
    ["400", failure(400, "validation_error", "invalid_request"), ValidationError],
    [
      "409 of another body",
      failure(409, "idempotency_error", "key_reused_with_different_body"),
      IdempotencyError,
    ],
  ])("none for %s", async (_name, step, expected) => {
    const runtime = fakeRuntime();
    const script = scripted(step, ok());
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: script.fetch, runtime });
    await expect(wth.me()).rejects.toThrow(expect.any(expected));
    expect(script.requests).toHaveLength(1);
    expect(runtime.sleeps).toEqual([]);
  });

  it("stops after maxRetries, with the last error and the number of attempts", async () => {
    const runtime = fakeRuntime();
    const script = scripted(network(), network(), network(), unavailable());
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: script.fetch, runtime });
    await expect(wth.me()).rejects.toMatchObject({ code: "service_unavailable", attempts: 4 });
    const none = scripted(network());
    const once = new WatchTraderHub({ apiKey: API_KEY, fetch: none.fetch, runtime, maxRetries: 5 });
    await expect(once.me({ maxRetries: 0 })).rejects.toMatchObject({ code: "connection_error", attempts: 1 });
  });

  it("does not wait longer than a minute for Retry-After, and says how long it would be", async () => {
    const runtime = fakeRuntime();
    const script = scripted(limited("61"), ok());
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: script.fetch, runtime });
    await expect(wth.me()).rejects.toMatchObject({ retryAfterMs: 61_000, attempts: 1 });
    const patient = new WatchTraderHub({
      apiKey: API_KEY,
      fetch: scripted(limited("61"), ok()).fetch,
      runtime,
      maxRetryAfterMs: 90_000,
    });
    await expect(patient.me()).resolves.toEqual(integration);
  });

  it("fails at once when the wait would pass the total limit", async () => {
    const runtime = fakeRuntime();
    const script = scripted(limited("30"), limited("30"), ok());
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: script.fetch, runtime, totalTimeoutMs: 50_000 });
    const error: unknown = await wth.me().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryAfterMs: 30_000, attempts: 2 });
    expect(runtime.sleeps).toEqual([30_000]);
  });

  it("does not retry what the caller got wrong", async () => {
    const runtime = fakeRuntime();
    const script = scripted(ok());
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: script.fetch, runtime });
    for (const idempotencyKey of ["", "x".repeat(256), "line\nbreak", "ключ", "two words"]) {
      await expect(wth.test.webhookPing({ idempotencyKey })).rejects.toMatchObject({
        code: "invalid_argument",
      });
    }
    await expect(wth.me({ timeoutMs: 0 })).rejects.toMatchObject({ code: "invalid_argument" });
    expect(script.requests).toEqual([]);
  });

  it("waits for real, and gets through, against a server that fails twice", async () => {
    const server = await startServer((_request, response, index) => {
      if (index === 0) response.destroy();
      else if (index === 1) sendJson(response, 500, errorBody("api_error", "internal_error"));
      else sendJson(response, 200, integration);
    });
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url, runtime: { random: () => 0.01 } });
    await expect(wth.test.webhookPing().withResponse()).resolves.toMatchObject({ attempts: 3 });
    expect(new Set(server.requests.map((request) => request.headers["idempotency-key"])).size).toBe(1);
  });
});

describe("time limits", () => {
  it("cut off an attempt that hangs, and try again", async () => {
    const script = scripted("hang", ok());
    const runtime = { random: () => 0 };
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: script.fetch, timeoutMs: 20, runtime });
    await expect(wth.me().withResponse()).resolves.toMatchObject({ attempts: 2 });
    expect(script.requests[0]?.signal.aborted).toBe(true);
  });

  it("end in a TimeoutError", async () => {
    const script = scripted("hang", "hang");
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: script.fetch, timeoutMs: 20, maxRetries: 1 });
    const error: unknown = await wth.me().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ code: "timeout", attempts: 2, status: undefined });
  });

  it("count the body too", async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"object":');
    });
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url, timeoutMs: 50, maxRetries: 0 });
    await expect(wth.me()).rejects.toThrow(TimeoutError);
  });

  it("cut an attempt short where the whole call has less time", async () => {
    const script = scripted("hang");
    const wth = new WatchTraderHub({
      apiKey: API_KEY,
      fetch: script.fetch,
      timeoutMs: 20_000,
      totalTimeoutMs: 40,
    });
    const start = performance.now();
    await expect(wth.me()).rejects.toThrow(TimeoutError);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(script.requests).toHaveLength(1);
  });

  it("hold for the whole call, however many attempts it has left", async () => {
    const script = scripted("hang", "hang", "hang", "hang");
    const wth = new WatchTraderHub({
      apiKey: API_KEY,
      fetch: script.fetch,
      timeoutMs: 100,
      totalTimeoutMs: 250,
      runtime: { random: () => 0 },
    });
    const start = performance.now();
    await expect(wth.me()).rejects.toThrow(TimeoutError);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(script.requests.length).toBeLessThan(4);
  });
});

describe("signal", () => {
  it("aborted before the call: nothing is sent", async () => {
    const script = scripted(ok());
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: script.fetch });
    const reason = new Error("changed my mind");
    await expect(wth.me({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(script.requests).toEqual([]);
  });

  it("aborted during an attempt: rejects with its reason, without a retry", async () => {
    const controller = new AbortController();
    const server = await startServer(() => setTimeout(() => controller.abort(), 5));
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
    const call = wth.me({ signal: controller.signal, maxRetries: 0 });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(server.requests).toHaveLength(1);
  });

  it("aborted during a wait: rejects at once", async () => {
    const controller = new AbortController();
    const script = scripted(limited("50"), ok());
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: script.fetch });
    setTimeout(() => controller.abort(), 20);
    const start = performance.now();
    await expect(wth.me({ signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
    expect(performance.now() - start).toBeLessThan(5000);
    expect(script.requests).toHaveLength(1);
  });

  it("used for many calls gathers no listeners", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    for (let call = 0; call < 20; call += 1) {
      const script = scripted(limited("0"), ok());
      const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: script.fetch, runtime: { random: () => 0 } });
      await wth.me({ signal });
    }
    expect(listeners).toBe(0);
  });
});

describe("an injected fetch", () => {
  it("may throw anything: it is a connection error with a cause", async () => {
    const cause = new Error("proxy says no");
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch: scripted(cause).fetch, maxRetries: 0 });
    const error: unknown = await wth.me().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ cause });
  });
});
