import { randomUUID } from "node:crypto";
import { verify } from "@watchtraderhub/webhook-verifier";
import type { EventType } from "@wth/contract";
import { addDays, randomIdAt, replayEvent, sqlIdAt } from "@wth/database";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { encodeCursor } from "../http/cursor.ts";
import { setWebhook } from "../integration/webhook.ts";
import { readChecked, readError } from "../test/contract.ts";
import { createLiveDealer, createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { readPage, walk } from "../test/pages.ts";
import { headerOf, type Received, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { formatEventId } from "./event-id.ts";

let server: TestServer;
let receiver: Receiver;
beforeAll(async () => {
  server = await startTestServer();
  server.startWorker({ WTH_RETRY_SCHEDULE: "0" });
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

/** Fires an event; returns its id and its delivery's. */
async function fire(dealer: TestDealer, type: EventType = "listing.sold") {
  const response = await postJson(dealer, "/test/events", { type });
  const { event_id, delivery_id } = await readChecked("sendTestEvent", response);
  return { eventId: String(event_id), deliveryId: String(delivery_id) };
}

const get = (dealer: TestDealer, id: string) => dealer.call("GET", `/events/${id}`);
const replay = (dealer: TestDealer, id: string) => dealer.call("POST", `/events/${id}/replay`);
const uuidOf = (eventId: string) =>
  eventId.replace(/^evt_(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
/** Makes an event so many days old; returns its id, because that says so. */
async function setDay(eventId: string, days: number): Promise<string> {
  const id = randomIdAt(addDays(new Date(), -days));
  const payload = "replace(payload, $3, $4)";
  const old = formatEventId(id);
  await server.database.pool.query(`UPDATE events SET id = $2, payload = ${payload} WHERE id = $1`, [
    uuidOf(eventId),
    id,
    eventId,
    old,
  ]);
  return old;
}

describe("an event", () => {
  it("is served exactly as it was sent", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
    const { eventId } = await fire(dealer, "order.received");
    const [sent] = (await receiver.arrivals(1)) as [Received];
    const text = await (await get(dealer, eventId)).text();
    expect(text).toBe(sent.body);
    expect(await readChecked("getEvent", await get(dealer, eventId))).toEqual(JSON.parse(sent.body));
    expect((await readPage(dealer, "listEvents")).data).toEqual([JSON.parse(sent.body)]);
  });

  it("is not to be had by another dealer, nor in the other mode", async () => {
    const { live, test } = await createLiveDealer(server, { webhookUrl: receiver.url });
    const stranger = await createTestDealer(server, { webhookUrl: receiver.url });
    const { event_id } = await readChecked("sendWebhookPing", await live.call("POST", "/test/webhook_ping"));
    const liveId = String(event_id);
    const { eventId: testId } = await fire(live);

    expect((await get(live, liveId)).status).toBe(200);
    expect((await get(test, testId)).status).toBe(200);
    for (const [dealer, id] of [
      [live, testId],
      [test, liveId],
      [stranger, liveId],
      [stranger, testId],
      [live, `evt_${"0".repeat(32)}`],
      [live, "evt_1"],
      [live, uuidOf(liveId)],
    ] as const) {
      expect(await readError("getEvent", await get(dealer, id))).toMatchObject({
        code: "resource_not_found",
        param: "id",
      });
      expect(await readError("replayEvent", await replay(dealer, id))).toMatchObject({
        code: "resource_not_found",
        param: "id",
      });
    }
    expect((await walk(live, "listEvents")).map(({ id }) => id)).toEqual([liveId]);
    expect((await walk(test, "listEvents")).map(({ id }) => id)).toEqual([testId]);
    expect(await walk(stranger, "listEvents")).toEqual([]);
  });

  it("is shown for 30 days", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
    const [first, second] = [await fire(dealer), await fire(dealer)];
    const old = await setDay(first.eventId, 29);
    const expired = await setDay(second.eventId, 30);
    expect((await get(dealer, old)).status).toBe(200);
    expect((await get(dealer, expired)).status).toBe(404);
    expect((await replay(dealer, expired)).status).toBe(404);
    const since = { created_after: "2000-01-01T00:00:00Z" };
    expect((await walk(dealer, "listEvents", since)).map(({ id }) => id)).toEqual([old]);
  });
});

describe("GET /events", () => {
  /** `count` events of three types in turn, five at a time of the same moment, straight into the log. */
  async function fill(dealer: TestDealer, count: number, from = new Date("2026-01-01T00:00:00Z")) {
    const { rows } = await server.database.pool.query(
      `INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
       SELECT id, $1, type, '2026-05-07', false,
              json_build_object('id', 'evt_' || replace(id::text, '-', ''), 'object', 'event', 'type', type,
                'api_version', '2026-05-07', 'livemode', false,
                'created_at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                'data', json_build_object('object', json_build_object('object', 'listing', 'id', id)))::text
       FROM (SELECT ${sqlIdAt("at")} AS id, (ARRAY['listing.sold', 'listing.published', 'listing.in_stock'])[1 + n % 3] AS type, at
             FROM (SELECT n, $3::timestamptz + (n / 5) * interval '1 ms' AS at FROM generate_series(1, $2::int) n) made) e
       RETURNING id`,
      [dealer.integrationId, count, from],
    );
    return rows.map(({ id }) => `evt_${String(id).replaceAll("-", "")}`);
  }
  const recently = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  it("walks 3,000 rows in order while events are recorded: none missed, none twice", async () => {
    const dealer = await createTestDealer(server);
    const before = await fill(dealer, 3_000, recently(60));
    let recorded = 0;
    const events = await walk(dealer, "listEvents", { limit: "100" }, async () => {
      recorded += (await fill(dealer, 7, new Date())).length;
    });
    const ids = events.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids)).toEqual(new Set(before));
    expect(recorded).toBe(210);
    const keys = events.map(({ created_at, id }) => `${created_at} ${id}`);
    expect(keys).toEqual([...keys].sort().reverse());
  });

  it("filters by type and by time, and both", async () => {
    const dealer = await createTestDealer(server);
    await fill(dealer, 30, recently(60));
    await fill(dealer, 3, recently(5));
    const sold = await walk(dealer, "listEvents", { type: "listing.sold", limit: "4" });
    expect(sold.map(({ type }) => type)).toEqual(Array(11).fill("listing.sold"));
    const [newest] = sold;
    const since = { created_after: recently(30).toISOString() };
    expect(await walk(dealer, "listEvents", since)).toHaveLength(3);
    expect(await walk(dealer, "listEvents", { ...since, type: "listing.sold" })).toEqual([newest]);
    expect(await walk(dealer, "listEvents", { created_after: newest?.created_at ?? "" })).toEqual([]);
    expect(await walk(dealer, "listEvents", { type: "order.fulfilled" })).toEqual([]);
  });

  it("gives pages of 20, and no cursor after one that is exactly full", async () => {
    const dealer = await createTestDealer(server);
    await fill(dealer, 21, recently(5));
    expect((await readPage(dealer, "listEvents")).data).toHaveLength(20);
    expect(await readPage(dealer, "listEvents", { limit: "21" })).toMatchObject({
      has_more: false,
      next_cursor: null,
    });
  });

  const cursor = (list: "events" | "listings" | "webhook_deliveries") =>
    encodeCursor(list, { id: randomUUID(), at: new Date() });
  it.each([
    ["an unknown type", { type: "listing.gone" }, "invalid_request", "type"],
    ["a subscription instead of a type", { type: "listing.*" }, "invalid_request", "type"],
    ["a time that is none", { created_after: "yesterday" }, "invalid_request", "created_after"],
    ["an unencoded plus", { created_after: "2026-05-08T08:41:16 02:00" }, "invalid_request", "created_after"],
    [
      "a filter of another list",
      { updated_after: "2026-05-08T08:41:16Z" },
      "invalid_request",
      "updated_after",
    ],
    ["a limit of 0", { limit: "0" }, "invalid_request", "limit"],
    ["an event's id as cursor", { after: `evt_${"a".repeat(32)}` }, "invalid_cursor", "after"],
    ["a cursor of the listings", { after: cursor("listings") }, "invalid_cursor", "after"],
    ["a cursor of the deliveries", { after: cursor("webhook_deliveries") }, "invalid_cursor", "after"],
  ])("refuses %s", async (_name, query, code, param) => {
    const dealer = await createTestDealer(server);
    const response = await dealer.call("GET", `/events?${new URLSearchParams(query)}`);
    expect(response.status).toBe(400);
    expect(await readError("listEvents", response)).toMatchObject({ code, param });
  });
});

describe("POST /events/{id}/replay", () => {
  it("sends the same event once more, as a delivery of its own, byte for byte", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
    const { eventId, deliveryId } = await fire(dealer, "customer.matched");
    await receiver.arrivals(1);
    const response = await replay(dealer, eventId);
    expect(response.status).toBe(202);
    const delivery = await readChecked("replayEvent", response);
    expect(delivery).toMatchObject({
      event_id: eventId,
      event_type: "customer.matched",
      endpoint_url: receiver.url,
      status: "pending",
      attempt_count: 0,
      attempts: [],
      livemode: false,
      next_attempt_at: delivery.created_at,
    });
    const [first, second] = (await receiver.arrivals(2)) as [Received, Received];
    expect(second.body).toBe(first.body);
    expect(headerOf(second, "x-wth-event-id")).toBe(eventId);
    expect(headerOf(first, "x-wth-delivery-id")).toBe(deliveryId);
    expect(headerOf(second, "x-wth-delivery-id")).toBe(delivery.id);
    expect(headerOf(second, "x-wth-delivery-attempt")).toBe("1");
    await verify({ body: second.body, headers: second.headers, secrets: dealer.secret });
    expect(await walk(dealer, "listEvents")).toHaveLength(1);
    expect(await walk(dealer, "listWebhookDeliveries", { event_id: eventId })).toHaveLength(2);
  });

  it("goes to the endpoint as it is now, whatever it is subscribed to, and sends what was suppressed", async () => {
    const dealer = await createTestDealer(server);
    const order = { external_id: randomUUID(), total_amount: 1, currency: "USD", buyer: { name: "Alice" } };
    const line_items = [{ sku: "116610LN", quantity: 1, unit_amount: 1 }];
    expect((await postJson(dealer, "/orders", { ...order, line_items })).status).toBe(201);
    const [event] = await walk(dealer, "listEvents");
    const id = event?.id ?? "";
    expect(await readError("replayEvent", await replay(dealer, id))).toMatchObject({
      code: "webhook_not_configured",
    });
    expect(await walk(dealer, "listWebhookDeliveries")).toEqual([]);

    const secret = await server.database.prismaTransaction((tx) => {
      const settings = { url: receiver.url, events: ["listing.*"] };
      return setWebhook(tx, server.keyring, dealer.integrationId, settings, true);
    });
    const { endpoint_url } = await readChecked("replayEvent", await replay(dealer, id));
    expect(endpoint_url).toBe(receiver.url);
    const [sent] = (await receiver.arrivals(1)) as [Received];
    await verify({ body: sent.body, headers: sent.headers, secrets: secret ?? "" });
    expect(JSON.parse(sent.body)).toEqual(event);
  });

  it("happens once for one idempotency key", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
    const { eventId } = await fire(dealer);
    const headers = { "idempotency-key": randomUUID() };
    const [first, second] = [
      await dealer.call("POST", `/events/${eventId}/replay`, { headers }),
      await dealer.call("POST", `/events/${eventId}/replay`, { headers }),
    ];
    expect(second.headers.get("idempotent-replay")).toBe("true");
    expect(await second.text()).toBe(await first.text());
    expect(await walk(dealer, "listWebhookDeliveries", { event_id: eventId })).toHaveLength(2);
  });

  it("waits if the integration is disabled at the same moment", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
    const { eventId } = await fire(dealer);
    await receiver.arrivals(1);
    await server.database.pool.query("UPDATE integrations SET is_enabled = false WHERE id = $1", [
      dealer.integrationId,
    ]);
    // What the request would do that was let in just before.
    const [replayed] = await server.database.transaction((tx) =>
      tx.run(replayEvent, [uuidOf(eventId), dealer.integrationId, false]),
    );
    const { rows } = await server.database.pool.query(
      "SELECT q.due_at = 'infinity' AS held, d.next_attempt_at FROM delivery_queue q JOIN webhook_deliveries d ON d.id = q.delivery_id WHERE d.id = $1",
      [replayed?.delivery_id],
    );
    expect(rows).toEqual([{ held: true, next_attempt_at: null }]);
  });
});
