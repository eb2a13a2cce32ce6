import { request as sendRequest } from "node:http";
import type { OperationId } from "@wth/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replaceApiKey } from "../integration/api-keys.ts";
import { readAnyError, readChecked, readError } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

let server: TestServer;
let dealer: TestDealer;

beforeAll(async () => {
  server = await startTestServer();
  dealer = await createTestDealer(server, { listings: 3, webhookUrl: "http://127.0.0.1:9999/nobody" });
});
afterAll(() => server.close());

interface Case {
  name: string;
  operation: OperationId;
  request: () => Promise<Response>;
  status: number;
  type: string;
  code: string;
  param?: string;
}

const get = (path: string, authorization?: string) =>
  fetch(server.baseUrl + path, authorization === undefined ? {} : { headers: { authorization } });
const wellFormed = `Bearer wth_${"a".repeat(32)}`;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

const authentication = {
  operation: "getMe",
  status: 401,
  type: "authentication_error",
  param: "Authorization",
} as const;
const validation = { operation: "listListings", status: 400, type: "validation_error" } as const;
const limit = { ...validation, code: "invalid_request", param: "limit" } as const;
const cursor = { ...validation, code: "invalid_cursor", param: "after" } as const;
const ping = { operation: "sendWebhookPing", status: 400, type: "validation_error" } as const;

const cases: Case[] = [
  { name: "no key", ...authentication, code: "missing_authorization", request: () => get("/me") },
  {
    name: "another scheme",
    ...authentication,
    code: "malformed_authorization",
    request: () => get("/me", "Basic YTpi"),
  },
  {
    name: "a key cut short",
    ...authentication,
    code: "malformed_authorization",
    request: () => get("/me", "Bearer wth_abc"),
  },
  {
    name: "a secret instead of a key",
    ...authentication,
    code: "malformed_authorization",
    request: () => get("/me", `Bearer whsec_${"a".repeat(44)}`),
  },
  {
    name: "an unknown key",
    ...authentication,
    code: "invalid_api_key",
    request: () => get("/me", wellFormed),
  },
  {
    name: "a key of other case",
    ...authentication,
    code: "invalid_api_key",
    request: () => get("/me", `Bearer wth_${swapCase(dealer.apiKey.slice(4))}`),
  },
  { name: "limit 0", ...limit, request: () => dealer.call("GET", "/listings?limit=0") },
  { name: "limit 101", ...limit, request: () => dealer.call("GET", "/listings?limit=101") },
  { name: "limit abc", ...limit, request: () => dealer.call("GET", "/listings?limit=abc") },
  { name: "limit 1.5", ...limit, request: () => dealer.call("GET", "/listings?limit=1.5") },
  { name: "limit 1e1", ...limit, request: () => dealer.call("GET", "/listings?limit=1e1") },
  { name: "an empty limit", ...limit, request: () => dealer.call("GET", "/listings?limit=") },
  { name: "limit twice", ...limit, request: () => dealer.call("GET", "/listings?limit=1&limit=2") },
  {
    name: "a parameter that is not there",
    ...limit,
    param: "update_after",
    request: () => dealer.call("GET", "/listings?update_after=2026-01-01T00:00:00Z"),
  },
  {
    name: "a date that is none",
    ...limit,
    param: "updated_after",
    request: () => dealer.call("GET", "/listings?updated_after=yesterday"),
  },
  {
    name: "a NUL in a filter",
    ...limit,
    param: "brand",
    request: () => dealer.call("GET", "/listings?brand=a%00b"),
  },
  {
    name: "a cursor that is no base64",
    ...cursor,
    request: () => dealer.call("GET", "/listings?after=%C3%A4"),
  },
  {
    name: "a cursor of nothing",
    ...cursor,
    request: () => dealer.call("GET", `/listings?after=${encode([])}`),
  },
  {
    name: "a cursor of the wrong types",
    ...cursor,
    request: () => dealer.call("GET", `/listings?after=${encode([1, 2])}`),
  },
  {
    name: "a cursor with SQL in it",
    ...cursor,
    request: () => dealer.call("GET", `/listings?after=${encode(["' OR 1=1", "2026-01-01T00:00:00.000Z"])}`),
  },
  {
    name: "a cursor with a date that is none",
    ...cursor,
    request: () =>
      dealer.call(
        "GET",
        `/listings?after=${encode(["24f0ebb1-73d7-4e99-9901-821078594271", "2026-99-01T00:00:00.000Z"])}`,
      ),
  },
  {
    name: "no idempotency key",
    ...ping,
    code: "missing_idempotency_key",
    param: "Idempotency-Key",
    request: () => dealer.call("POST", "/test/webhook_ping", { headers: { "idempotency-key": "" } }),
  },
  {
    name: "an idempotency key of 256 bytes",
    ...ping,
    code: "missing_idempotency_key",
    param: "Idempotency-Key",
    request: () =>
      dealer.call("POST", "/test/webhook_ping", { headers: { "idempotency-key": "k".repeat(256) } }),
  },
  {
    name: "an unknown listing",
    operation: "getListing",
    status: 404,
    type: "not_found_error",
    code: "resource_not_found",
    param: "id",
    request: () => dealer.call("GET", "/listings/24f0ebb1-73d7-4e99-9901-821078594271"),
  },
  {
    name: "an id that is no UUID",
    operation: "getListing",
    status: 404,
    type: "not_found_error",
    code: "resource_not_found",
    param: "id",
    request: () => dealer.call("GET", "/listings/1%27%20OR%201"),
  },
];

