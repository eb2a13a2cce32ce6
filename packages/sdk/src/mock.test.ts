import { errorCatalogue, openapiDocument, operations, partnerOperations } from "@wth/contract";
import { describe, expect, expectTypeOf, it } from "vitest";
import { ConnectionError, type ErrorCode, type Order, WatchTraderHub, WatchTraderHubError } from "./index.ts";
import {
  fakeRuntime,
  MOCK_API_KEY,
  MOCK_REQUEST_ID,
  type MockBody,
  type MockRoutes,
  mockError,
  mockFetch,
  samples,
} from "./mock/index.ts";
import { successExamples } from "./testing/contract.ts";
import { methods } from "./testing/methods.ts";

const order = samples["POST /orders"].body;

function client(routes?: MockRoutes) {
  const fetch = mockFetch(routes);
  return { wth: new WatchTraderHub({ apiKey: MOCK_API_KEY, fetch, runtime: fakeRuntime() }), fetch };
}

describe("mockFetch", () => {
  it("knows every operation of the contract, with its example", () => {
    const names = Object.values({ ...operations, ...partnerOperations }).map(
      ({ method, path }) => `${method.toUpperCase()} ${path}`,
    );
    expect(Object.keys(samples).sort()).toEqual(names.sort());
    expect(openapiDocument.info.version).toBe(samples["GET /me"].body.api_version);
  });

  it.each(Object.entries(methods))("answers %s with the documented example", async (_name, [id, call]) => {
    const { wth, fetch } = client();
    await expect(call(wth, {})).resolves.toEqual(successExamples(id).at(-1)?.body);
    expect(fetch.requests.map(({ route }) => route)).toEqual([
      `${operations[id].method.toUpperCase()} ${operations[id].path}`,
    ]);
  });

  it("answers with data, with a response, with a function's answer, or not at all", async () => {
    const { wth } = client({
      "GET /orders/{id}": ({ params }) => ({ ...order, id: params.id ?? "" }),
      "POST /orders": async () => Response.json({ ...order, external_id: "late" }, { status: 201 }),
      "GET /me": { ...samples["GET /me"].body, is_enabled: false },
      "GET /health": new TypeError("fetch failed"),
    });
    await expect(wth.orders.get("a/b ü")).resolves.toMatchObject({ id: "a/b ü" });
    const params = { ...order, external_id: "shop-1" };
    await expect(wth.orders.create(params)).resolves.toMatchObject({ external_id: "late" });
    await expect(wth.me()).resolves.toMatchObject({ is_enabled: false });
    await expect(wth.health({ maxRetries: 0 })).rejects.toThrow(ConnectionError);
  });

  it("answers one after the other, and stays with the last", async () => {
    const { wth, fetch } = client({
      "GET /me": [mockError("service_unavailable"), samples["GET /me"].body, mockError("plan_required")],
    });
    await expect(wth.me().withResponse()).resolves.toMatchObject({ attempts: 2 });
    for (let call = 0; call < 3; call += 1)
      await expect(wth.me()).rejects.toMatchObject({ code: "plan_required", requestId: MOCK_REQUEST_ID });
    expect(fetch.requests).toHaveLength(5);
  });

  it("remembers requests", async () => {
    const { wth, fetch } = client();
    await wth.customers.list({ email: "a+b@example.com", limit: 5 });
    await wth.orders.cancel("1", { idempotencyKey: "key-1" });
    await wth.customers.upsert({ email: "a@example.com", name: null });
    const [list, cancel, upsert] = fetch.requests;
    expect(list).toMatchObject({
      method: "GET",
      query: { email: "a+b@example.com", limit: "5" },
      params: {},
    });
    expect(list?.body).toBeUndefined();
    expect(cancel).toMatchObject({ params: { id: "1" }, headers: { "idempotency-key": "key-1" } });
    expect(upsert?.body).toEqual({ email: "a@example.com", name: null });
    expect(upsert?.headers).toMatchObject({
      authorization: `Bearer ${MOCK_API_KEY}`,
      "content-type": "application/json",
    });
  });

  it("has the headers of the API, over which those of a response win", async () => {
    const { wth } = client({
      "GET /health": Response.json({ status: "ok" }, { headers: { "x-ratelimit-remaining": "3" } }),
    });
    const { requestId, rateLimit, response } = await wth.me().withResponse();
    expect([requestId, rateLimit?.remaining]).toEqual([MOCK_REQUEST_ID, 599]);
    expect(response.headers.get("x-api-version")).toBe(openapiDocument.info.version);
    await expect(wth.health().withResponse()).resolves.toMatchObject({ rateLimit: { remaining: 3 } });
  });

  it("takes responses of every kind", async () => {
    const { wth } = client({
      "GET /me": Response.redirect("https://example.com/"),
      "GET /health": new Response(null, { status: 204 }),
    });
    await expect(wth.me()).rejects.toMatchObject({ code: "invalid_response", status: 302 });
    await expect(wth.health()).rejects.toMatchObject({ code: "invalid_response", status: 204 });
  });

  it("answers 404 where the API has nothing, and heeds signals", async () => {
    const fetch = mockFetch();
    const { signal } = new AbortController();
    const init = { method: "GET", headers: {}, body: null, signal, redirect: "manual" } as const;
    const answer = await fetch("https://watchtraderhub.com/api/v1/nothing", init);
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: "route_not_found" } }]);
    await expect(fetch("https://x/me", { ...init, signal: AbortSignal.abort() })).rejects.toThrow();
    const post = await fetch("https://watchtraderhub.com/api/v1/me", { ...init, method: "POST" });
    expect(post.status).toBe(404);
  });
});

describe("mockError", () => {
  it.each(Object.entries(errorCatalogue))("%s", async (name, { status, type, message }) => {
    // Safe: the keys of the catalogue are the codes.
    const code = name as ErrorCode;
    const { wth } = client({ "GET /me": mockError(code, { param: "limit", retryAfterSeconds: 61 }) });
    const error: unknown = await wth.me({ maxRetries: 0 }).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(WatchTraderHubError);
    expect(error).toMatchObject({ code, status, message, param: "limit", retryAfterMs: 61_000 });
    expect(await mockError(code, { message: "Otherwise." }).json()).toMatchObject({
      error: { type, message: "Otherwise." },
    });
  });
});

describe("types of the mock", () => {
  it("are those of each operation", () => {
    expectTypeOf<MockBody<"POST /orders/{id}/cancel">>().toEqualTypeOf<Order>();
    expectTypeOf(samples["GET /orders/{id}"].body).toEqualTypeOf<Order>();
    const wrong = [
      // @ts-expect-error no such operation
      () => mockFetch({ "GET /watches": {} }),
      // @ts-expect-error not the data of this operation
      () => mockFetch({ "GET /me": order }),
      // @ts-expect-error not a code
      () => mockError("teapot"),
    ];
    expectTypeOf(wrong).toBeArray();
  });
});
