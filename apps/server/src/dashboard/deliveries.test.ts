import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePast } from "../recovery/testing.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { get, ids, list, showTestData } from "./delivery-testing.ts";
import {
  type Browser,
  createDashboardDealer,
  type DashboardDealer,
  dashboardErrorCode,
  readDashboard,
  signedInBrowser,
} from "./testing.ts";

let server: TestServer;
let receiver: Receiver;
let dealer: DashboardDealer;
let browser: Browser;
let stranger: Browser;
beforeAll(async () => {
  server = await startTestServer();
  receiver = await startReceiver();
  dealer = await createDashboardDealer(server, { webhookUrl: receiver.url });
  browser = await signedInBrowser(server, dealer);
  await showTestData(browser, true);
  stranger = await signedInBrowser(server, await createDashboardDealer(server, { webhookUrl: receiver.url }));
});
afterAll(async () => {
  await receiver.close();
  await server.close();
});

describe("another dealer's delivery", () => {
  it.each([
    ["GET", "", "getDelivery"],
    ["POST", "/retry", "retryDelivery"],
    ["POST", "/cancel", "cancelDelivery"],
    ["POST", "/replay", "replayDelivery"],
    ["POST", "/signature", "signDelivery"],
  ] as const)("%s …%s is like none, and stays as it is", async (method, action, operation) => {
    const [id = ""] = await makePast(server, dealer, 1, { status: "failed" });
    const before = await get(browser, id);
    const answers = await Promise.all(
      [id, "0190b5a0-0000-7000-8000-000000000000"].map(async (each) => {
        const response = await stranger.call(method, `/deliveries/${each}${action}`);
        return [response.status, await dashboardErrorCode(operation, response)];
      }),
    );
    expect(answers).toEqual([
      [404, "resource_not_found"],
      [404, "resource_not_found"],
    ]);
    expect(await get(browser, id)).toEqual(before);
  });
});

describe("what can be done about a delivery", () => {
  const act = async (id: string, action: "retry" | "cancel" | "replay") =>
    browser.call("POST", `/deliveries/${id}/${action}`);

  it("a failed one, or a dead letter, is retried", async () => {
    for (const status of ["failed", "dead_letter"] as const) {
      const [id = ""] = await makePast(server, dealer, 1, { status, livemode: status === "failed" });
      const response = await act(id, "retry");
      expect(response.status).toBe(202);
      expect(await readDashboard("retryDelivery", response)).toMatchObject({ id, status: "pending" });
    }
  });

  it("one that waits is called off", async () => {
    const [id = ""] = await makePast(server, dealer, 1, { status: "failed" });
    const response = await act(id, "cancel");
    expect(response.status).toBe(200);
    expect(await readDashboard("cancelDelivery", response)).toMatchObject({
      id,
      status: "cancelled",
      next_attempt_at: null,
    });
  });

  it("its event is sent again, as a new delivery", async () => {
    const [id = ""] = await makePast(server, dealer, 1, { status: "delivered", livemode: true });
    const original = await get(browser, id);
    const response = await act(id, "replay");
    expect(response.status).toBe(202);
    const replayed = await readDashboard("replayDelivery", response);
    expect(replayed).toMatchObject({ event_id: original.event_id, status: "pending", livemode: true });
    expect(replayed.id).not.toBe(id);
  });

  it.each([
    ["retry", "delivered", "delivery_not_retryable"],
    ["retry", "cancelled", "delivery_not_retryable"],
    ["cancel", "delivered", "delivery_not_cancellable"],
    ["cancel", "dead_letter", "delivery_not_cancellable"],
  ] as const)("%s is refused where it is %s", async (action, status, code) => {
    const [id = ""] = await makePast(server, dealer, 1, { status });
    const response = await act(id, action);
    expect(response.status).toBe(409);
    expect(await dashboardErrorCode(`${action}Delivery`, response)).toBe(code);
  });
});

