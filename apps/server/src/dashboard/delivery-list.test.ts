import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePast } from "../recovery/testing.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { get, ids, list, type Page, showTestData } from "./delivery-testing.ts";
import {
  type Browser,
  createDashboardDealer,
  type DashboardDealer,
  dashboardErrorCode,
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
    expect(ids(await list(theirs, { limit: "50" }))).toHaveLength(50);
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
