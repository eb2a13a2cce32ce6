import { describe, expect, it, vi } from "vitest";
import {
  type HookFailure,
  type HookRequest,
  type HookResponse,
  type HookRetry,
  type Hooks,
  NotFoundError,
  WatchTraderHub,
} from "./index.ts";
import {
  fakeRuntime,
  MOCK_REQUEST_ID,
  type MockRoutes,
  mockError,
  mockFetch,
  samples,
} from "./mock/index.ts";
import { API_KEY } from "./testing/fixtures.ts";
import { methods } from "./testing/methods.ts";

const me = samples["GET /me"].body;

/** A client with hooks, and what it has sent. */
function hooked(hooks: Hooks, routes: MockRoutes = {}) {
  const fetch = mockFetch(routes);
  const options = { headers: { "X-Shop": "berlin" }, runtime: fakeRuntime() };
  return { wth: new WatchTraderHub({ apiKey: API_KEY, fetch, hooks, ...options }), requests: fetch.requests };
}

/** Hooks that note everything that they are told. */
function noting() {
  const notes: (readonly [name: string, about: HookRequest | HookResponse | HookRetry | HookFailure])[] = [];
  const hooks: Required<Hooks> = {
    onRequest: (about) => void notes.push(["onRequest", about]),
    onResponse: (about) => void notes.push(["onResponse", about]),
    onRetry: (about) => void notes.push(["onRetry", about]),
    onError: (about) => void notes.push(["onError", about]),
  };
  return { hooks, notes, names: () => notes.map(([name]) => name) };
}

describe("hooks", () => {
  it("are told of each attempt, answer, retry and failure, in this order", async () => {
    const { hooks, notes } = noting();
    const { wth } = hooked(hooks, {
      "POST /orders/{id}/cancel": [mockError("service_unavailable"), mockError("order_not_cancellable")],
    });
    const error: unknown = await wth.orders.cancel("a/b", { idempotencyKey: "key-1" }).catch((one) => one);
    const request = {
      operation: "cancelOrder",
      method: "POST",
      url: "https://watchtraderhub.com/api/v1/orders/a%2Fb/cancel",
      idempotencyKey: "key-1",
      headers: { "x-shop": "berlin", "user-agent": expect.stringMatching(/^watchtraderhub-sdk-js\//) },
    };
    const answer = { requestId: MOCK_REQUEST_ID, durationMs: expect.any(Number) };
    expect(notes).toEqual([
      ["onRequest", { ...request, attempt: 1 }],
      ["onResponse", expect.objectContaining({ ...request, ...answer, attempt: 1, status: 503 })],
      [
        "onRetry",
        {
          operation: "cancelOrder",
          attempts: 1,
          delayMs: 250,
          error: expect.objectContaining({ code: "service_unavailable" }),
        },
      ],
      ["onRequest", { ...request, attempt: 2 }],
      ["onResponse", expect.objectContaining({ ...request, ...answer, attempt: 2, status: 409 })],
      ["onError", { operation: "cancelOrder", attempts: 2, error }],
    ]);
    expect(JSON.stringify(notes)).not.toContain(API_KEY);
  });

  it("are told of an answer with its rate limit and headers", async () => {
    const answers: HookResponse[] = [];
    const { wth } = hooked({ onResponse: (answer) => void answers.push(answer) });
    await wth.me();
    expect(answers[0]?.rateLimit).toEqual({ limit: 600, remaining: 599, reset: 1_778_229_960 });
    expect(answers[0]?.responseHeaders.get("x-api-version")).toBe(me.api_version);
    expect(answers[0]?.idempotencyKey).toBeUndefined();
  });

  it.each(Object.entries(methods))("know what %s does by its operation", async (_name, [operation, call]) => {
    const seen: string[] = [];
    await call(hooked({ onRequest: (request) => void seen.push(request.operation) }).wth, {});
    expect(seen).toEqual([operation]);
  });

  it("may add headers, also after a wait, for one attempt", async () => {
    const { wth, requests } = hooked(
      {
        async onRequest({ headers, attempt }) {
          await Promise.resolve();
          headers.Traceparent = `00-${attempt}`;
        },
      },
      { "GET /me": [mockError("internal_error"), me] },
    );
    await wth.me({ headers: { "X-Shop": "vienna" } });
    expect(requests.map(({ headers }) => headers.traceparent)).toEqual(["00-1", "00-2"]);
    expect(requests.map(({ headers }) => headers["x-shop"])).toEqual(["vienna", "vienna"]);
  });

  it("cannot change what the client sets, and are told so", async () => {
    const { wth, requests } = hooked({
      onRequest({ headers }) {
        headers.Authorization = "Bearer x";
      },
    });
    await expect(wth.me()).rejects.toMatchObject({ code: "invalid_argument" });
    expect(requests).toEqual([]);
  });

  it("end a call by throwing before it is sent, without a retry", async () => {
    const refusal = new Error("the circuit is open");
    const { hooks, notes } = noting();
    const { wth, requests } = hooked({
      ...hooks,
      onRequest() {
        throw refusal;
      },
    });
    await expect(wth.test.webhookPing()).rejects.toBe(refusal);
    expect(requests).toEqual([]);
    expect(notes).toEqual([["onError", { operation: "sendWebhookPing", attempts: 0, error: refusal }]]);
  });

  it("are told of a call that is refused before anything is sent", async () => {
    const { hooks, names } = noting();
    const { wth } = hooked(hooks);
    await expect(wth.listings.get("")).rejects.toMatchObject({ code: "invalid_argument" });
    await expect(wth.me({ timeoutMs: 0 })).rejects.toMatchObject({ code: "invalid_argument" });
    expect(names()).toEqual(["onError", "onError"]);
  });

  it("count against the limit of the attempt", async () => {
    const { wth, requests } = hooked({ onRequest: () => new Promise(() => undefined) });
    await expect(wth.me({ timeoutMs: 20, maxRetries: 0 })).rejects.toMatchObject({ code: "timeout" });
    expect(requests).toEqual([]);
  });

  it.each(["throws", "rejects"])("change nothing when one that watches %s: it is reported", async (how) => {
    const report = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const broken = () => {
      if (how === "throws") throw new Error("of the hook");
      return Promise.reject(new Error("of the hook"));
    };
    const { wth } = hooked(
      { onResponse: broken, onRetry: broken, onError: broken },
      { "GET /me": [mockError("internal_error"), me], "GET /orders/{id}": mockError("resource_not_found") },
    );
    await expect(wth.me()).resolves.toEqual(me);
    await expect(wth.orders.get("x")).rejects.toThrow(NotFoundError);
    const lines = report.mock.calls.map(([message]) => /hook (\w+) failed/.exec(String(message))?.[1]);
    expect(lines).toEqual(["onResponse", "onRetry", "onResponse", "onResponse", "onError"]);
  });
});
