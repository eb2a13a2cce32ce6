import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { VERSION } from "./generated/version.ts";
import { ApiError, NotFoundError, WatchTraderHub } from "./index.ts";
import { API_KEY, integration, listing } from "./testing/fixtures.ts";
import { errorBody, requestId, sendJson, startServer } from "./testing/server.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("WatchTraderHub", () => {
  it("gets the integration, with its key and its name", async () => {
    const server = await startServer((_request, response) => sendJson(response, 200, integration));
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
    await expect(wth.me()).resolves.toEqual(integration);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: "GET",
      url: "/api/v1/me",
      body: "",
      headers: {
        authorization: `Bearer ${API_KEY}`,
        accept: "application/json",
        "user-agent": `watchtraderhub-sdk-js/${VERSION}`,
      },
    });
    expect(server.requests[0]?.headers).not.toHaveProperty("idempotency-key");
  });

  it("asks for the health of the API once, if no retries are wanted", async () => {
    const server = await startServer((_request, response) =>
      sendJson(response, 503, errorBody("api_error", "service_unavailable")),
    );
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
    await expect(wth.health({ maxRetries: 0 })).rejects.toThrow(ApiError);
    expect(server.requests.map(({ url }) => url)).toEqual(["/api/v1/health"]);
  });

  it("lists listings with filters", async () => {
    const page = { object: "list", data: [listing(1)], has_more: false, next_cursor: null };
    const server = await startServer((_request, response) => sendJson(response, 200, page));
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: `${server.url}/api/v1/` });
    await expect(
      wth.listings.list({ limit: 10, brand: "A. Lange & Söhne", updated_after: "2026-05-08T08:41:16.345Z" }),
    ).resolves.toEqual(page);
    const url = new URL(server.requests[0]?.url ?? "", server.url);
    expect(url.pathname).toBe("/api/v1/listings");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      limit: "10",
      brand: "A. Lange & Söhne",
      updated_after: "2026-05-08T08:41:16.345Z",
    });
  });

  it("gets a listing by its id, whatever is in it", async () => {
    const server = await startServer((request, response) => {
      if (request.url.endsWith("/a%2Fb%3Fc")) sendJson(response, 200, listing(1));
      else sendJson(response, 404, errorBody("not_found_error", "resource_not_found"));
    });
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
    await expect(wth.listings.get("a/b?c")).resolves.toEqual(listing(1));
    await expect(wth.listings.get("other")).rejects.toThrow(NotFoundError);
  });

  it.each(["", ".", "..", undefined])("does not send the id %s, which is another path", async (id) => {
    const server = await startServer((_request, response) => sendJson(response, 200, {}));
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
    // @ts-expect-error undefined is what a plain JavaScript caller can pass
    await expect(wth.listings.get(id)).rejects.toMatchObject({ code: "invalid_argument", attempts: 0 });
    expect(server.requests).toEqual([]);
  });

  it("sends a test event without a body, with an idempotency key", async () => {
    const receipt = {
      object: "webhook_delivery",
      delivery_id: "55fbd03c-5744-4b8e-a057-a29af4729317",
      event_id: "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
      event_type: "integration.test_event",
      status: "pending",
    };
    const server = await startServer((_request, response) => sendJson(response, 202, receipt));
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
    await expect(wth.test.webhookPing()).resolves.toEqual(receipt);
    await wth.test.webhookPing();
    await wth.test.webhookPing({ idempotencyKey: "my-key" });
    const keys = server.requests.map((request) => request.headers["idempotency-key"]);
    expect(keys).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID), "my-key"]);
    expect(keys[0]).not.toBe(keys[1]);
    expect(server.requests[0]).toMatchObject({ method: "POST", url: "/api/v1/test/webhook_ping", body: "" });
    expect(server.requests[0]?.headers).not.toHaveProperty("content-type");
  });

  it("tells with .withResponse() what came with the data, from the same request", async () => {
    const server = await startServer((_request, response) => sendJson(response, 200, integration));
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
    const call = wth.me();
    const result = await call.withResponse();
    expect(result).toMatchObject({
      data: integration,
      requestId,
      rateLimit: { limit: 600, remaining: 599, reset: 1_778_229_960 },
      attempts: 1,
    });
    expect(result.response.status).toBe(200);
    expect(result.response.headers.get("x-api-version")).toBe("2026-05-07");
    await expect(call).resolves.toEqual(integration);
    expect(server.requests).toHaveLength(1);
  });

  it("rejects once, also when only .withResponse() is awaited", async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", onUnhandled);
    const server = await startServer((_request, response) =>
      sendJson(response, 404, errorBody("not_found_error", "resource_not_found")),
    );
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
    await expect(wth.listings.get("x").withResponse()).rejects.toThrow(NotFoundError);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", onUnhandled);
    expect(unhandled).toEqual([]);
  });

  it("does not follow a redirect", async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
    await expect(wth.test.webhookPing()).rejects.toMatchObject({ code: "invalid_response", status: 307 });
    expect(server.requests).toHaveLength(1);
  });

  it("does not show the API key when it is printed", () => {
    const wth = new WatchTraderHub({ apiKey: API_KEY });
    expect(inspect(wth, { depth: 9, showHidden: true })).not.toContain(API_KEY);
    expect(JSON.stringify(wth)).not.toContain(API_KEY);
  });
});
