import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../test/server.ts";
import {
  makeKey,
  newSignedInDealer,
  patch,
  rotate,
  saveUrl,
  settingsOf,
  startRemembering,
} from "./integration-testing.ts";
import { type Browser, createDashboardDealer, dashboardErrorCode, readDashboard } from "./testing.ts";

const URL = "https://example.com/webhooks/wth";

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  other = await startRemembering(server);
});
afterAll(async () => {
  await other.close();
  await server.close();
});

/** What `/me` answers to a key, asked of the process that remembers owners. */
async function me(key: string): Promise<[status: number, body: Record<string, unknown>]> {
  const response = await fetch(`${other.baseUrl}/me`, { headers: { authorization: `Bearer ${key}` } });
  return [response.status, Object(await response.json())];
}

describe("the settings of a new dealer", () => {
  it("are what every integration begins with", async () => {
    const { browser, dealer } = await newSignedInDealer(server);
    await server.database.prisma.apiKey.deleteMany({ where: { integrationId: dealer.integrationId } });
    expect(await settingsOf(browser)).toMatchObject({
      is_enabled: false,
      is_test_mode: true,
      is_set_up: false,
      api_base_url: "https://api.test/api/v1",
      api_keys: { main: null, test: null },
      webhook: {
        url: null,
        subscribed_events: ["*"],
        has_secret: false,
        disables_at: null,
        disabled_at: null,
      },
      queue: { due: 0, retrying: 0, held: 0 },
      api_version: { pinned: "2026-05-07", newer: [] },
      rate_limit: { per_minute: 600, is_default: true },
    });
  });

  it("show what support has changed", async () => {
    const { browser, dealer } = await newSignedInDealer(server);
    await server.database.prisma.integration.update({
      where: { id: dealer.integrationId },
      data: { rateLimitPerMinute: 1200 },
    });
    expect((await settingsOf(browser)).rate_limit).toEqual({ per_minute: 1200, is_default: false });
  });

  it("are set up once, and stay so", async () => {
    const { browser } = await newSignedInDealer(server);
    expect((await patch(browser, { is_set_up: true })).is_set_up).toBe(true);
    const again = await browser.call("PATCH", "/integration", { body: { is_set_up: false } });
    expect([again.status, await dashboardErrorCode("updateIntegration", again)]).toEqual([
      400,
      "invalid_request",
    ]);
  });
});

describe("an API key", () => {
  it.each(["main", "test"] as const)("of the kind %s works, and its predecessor no longer", async (kind) => {
    const { browser } = await newSignedInDealer(server);
    const first = await makeKey(browser, kind);
    expect(first).toMatch(kind === "test" ? /^wth_test/ : /^wth_(?!test)/);
    expect((await me(first))[0]).toBe(200);
    const second = await makeKey(browser, kind);
    // The other process remembers the first for a minute, unless it is told.
    await expect.poll(async () => (await me(first))[0], { timeout: 2_000, interval: 10 }).toBe(401);
    expect((await me(second))[0]).toBe(200);
    const { api_keys } = await settingsOf(browser);
    expect(api_keys[kind]).toMatchObject({ prefix: second.slice(0, 12), last_used_at: expect.any(String) });
  });

  it("of the other kind goes on", async () => {
    const { browser } = await newSignedInDealer(server);
    const [main, test] = [await makeKey(browser, "main"), await makeKey(browser, "test")];
    expect([(await me(main))[0], (await me(test))[0]]).toEqual([200, 200]);
  });
});

describe("switching", () => {
  it("counts for keys that another process remembers", async () => {
    const { browser } = await newSignedInDealer(server);
    const key = await makeKey(browser, "main");
    const listings = async () =>
      (await fetch(`${other.baseUrl}/listings`, { headers: { authorization: `Bearer ${key}` } })).status;
    const within = { timeout: 2_000, interval: 10 };
    expect(await listings()).toBe(403);
    expect(await patch(browser, { is_enabled: true })).toMatchObject({
      is_enabled: true,
      is_test_mode: true,
    });
    await expect.poll(listings, within).toBe(200);
    await patch(browser, { is_test_mode: false });
    expect((await me(key))[1]).toMatchObject({ is_test_mode: false });
    await patch(browser, { is_enabled: false });
    await expect.poll(listings, within).toBe(403);
  });

  it("does both at once, and refuses what it does not know", async () => {
    const { browser } = await newSignedInDealer(server);
    const both = { is_enabled: true, is_test_mode: false, is_set_up: true };
    expect(await patch(browser, both)).toMatchObject(both);
    for (const body of [{}, { is_enabled: "yes" }, { rate_limit: 1 }]) {
      const response = await browser.call("PATCH", "/integration", { body });
      expect(await dashboardErrorCode("updateIntegration", response)).toBe("invalid_request");
    }
  });
});

