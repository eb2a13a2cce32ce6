import { safeVerify } from "@watchtraderhub/webhook-verifier";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { watchEndpoints } from "../holding/watch-endpoints.ts";
import { recordLog } from "../test/log.ts";
import { type Received, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import {
  newSignedInDealer,
  patch,
  rotate,
  type SignedInDealer,
  saveUrl,
  settingsOf,
  toSettings,
} from "./integration-testing.ts";
import { dashboardErrorCode, readDashboard } from "./testing.ts";

let server: TestServer;
let receiver: Receiver;
let dealer: SignedInDealer["dealer"];
let browser: SignedInDealer["browser"];
beforeAll(async () => {
  server = await startTestServer({ WTH_RETRY_SCHEDULE: `0${",0.1".repeat(50)}` });
  server.startWorker();
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
  ({ dealer, browser } = await newSignedInDealer(server, {}));
});
afterEach(() => receiver.close());

async function ping(): Promise<string> {
  const response = await browser.call("POST", "/integration/ping");
  expect(response.status).toBe(202);
  return String((await readDashboard("sendPing", response)).delivery_id);
}

const signedBy = ({ body, headers }: Received, secret: string) =>
  safeVerify({ body, headers, secrets: secret }).ok;

describe("the webhook URL", () => {
  it("comes with a signing secret the first time only", async () => {
    expect(await saveUrl(browser, "https://example.com/a")).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await saveUrl(browser, "https://example.com/b")).toBeNull();
    expect((await settingsOf(browser)).webhook).toMatchObject({
      url: "https://example.com/b",
      has_secret: true,
    });
  });

  const refused: [url: string, message: RegExp][] = [
    ["", /not a URL/],
    ["example.com", /not a URL/],
    ["ftp://example.com/", /must use https/],
    ["https://user:pass@example.com/", /user name or password/],
    ["https://10.0.0.1/", /not a public address/],
    ["https://169.254.169.254/", /not a public address/],
    ["https://0x0a000001/", /not a public address/],
    ["https://[::ffff:10.0.0.1]/", /not a public address/],
    ["https://example.com:22/", /Port 22 is not allowed/],
    [`https://example.com/${"a".repeat(2_000)}`, /longer than 2000/],
  ];
  it.each(refused)("%.40s is refused, at its field", async (url, message) => {
    const response = await browser.call("PUT", "/integration/webhook", { body: { url } });
    expect(response.status).toBe(400);
    expect(await readDashboard("saveWebhook", response)).toMatchObject({
      error: { code: "invalid_request", param: "url", message: expect.stringMatching(message) },
    });
    expect((await settingsOf(browser)).webhook).toMatchObject({ url: null, has_secret: false });
  });

  it("must be public and https where the server is not in development mode", async () => {
    const strict = await startTestServer({ WTH_ALLOW_INSECURE_WEBHOOKS: "0" }, {}, server.database.url);
    try {
      const own = await newSignedInDealer(strict);
      for (const url of ["http://example.com/", "https://localhost:8443/", "https://127.0.0.1/"]) {
        const response = await own.browser.call("PUT", "/integration/webhook", { body: { url } });
        expect(await dashboardErrorCode("saveWebhook", response), url).toBe("invalid_request");
      }
    } finally {
      await strict.close();
    }
  });
});

describe("a test event", () => {
  it("is sent, signed, and shown with what became of it", async () => {
    const secret = String(await saveUrl(browser, receiver.url));
    receiver.answer = () => ({ status: 202, body: "thank you" });
    const id = await ping();
    const [received] = await receiver.arrivals(1);
    expect(received !== undefined && signedBy(received, secret)).toBe(true);
    const read = async () => readDashboard("getDelivery", await browser.call("GET", `/deliveries/${id}`));
    await expect.poll(async () => (await read()).status).toBe("delivered");
    expect(await read()).toMatchObject({
      attempts: [{ number: 1, response_status: 202, response_body_preview: "thank you", error: null }],
    });

    const stranger = await newSignedInDealer(server, {});
    const response = await stranger.browser.call("GET", `/deliveries/${id}`);
    expect([response.status, await dashboardErrorCode("getDelivery", response)]).toEqual([
      404,
      "resource_not_found",
    ]);
  });

  it("needs a URL", async () => {
    const response = await browser.call("POST", "/integration/ping");
    expect([response.status, await dashboardErrorCode("sendPing", response)]).toEqual([
      409,
      "webhook_not_configured",
    ]);
    expect(await server.database.prisma.event.count({ where: { integrationId: dealer.integrationId } })).toBe(
      0,
    );
  });
});

