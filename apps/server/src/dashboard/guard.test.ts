import { type DashboardOperationId, dashboardOperations } from "@wth/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../test/server.ts";
import { Browser, createDashboardDealer, dashboardErrorCode, signedInBrowser } from "./testing.ts";

// What holds for every operation of the dashboard's contract, also for those that come later.

const ids = Object.keys(dashboardOperations).filter(
  (id): id is DashboardOperationId => id in dashboardOperations,
);
const UNKNOWN_ID = "0190b5a0-0000-7000-8000-000000000000";
const pathOf = (id: DashboardOperationId) => dashboardOperations[id].path.replace(/\{\w+\}/g, UNKNOWN_ID);
const methodOf = (id: DashboardOperationId) => dashboardOperations[id].method.toUpperCase();
const isChange = (id: DashboardOperationId) => methodOf(id) !== "GET";

let server: TestServer;
let signedIn: Browser;
beforeAll(async () => {
  server = await startTestServer();
  signedIn = await signedInBrowser(server, await createDashboardDealer(server));
});
afterAll(() => server.close());

describe("without a session", () => {
  it.each(ids.filter((id) => dashboardOperations[id].security))("%s is refused", async (id) => {
    const response = await new Browser(server).call(
      methodOf(id),
      pathOf(id),
      isChange(id) ? { body: {} } : {},
    );
    expect(response.status).toBe(401);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await dashboardErrorCode(id, response)).toBe("not_signed_in");
  });

  it("an API key is none", async () => {
    const { apiKey } = await createDashboardDealer(server);
    const headers = { authorization: `Bearer ${apiKey}` };
    expect((await new Browser(server).call("GET", "/clients", { headers })).status).toBe(401);
  });

  it("and a session is no API key", async () => {
    const cookie = [...signedIn.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    expect((await fetch(`${server.baseUrl}/me`, { headers: { cookie } })).status).toBe(401);
  });
});

describe("a change that another site asks for", () => {
  const own = "https://api.test";
  const foreign: [name: string, headers: Record<string, string>][] = [
    ["a form or script of another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    ["a sibling domain", { "sec-fetch-site": "same-site", origin: "https://evil.api.test" }],
    ["another site that lies about its origin", { "sec-fetch-site": "cross-site", origin: own }],
    ["a frame without an origin", { "sec-fetch-site": "", origin: "null" }],
    ["an old browser, from another site", { "sec-fetch-site": "", origin: "https://evil.example" }],
    ["an old browser, from another port", { "sec-fetch-site": "", origin: "https://api.test:8443" }],
    ["an old browser, without TLS", { "sec-fetch-site": "", origin: "http://api.test" }],
    ["no browser at all", { "sec-fetch-site": "" }],
  ];
  const changes = ids.filter(isChange);
  it.each(changes.flatMap((id) => foreign.map(([name, headers]) => ({ id, name, headers }))))(
    "is refused: $id by $name",
    async ({ id, headers }) => {
      const response = await requestWith(id, headers);
      expect(response.status).toBe(403);
      expect(await dashboardErrorCode(id, response)).toBe("cross_site_request");
    },
  );

  it.each([
    ["a page of ours", { "sec-fetch-site": "same-origin" }],
    ["a page of ours in an old browser", { "sec-fetch-site": "", origin: own }],
    [
      "a page of ours, at the address that was asked for",
      { "sec-fetch-site": "", origin: "the server's own" },
    ],
  ])("but not when it is %s", async (_name, headers) => {
    const response = await requestWith("updatePreferences", headers);
    expect(response.status).toBe(200);
  });

  /** Node's fetch sends what it is told; a header that is empty here is left out. */
  function requestWith(id: DashboardOperationId, given: Readonly<Record<string, string>>) {
    const url = new URL(server.baseUrl);
    const headers = Object.fromEntries(
      Object.entries(given)
        .filter(([, value]) => value !== "")
        .map(([name, value]) => [name, value === "the server's own" ? url.origin : value]),
    );
    const cookie = [...signedIn.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return fetch(`${url.origin}/dashboard/api${pathOf(id)}`, {
      method: methodOf(id),
      headers: { "content-type": "application/json", cookie, ...headers },
      body: JSON.stringify({ show_test_data: false }),
    });
  }
});

describe("a path", () => {
  it.each([
    ["GET", "/nothing", 404, "route_not_found"],
    ["GET", "", 404, "route_not_found"],
    ["POST", "/clients", 405, "method_not_allowed"],
    ["GET", "/clients/not-an-id", 404, "resource_not_found"],
    ["GET", "/clients?limit=101", 400, "invalid_request"],
    ["GET", "/clients?page=2", 400, "invalid_request"],
    ["GET", "/clients?after=x", 400, "invalid_cursor"],
  ])("%s %s answers %i %s", async (method, path, status, code) => {
    const response = await signedIn.call(method, path);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code } });
    expect(response.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
  });
});