describe("below the Business plan", () => {
  const changes: [name: string, ask: (browser: Browser) => Promise<Response>][] = [
    ["switching on", (b) => b.call("PATCH", "/integration", { body: { is_enabled: true } })],
    ["going live", (b) => b.call("PATCH", "/integration", { body: { is_test_mode: false } })],
    ["a key", (b) => b.call("POST", "/integration/api_keys", { body: { kind: "main" } })],
    ["a URL", (b) => b.call("PUT", "/integration/webhook", { body: { url: URL } })],
    ["events", (b) => b.call("PUT", "/integration/subscriptions", { body: { subscribed_events: ["*"] } })],
    ["a secret", (b) => b.call("POST", "/integration/signing_secret", { body: { grace_seconds: 0 } })],
  ];
  it.each(changes)("%s is refused", async (_name, ask) => {
    const { browser } = await newSignedInDealer(server, { plan: "starter", enabled: false });
    const response = await ask(browser);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: "plan_required" } });
  });

  it("the integration can still be switched off", async () => {
    const { browser } = await newSignedInDealer(server, { plan: "starter" });
    expect((await patch(browser, { is_enabled: false })).is_enabled).toBe(false);
  });
});

describe("what was shown once", () => {
  it("is in no later answer, and not in the database", async () => {
    const { browser, dealer } = await newSignedInDealer(server);
    const secrets = [await makeKey(browser, "main"), await makeKey(browser, "test")];
    secrets.push(String(await saveUrl(browser, URL)), (await rotate(browser, { grace_seconds: 60 })).secret);
    secrets.push((await rotate(browser, { keep_previous: true })).secret);
    for (const secret of secrets) expect(secret).toMatch(/^(wth_|whsec_).{32}/);

    const answers = await Promise.all([
      browser.call("GET", "/integration"),
      browser.call("PATCH", "/integration", { body: { is_enabled: true } }),
      browser.call("PUT", "/integration/webhook", { body: { url: URL } }),
      browser.call("PUT", "/integration/subscriptions", { body: { subscribed_events: ["*"] } }),
      browser.call("GET", "/event_types"),
      browser.call("GET", "/session"),
      browser.call("DELETE", "/integration/signing_secret/grace"),
    ]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    const { rows } = await server.database.pool.query<{ kept: string }>(
      `SELECT concat((SELECT json_agg(k) FROM api_keys k WHERE integration_id = $1),
                     (SELECT json_agg(w) FROM webhook_endpoints w WHERE integration_id = $1)) AS kept`,
      [dealer.integrationId],
    );
    const kept = [...texts, rows[0]?.kept ?? ""].join("\n");
    expect(kept).toContain(URL);
    // Not even without what all of them begin with; of a key its prefix is shown.
    for (const secret of secrets) expect(kept).not.toContain(secret.slice(12));
  });
});

describe("another dealer", () => {
  it("is not touched by anything that one does", async () => {
    const stranger = await createDashboardDealer(server, { webhookUrl: URL });
    const strangers = () =>
      server.database.prisma.integration.findUniqueOrThrow({
        where: { id: stranger.integrationId },
        include: { apiKeys: true, endpoint: true },
      });
    const before = await strangers();
    const { browser } = await newSignedInDealer(server);
    await makeKey(browser, "main");
    await saveUrl(browser, "https://example.org/mine");
    await rotate(browser, { grace_seconds: 60 });
    await browser.call("DELETE", "/integration/signing_secret/grace");
    await browser.call("PUT", "/integration/subscriptions", { body: { subscribed_events: ["order.*"] } });
    await patch(browser, { is_enabled: true, is_test_mode: false, is_set_up: true });
    expect(await strangers()).toEqual(before);
    expect((await settingsOf(browser)).webhook.url).toBe("https://example.org/mine");
  });
});

describe("the catalogue of events", () => {
  it("has each type with an example and the fields that it can carry", async () => {
    const { browser } = await newSignedInDealer(server);
    const { data } = await readDashboard("listEventTypes", await browser.call("GET", "/event_types"));
    const types: {
      type: string;
      example: Record<string, unknown>;
      fields: { path: string; description: string }[];
    }[] = Object(data);
    expect(types).toHaveLength(10);
    for (const { type, example, fields } of types) {
      expect(example).toMatchObject({ object: "event", type, data: { object: {} } });
      expect(fields.map(({ path }) => path)).toContain("object");
      for (const { description } of fields) expect(description).not.toMatch(/^\|/m);
    }
    expect(types.find(({ type }) => type === "order.received")?.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: "object.total_amount", type: "integer", is_required: true }),
        expect.objectContaining({ path: "object.buyer.email" }),
        expect.objectContaining({ path: "object.line_items[].sku" }),
      ]),
    );
  });
});