describe("rotating the signing secret", () => {
  it("has both sign during the grace period, and one when it is ended", async () => {
    const old = String(await saveUrl(browser, receiver.url));
    const { secret, integration, endedGrace } = await rotate(browser, { grace_seconds: 3_600 });
    expect(endedGrace).toBe(false);
    const { grace_ends_at } = integration.webhook;
    expect(Date.parse(String(grace_ends_at)) - Date.parse(integration.as_of)).toBeGreaterThan(3_590_000);
    await ping();
    const [during] = await receiver.arrivals(1);
    expect(during && [signedBy(during, old), signedBy(during, secret)]).toEqual([true, true]);

    const ended = await browser.call("DELETE", "/integration/signing_secret/grace");
    expect(toSettings(await readDashboard("endGracePeriod", ended)).webhook.grace_ends_at).toBeNull();
    await ping();
    const [, after] = await receiver.arrivals(2);
    expect(after && [signedBy(after, old), signedBy(after, secret)]).toEqual([false, true]);
  });

  it("can replace a lost one beside the previous one", async () => {
    const known = String(await saveUrl(browser, receiver.url));
    const lost = await rotate(browser, { grace_seconds: 3_600 });
    const again = await rotate(browser, { keep_previous: true });
    expect(again.integration.webhook.grace_ends_at).toBe(lost.integration.webhook.grace_ends_at);
    await ping();
    const [received] = await receiver.arrivals(1);
    const signs = [known, lost.secret, again.secret].map((each) => received && signedBy(received, each));
    expect(signs).toEqual([true, false, true]);
    // Rotating anew ends that grace, and says so.
    expect((await rotate(browser, { grace_seconds: 0 })).endedGrace).toBe(true);
  });

  it.each([
    ["before there is one", { grace_seconds: 60 }, false, 409, "webhook_not_configured"],
    ["keeping a previous one that is not there", { keep_previous: true }, true, 409, "no_grace_period"],
    ["with a grace of more than 7 days", { grace_seconds: 604_801 }, true, 400, "invalid_request"],
    ["with a negative grace", { grace_seconds: -1 }, true, 400, "invalid_request"],
    ["with a grace and without", { grace_seconds: 60, keep_previous: true }, true, 400, "invalid_request"],
    ["without saying how", {}, true, 400, "invalid_request"],
  ])("is refused %s", async (_name, body, hasUrl, status, code) => {
    if (hasUrl) await saveUrl(browser, receiver.url);
    const response = await browser.call("POST", "/integration/signing_secret", { body });
    expect([response.status, await dashboardErrorCode("rotateSigningSecret", response)]).toEqual([
      status,
      code,
    ]);
  });
});

describe("subscriptions", () => {
  const save = (subscribed_events: unknown) =>
    browser.call("PUT", "/integration/subscriptions", { body: { subscribed_events } });

  it.each([
    [["*"]],
    [["listing.*", "order.cancelled"]],
    [["customer.matched"]],
    [["integration.test_event"]],
  ])("%j are kept", async (events) => {
    const response = await save(events);
    expect(response.status).toBe(200);
    const { webhook } = toSettings(await readDashboard("saveSubscriptions", response));
    expect(webhook.subscribed_events).toEqual(events);
  });

  it.each([[[]], [["nothing.*"]], [["order.sold"]], [["order"]], [["*", "*"]], ["*"]])(
    "%j are refused, at their field",
    async (events) => {
      const response = await save(events);
      expect(response.status).toBe(400);
      expect(await readDashboard("saveSubscriptions", response)).toMatchObject({
        error: { code: "invalid_request", param: expect.stringMatching(/^subscribed_events/) },
      });
    },
  );
});

describe("what waits", () => {
  it("is counted while the integration is off, and goes out when it is on", async () => {
    await saveUrl(browser, receiver.url);
    await patch(browser, { is_enabled: false });
    await ping();
    await ping();
    expect((await settingsOf(browser)).queue).toEqual({ due: 0, retrying: 0, held: 2 });
    await patch(browser, { is_enabled: true });
    await receiver.arrivals(2);
    await expect
      .poll(async () => (await settingsOf(browser)).queue)
      .toEqual({ due: 0, retrying: 0, held: 0 });
  });

  it("is announced before the endpoint is disabled for failing, and let go by enabling it again", async () => {
    await saveUrl(browser, receiver.url);
    const set = (failingSince: string) =>
      server.database.pool.query(
        `UPDATE webhook_endpoints SET consecutive_failures = 20, last_failure_at = now(), failing_since = $2
         WHERE integration_id = $1`,
        [dealer.integrationId, failingSince],
      );
    const day = 24 * 60 * 60 * 1000;
    const since = new Date(Date.now() - 4 * day).toISOString();
    await set(since);
    expect((await settingsOf(browser)).webhook).toMatchObject({
      failing_since: since,
      disables_at: new Date(Date.parse(since) + 5 * day).toISOString(),
      disables_after_failures: 20,
      disabled_at: null,
    });
    await set(new Date(Date.now() - 5 * day - 1).toISOString());
    await watchEndpoints(server.database, recordLog().log);
    await ping();
    const disabled = await settingsOf(browser);
    expect(disabled).toMatchObject({ is_enabled: true, queue: { held: 1 } });
    expect(disabled.webhook).toMatchObject({ disabled_at: expect.any(String), disables_at: null });
    const enabled = await patch(browser, { is_enabled: true });
    expect(enabled.webhook).toMatchObject({
      disabled_at: null,
      failing_since: null,
      consecutive_failures: 0,
    });
    await receiver.arrivals(1);
  });
});