describe("a test event", () => {
  it("carries the data that was given, in test mode", async () => {
    const body = {
      type: "listing.updated",
      data: { object: { id: crypto.randomUUID(), object: "listing" } },
    };
    const withAttributes = { ...body, data: { ...body.data, previous_attributes: { status: "active" } } };
    const response = await browser.call("POST", "/test_events", { body: withAttributes });
    const { delivery_id: id, event_id: eventId } = await readDashboard("sendTestEvent", response);
    const shown = await get(browser, String(id));
    expect(shown).toMatchObject({ event_id: eventId, event_type: "listing.updated", livemode: false });
    expect(JSON.parse(String(shown.request_body))).toMatchObject({
      data: withAttributes.data,
      livemode: false,
    });
  });

  it("is refused for data that does not fit, and without a URL, and then leaves nothing", async () => {
    const wrong = await browser.call("POST", "/test_events", {
      body: { type: "order.received", data: { object: {} } },
    });
    expect(wrong.status).toBe(400);
    expect(await readDashboard("sendTestEvent", wrong)).toMatchObject({
      error: { code: "invalid_request", param: expect.stringMatching(/^data\.object/) },
    });
    const bare = await signedInBrowser(server, await createDashboardDealer(server));
    const refused = await bare.call("POST", "/test_events", { body: { type: "listing.sold" } });
    expect(await dashboardErrorCode("sendTestEvent", refused)).toBe("webhook_not_configured");
    await showTestData(bare, true);
    expect(ids(await list(bare))).toEqual([]);
  });
});

// Last: from here on a worker sends.
describe("a delivery", () => {
  it("is shown as it was sent and as it was answered, whatever that was", async () => {
    const hostile = `<script>document.title = "1"</script>\u0000\u202e<img src=x onerror=alert(1)>`;
    receiver.answer = () => ({
      status: 418,
      headers: { "content-type": "text/html", "x-hostile": "<b>1</b>", "set-cookie": "a=b" },
      body: hostile,
    });
    server.startWorker();
    const sent = await browser.call("POST", "/test_events", { body: { type: "order.received" } });
    expect(sent.status).toBe(202);
    const { delivery_id: id } = await readDashboard("sendTestEvent", sent);
    await expect.poll(async () => (await get(browser, String(id))).status).toBe("failed");
    receiver.answer = () => ({ status: 200 });
    const received = receiver.received.find(({ headers }) => headers["x-wth-delivery-id"] === id);

    const response = await browser.call("GET", `/deliveries/${id}`);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const shown = await readDashboard("getDelivery", response);
    expect(shown.request_body).toBe(received?.body);
    const [attempt] = shown.attempts as Record<string, unknown>[]; // compared with the contract
    expect(attempt).toMatchObject({ number: 1, response_status: 418, error: "http_status" });
    expect(attempt?.response_body_preview).toBe(hostile.replace("\u0000", "\ufffd"));
    expect(attempt?.response_headers).toContain("x-hostile: <b>1</b>");
    const headers = attempt?.request_headers as { name: string; value: string }[]; // compared with the contract
    for (const { name, value } of headers) {
      const wasSent = String(received?.headers[name]);
      if (!name.endsWith("signature")) expect([name, value]).toEqual([name, wasSent]);
      // The time as it was; the signature itself is not kept.
      else expect(wasSent.startsWith(value.replace("(not kept)", ""))).toBe(true);
    }
    expect(JSON.stringify(shown)).not.toContain(dealer.secret);
  });

  it("can be repeated by hand: its headers are signed anew, so that a receiver takes it", async () => {
    const { verify } = await import("@watchtraderhub/webhook-verifier");
    const { data } = await list(browser, { type: "order.received" });
    const id = data[0]?.id ?? "";
    const { request_body: body } = await get(browser, id);
    const answer = await browser.call("POST", `/deliveries/${id}/signature`);
    const { headers } = await readDashboard("signDelivery", answer);
    const fields = headers as { name: string; value: string }[]; // compared with the contract
    const asObject = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    expect(await verify({ body: String(body), headers: asObject, secrets: dealer.secret })).toMatchObject({
      matchedSecretIndex: 0,
    });
    expect(asObject["x-wth-delivery-id"]).toBe(id);
    expect(JSON.stringify(headers)).not.toContain("whsec_");
  });
});