function swapCase(text: string): string {
  return text.replaceAll(/[a-z]/gi, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()));
}

describe("a refused request", () => {
  it.each(cases)("$name → $code", async ({ operation, request, status, type, code, param }) => {
    const response = await request();
    const error = await readError(operation, response);
    expect({ status: response.status, type: error.type, code: error.code, param: error.param }).toEqual({
      status,
      type,
      code,
      param,
    });
    expect(error.doc_url).toBe(`https://api.test/docs/api/errors#${code}`);
    expect(error.request_id).toBe(response.headers.get("x-request-id"));
    expect(response.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
  });

  it("names the methods there are", async () => {
    const response = await dealer.call("DELETE", "/me");
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
    expect(await readAnyError(response)).toMatchObject({ code: "method_not_allowed" });
  });

  it.each(["/nope", "/", "/listings/", "/Listings", "/%E0%A4%A"])("finds nothing at %s", async (path) => {
    const response = await dealer.call("GET", path);
    expect(response.status).toBe(404);
    expect(await readAnyError(response)).toMatchObject({ code: "route_not_found", type: "not_found_error" });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    ["", 200],
    ["?", 200],
    ["?limit=1", 400],
    ["?a=b?c", 400],
  ])(
    "goes by path and query of a target that is named in full, with any host (…/health%s)",
    async (query, status) => {
      const { hostname, port, pathname } = new URL(server.baseUrl);
      // A host that no URL may have: it has no say in what is asked for (RFC 9112, 3.2.2).
      const path = `http://nobody:99999${pathname}/health${query}`;
      const answered = await new Promise<number | undefined>((resolve, reject) =>
        sendRequest({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
          .on("error", reject)
          .end(),
      );
      expect(answered).toBe(status);
    },
  );

  it("checks the method before the key", async () => {
    expect((await fetch(`${server.baseUrl}/me`, { method: "PUT" })).status).toBe(405);
  });
});

describe("who may use the API", () => {
  it("refuses a dealer below the Business plan", async () => {
    const starter = await createTestDealer(server, { plan: "starter" });
    expect(await readError("getMe", await starter.call("GET", "/me"))).toMatchObject({
      code: "plan_required",
    });
  });

  it("answers a disabled integration at /me only", async () => {
    const disabled = await createTestDealer(server, { enabled: false });
    expect(await readChecked("getMe", await disabled.call("GET", "/me"))).toMatchObject({
      is_enabled: false,
    });
    const refused = await disabled.call("GET", "/listings");
    expect(await readError("listListings", refused)).toMatchObject({ code: "integration_disabled" });
    expect(refused.headers.get("x-ratelimit-limit")).toBe("600");
  });

  it("shows no dealer the listing of another", async () => {
    const other = await createTestDealer(server, { listings: 1 });
    const { id } = await server.database.prisma.listing.findFirstOrThrow({ where: { userId: other.userId } });
    expect((await other.call("GET", `/listings/${id}`)).status).toBe(200);
    const refused = await dealer.call("GET", `/listings/${id}`);
    const unknown = await dealer.call("GET", "/listings/24f0ebb1-73d7-4e99-9901-821078594271");
    const [a, b] = [await readError("getListing", refused), await readError("getListing", unknown)];
    expect({ ...a, request_id: "" }).toEqual({ ...b, request_id: "" });
  });

  it("forgets a key as soon as it is replaced", async () => {
    const before = await createTestDealer(server);
    expect((await before.call("GET", "/me")).status).toBe(200);
    await server.database.prismaTransaction((tx) => replaceApiKey(tx, before.integrationId, "main"));
    expect(await readError("getMe", await before.call("GET", "/me"))).toMatchObject({
      code: "invalid_api_key",
    });
  });
});
