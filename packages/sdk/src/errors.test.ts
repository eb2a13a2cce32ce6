import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { errorCatalogue } from "@wth/contract";
import { describe, expect, it } from "vitest";
import {
  ApiError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  IdempotencyError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ValidationError,
  WatchTraderHub,
  WatchTraderHubError,
} from "./index.ts";
import { API_KEY } from "./testing/fixtures.ts";
import { apiHeaders, errorBody, requestId, sendJson, startServer } from "./testing/server.ts";

/** The error of one answer, without retries. */
async function errorOf(handler: (response: ServerResponse) => void): Promise<WatchTraderHubError> {
  const server = await startServer((_request, response) => handler(response));
  const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url, maxRetries: 0 });
  return wth.me().then(
    () => expect.fail("the call succeeded"),
    (error: unknown) => {
      if (error instanceof WatchTraderHubError) return error;
      throw error;
    },
  );
}

const classes = {
  authentication_error: AuthenticationError,
  permission_error: PermissionError,
  validation_error: ValidationError,
  not_found_error: NotFoundError,
  conflict_error: ConflictError,
  idempotency_error: IdempotencyError,
  rate_limit_error: RateLimitError,
  api_error: ApiError,
};

describe("errors of the API", () => {
  it.each(Object.entries(errorCatalogue))("%s", async (code, { type, status }) => {
    const body = errorBody(type, code, { param: "line_items[0].unit_amount" });
    const error = await errorOf((response) => sendJson(response, status, body, { "retry-after": "7" }));
    expect(error).toBeInstanceOf(classes[type]);
    expect(error.name).toBe(classes[type].name);
    expect(error).toMatchObject({
      code,
      apiCode: code,
      status,
      message: body.error.message,
      param: "line_items[0].unit_amount",
      docUrl: body.error.doc_url,
      requestId,
      rateLimit: { limit: 600, remaining: 599, reset: 1_778_229_960 },
      attempts: 1,
      retryAfterMs: 7000,
    });
  });

  it("keeps a code that is newer than this release, in the class of its type", async () => {
    const error = await errorOf((response) =>
      sendJson(response, 409, errorBody("conflict_error", "listing_reserved")),
    );
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ code: "unknown_code", apiCode: "listing_reserved" });
  });

  it.each([
    ["authorization_error", 403, PermissionError],
    ["new_error", 418, ApiError],
    ["toString", 400, ValidationError],
  ])("falls back to the status for the unknown type %s", async (type, status, expected) => {
    const error = await errorOf((response) => sendJson(response, status, errorBody(type, "constructor")));
    expect(error).toBeInstanceOf(expected);
    expect(error).toMatchObject({ code: "unknown_code", apiCode: "constructor", status });
  });

  it("leaves out what the answer does not have", async () => {
    const error = await errorOf((response) => {
      response.writeHead(404, { "content-type": "application/json", "x-ratelimit-limit": "600" });
      response.end(JSON.stringify(errorBody("not_found_error", "resource_not_found")));
    });
    expect(error).toMatchObject({
      requestId,
      param: undefined,
      rateLimit: undefined,
      retryAfterMs: undefined,
    });
  });
});

describe("answers that are not the API's", () => {
  const html = "<!doctype html><title>Blocked</title>";
  const bodies: [string, string, string][] = [
    ["an HTML page", "text/html", html],
    ["nothing", "text/plain", ""],
    ["broken JSON", "application/json", '{"error":{"type":"api_'],
    ["JSON of another shape", "application/json", '{"message":"Forbidden"}'],
    ["an error that is only text", "application/json", '{"error":"Forbidden"}'],
    ["a JSON list", "application/json", "[]"],
    ["JSON null", "application/json", "null"],
  ];
  const statuses = [
    [301, ApiError],
    [400, ValidationError],
    [401, AuthenticationError],
    [403, PermissionError],
    [404, NotFoundError],
    [409, ConflictError],
    [418, ApiError],
    [429, RateLimitError],
    [500, ApiError],
    [502, ApiError],
  ] as const;

  it.each(bodies)("%s with any error status", async (_name, type, body) => {
    for (const [status, expected] of statuses) {
      const error = await errorOf((response) => {
        response.writeHead(status, { "content-type": type, "x-request-id": "req_proxy" }).end(body);
      });
      expect(error).toBeInstanceOf(expected);
      expect(error).toMatchObject({ code: "invalid_response", status, requestId: "req_proxy", attempts: 1 });
      expect(error.message).toContain(`${status} ${type}`);
    }
  });

  it.each([...bodies.filter(([name]) => !/shape|only text|list/.test(name))])(
    "%s with status 200",
    async (_name, type, body) => {
      for (const length of [true, false]) {
        const error = await errorOf((response) => {
          response.writeHead(200, {
            "content-type": type,
            ...(length ? { "content-length": String(Buffer.byteLength(body)) } : {}),
          });
          response.end(body);
        });
        expect(error).toBeInstanceOf(ApiError);
        expect(error).toMatchObject({ code: "invalid_response", status: 200 });
      }
    },
  );

  it.each([202, 204])("no body with status %i", async (status) => {
    const error = await errorOf((response) => response.writeHead(status, apiHeaders).end());
    expect(error).toMatchObject({ code: "invalid_response", status, requestId });
  });

  it("a body that is cut off", async () => {
    const error = await errorOf((response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write('{"object":"integ');
      setTimeout(() => response.destroy(), 5);
    });
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: "connection_error", status: 200 });
  });

  it("a connection that is refused", async () => {
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: "http://127.0.0.1:1", maxRetries: 0 });
    const error: unknown = await wth.me().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: "connection_error", status: undefined, attempts: 1 });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(API_KEY);
  });
});
