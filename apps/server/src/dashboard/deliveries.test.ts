import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePast } from "../recovery/testing.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
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
  stranger = await signedInBrowser(server, await createDashboardDealer(server, { webhookUrl: receiver.url }));
});
afterAll(async () => {
  await receiver.close();
  await server.close();
});

interface Page {
  data: { id: string; event_id: string; livemode: boolean; created_at: string }[];
  has_more: boolean;
  next_cursor: string | null;
}

async function list(who: Browser, query: Readonly<Record<string, string>> = {}): Promise<Page> {
  const response = await who.call("GET", `/deliveries?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  // Safe: readDashboard has compared the body with the contract's list.
  return (await readDashboard("listDeliveries", response)) as unknown as Page;
}

const ids = ({ data }: Page) => data.map(({ id }) => id);
const showTestData = (who: Browser, shown: boolean) =>
  who.call("PATCH", "/preferences", { body: { show_test_data: shown } });
const get = async (who: Browser, id: string) =>
  readDashboard("getDelivery", await who.call("GET", `/deliveries/${id}`));

describe("the list", () => {
  let live: string[];
  let test: string[];
  beforeAll(async () => {
    live = await makePast(server, dealer, 4, { status: "dead_letter", livemode: true, madeAgo: 60 });
    test = await makePast(server, dealer, 3, { status: "delivered", livemode: false, madeAgo: 30 });
  });

  it("has the live deliveries, and test ones only if the dealer wants to see them, the newest first", async () => {
    expect(ids(await list(browser))).toEqual([...live].reverse());
    await showTestData(browser, true);
    expect(ids(await list(browser))).toEqual([...live, ...test].reverse());
  });

  it.each(["1", "2", "3", "7"])(
    "is walked in pages of %s over both modes, each delivery once",
    async (limit) => {
      const seen: string[] = [];
      let after: string | null = "";
      for (let pages = 0; after !== null && pages < 10; pages += 1) {
        const page: Page = await list(browser, { limit, ...(after === "" ? {} : { after }) });
        seen.push(...ids(page));
        after = page.next_cursor;
      }
      expect(seen).toEqual([...live, ...test].reverse());
    },
  );

  it("is filtered by status, type and time", async () => {
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    expect(ids(await list(browser, { status: "dead_letter" }))).toEqual([...live].reverse());
    expect(ids(await list(browser, { status: "delivered", type: "order.received" }))).toEqual([test[1]]);
    expect(ids(await list(browser, { created_after: minutesAgo(45) }))).toEqual([...test].reverse());
    expect(ids(await list(browser, { created_before: minutesAgo(45) }))).toEqual([...live].reverse());
    const none = { created_after: minutesAgo(50), created_before: minutesAgo(40) };
    expect(ids(await list(browser, none))).toEqual([]);
  });

  it("finds a delivery by its id, and those of an event by the event's, if they fit the other filters", async () => {
    const [first = ""] = live;
    const { event_id: eventId } = await get(browser, first);
    for (const id of [first, first.toUpperCase(), ` ${first} `, String(eventId)]) {
      expect(ids(await list(browser, { id }))).toEqual([first]);
      expect(ids(await list(browser, { id, status: "pending" }))).toEqual([]);
    }
    for (const id of ["evt_", "nothing", "%", "0190b5a0-0000-7000-8000-000000000000", "evt_1' OR 1=1"]) {
      expect(ids(await list(browser, { id }))).toEqual([]);
    }
  });

  it("finds a text in the body, whatever its case, among what fits the other filters", async () => {
    const [first = "", second = ""] = live;
    await server.database.pool.query(
      `UPDATE events SET payload = $2 WHERE id IN (SELECT event_id FROM webhook_deliveries WHERE id = ANY ($1))`,
      [[first, second], '{"data":{"object":{"id":"24F0EBB1-100%","name":"Zoë_Ångström"}}}'],
    );
    for (const id of ["24f0ebb1", "ZOË_å", "100%"]) {
      expect(ids(await list(browser, { id }))).toEqual([second, first]);
      expect(ids(await list(browser, { id, status: "delivered" }))).toEqual([]);
      expect(ids(await list(stranger, { id }))).toEqual([]);
    }
    const page = await list(browser, { id: "24f0ebb1", limit: "1" });
    expect([ids(page), page.has_more]).toEqual([[second], true]);
    expect(ids(await list(browser, { id: "24f0ebb1", after: page.next_cursor ?? "" }))).toEqual([first]);
    expect(ids(await list(browser, { id: "24f0%" }))).toEqual([]);
  });

  it("is filtered by what the latest attempt came to", async () => {
    const [a = "", b = "", c = "", d = ""] = live;
    const end = (id: string, error: string, status: number | null) =>
      server.database.pool.query(
        `UPDATE webhook_delivery_attempts SET error = $2, response_status = $3 WHERE delivery_id = $1 AND number = 2`,
        [id, error, status],
      );
    await end(a, "http_status", 404);
    await end(b, "timeout", null);
    await end(c, "connection_reset", 200);
    // Delivered by its last attempt: the first was 500.
    await server.database.pool.query(
      `UPDATE webhook_delivery_attempts SET error = NULL, response_status = 204 WHERE delivery_id = ANY ($1) AND number = 2`,
      [test],
    );
    const cases: [outcome: string, wanted: string[]][] = [
      ["4xx", [a]],
      ["5xx", [d]],
      ["500", [d]],
      ["502", []],
      ["2xx", [...test].reverse()],
      ["204", [...test].reverse()],
      ["network_error", [c, b]],
      ["timeout", [b]],
      ["dns", []],
    ];
    for (const [outcome, wanted] of cases) {
      expect([outcome, ids(await list(browser, { outcome }))]).toEqual([outcome, wanted]);
      expect(ids(await list(stranger, { outcome }))).toEqual([]);
    }
    expect(ids(await list(browser, { outcome: "5xx", status: "dead_letter" }))).toEqual([d]);
    expect(ids(await list(browser, { outcome: "5xx", status: "failed" }))).toEqual([]);
    expect(ids(await list(browser, { outcome: "5xx", id: d }))).toEqual([d]);
    expect(ids(await list(browser, { outcome: "4xx", id: d }))).toEqual([]);
    const { event_id: eventId } = await get(browser, d);
    expect(ids(await list(browser, { outcome: "5xx", id: String(eventId) }))).toEqual([d]);
    expect(ids(await list(browser, { outcome: "4xx", id: String(eventId) }))).toEqual([]);
  });

  it("looks at 5,000 for what no index knows, and goes on from there", async () => {
    const own = await createDashboardDealer(server, { webhookUrl: receiver.url });
    const theirs = await signedInBrowser(server, own);
    const past = { status: "dead_letter", livemode: true, attempts: 1 } as const;
    const rare = await makePast(server, own, 2, { ...past, madeAgo: 300 });
    await makePast(server, own, 5_100, { ...past, madeAgo: 200 });
    const [newest = ""] = await makePast(server, own, 1, { ...past, madeAgo: 10 });
    await server.database.pool.query(
      `UPDATE webhook_delivery_attempts SET error = 'tls', response_status = NULL WHERE delivery_id = ANY ($1)`,
      [[...rare, newest]],
    );
    const first = await list(theirs, { outcome: "tls" });
    expect([ids(first), first.has_more]).toEqual([[newest], true]);
    const rest = await list(theirs, { outcome: "tls", after: first.next_cursor ?? "" });
    expect([ids(rest), rest.next_cursor]).toEqual([[...rare].reverse(), null]);
    const one = await list(theirs, { outcome: "tls", limit: "1", after: first.next_cursor ?? "" });
    expect([ids(one), one.has_more]).toEqual([rare.slice(1), true]);
  });

  it("hides a test delivery from who searches its id without wanting test data", async () => {
    const [first = ""] = test;
    await showTestData(browser, false);
    expect(ids(await list(browser, { id: first }))).toEqual([]);
    await showTestData(browser, true);
    expect(ids(await list(browser, { id: first }))).toEqual([first]);
  });

  it("has nothing of another dealer's, by id, event or cursor", async () => {
    await showTestData(stranger, true);
    const { event_id: eventId } = await get(browser, live[0] ?? "");
    const { next_cursor: after } = await list(browser, { limit: "1" });
    for (const query of [{}, { id: live[0] ?? "" }, { id: String(eventId) }, { after: after ?? "" }]) {
      expect(ids(await list(stranger, query))).toEqual([]);
    }
  });

  it.each([
    ["status=unknown", "invalid_request"],
    ["created_before=yesterday", "invalid_request"],
    ["outcome=%25", "invalid_request"],
    ["outcome=9xx", "invalid_request"],
    ["after=x", "invalid_cursor"],
  ])("refuses %s", async (query, code) => {
    const response = await browser.call("GET", `/deliveries?${query}`);
    expect(await dashboardErrorCode("listDeliveries", response)).toBe(code);
  });
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
