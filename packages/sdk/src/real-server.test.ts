import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ConflictError,
  type CreateOrderParams,
  IdempotencyError,
  NotFoundError,
  ValidationError,
  WatchTraderHub,
  type WebhookDelivery,
} from "./index.ts";
import { API_KEY } from "./testing/fixtures.ts";
import { type RealServer, startRealServer } from "./testing/real-server.ts";

const LISTINGS = 7;

let server: RealServer;
let wth: WatchTraderHub;
beforeAll(async () => {
  server = await startRealServer({ listings: LISTINGS });
  wth = server.wth;
}, 60_000);
afterAll(() => server.close());

const order = (external_id: string): CreateOrderParams => ({
  external_id,
  total_amount: 1_500_000,
  currency: "USD",
  buyer: { name: "Alice", email: "alice@example.com", country: "US" },
  line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1_500_000 }],
  metadata: { shop_channel: "web" },
});

/** Every item of a list. */
async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** The delivery once its attempts are over. */
async function settled(id: string): Promise<WebhookDelivery> {
  const status = async () => (await wth.webhookDeliveries.get(id)).status;
  await expect.poll(status, { timeout: 10_000 }).not.toBe("pending");
  return wth.webhookDeliveries.get(id);
}

describe("against the real server", () => {
  it("me and health", async () => {
    await expect(wth.me()).resolves.toMatchObject({ object: "integration", is_test_mode: true });
    const stranger = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
    await expect(stranger.health()).resolves.toMatchObject({ status: "ok" });
  });

  it("listings: all, a page, one", async () => {
    const listings = await all(wth.listings.list({ limit: 3 }));
    expect(new Set(listings.map(({ id }) => id)).size).toBe(LISTINGS);
    const page = await wth.listings.list({ limit: 3 });
    expect(page).toMatchObject({ data: listings.slice(0, 3), has_more: true });
    await expect(wth.listings.get(page.data[0]?.id ?? "")).resolves.toEqual(page.data[0]);
    await expect(wth.listings.get(randomUUID())).rejects.toThrow(NotFoundError);
    await expect(wth.listings.list({ after: "broken" })).rejects.toMatchObject({ code: "invalid_cursor" });
  });

  it("listings: a copy that is kept in step", async () => {
    const sync = wth.listings.sync();
    const copy = await all(sync);
    expect(copy).toEqual(await all(wth.listings.list()));
    expect(sync.checkpoint).toBe(copy[0]?.updated_at);
    await expect(all(wth.listings.sync({ since: sync.checkpoint }))).resolves.toEqual([]);
    const beforeLast = copy[1]?.updated_at;
    await expect(all(wth.listings.sync({ since: beforeLast }))).resolves.toEqual(copy.slice(0, 1));
    await expect(all(wth.listings.sync({ since: "yesterday" }))).rejects.toThrow(ValidationError);
  });

  it("customers: created, matched, found", async () => {
    const given = { external_id: "ext-A1", email: "a1@example.com", name: "Customer A1" };
    const created = await wth.customers.upsert(given).withResponse();
    expect(created.response.status).toBe(201);
    expect(created.data).toMatchObject({ ...given, matched_existing: false, is_test: true });
    const matched = await wth.customers.upsert({ email: given.email, phone: "+15551111" }).withResponse();
    expect(matched.response.status).toBe(200);
    expect(matched.data).toMatchObject({ ...given, phone: "+15551111", matched_existing: true });
    const read = await wth.customers.get(created.data.id);
    expect(read).toMatchObject({ id: created.data.id, phone: "+15551111", matched_existing: false });
    await expect(wth.customers.list({ email: "A1@example.com" })).resolves.toMatchObject({ data: [read] });
    await expect(wth.customers.get(randomUUID())).rejects.toThrow(NotFoundError);
  });

  it("customers: 500 in bulk, with one that is not valid, in their order", async () => {
    const customers = Array.from({ length: 500 }, (_, index) => ({ external_id: `bulk-${index}` }));
    customers[250] = { external_id: "" };
    const { data } = await wth.customers.bulkUpsert({ customers });
    expect(data.map(({ index }) => index)).toEqual(customers.map((_, index) => index));
    expect(data.flatMap((result) => (result.status === "error" ? [result.error.param] : []))).toEqual([
      "customers[250].external_id",
    ]);
    const found = await all(wth.customers.list());
    expect(found.filter(({ external_id }) => external_id?.startsWith("bulk-"))).toHaveLength(499);
    await expect(wth.customers.bulkUpsert({ customers: [] })).rejects.toThrow(ValidationError);
  });

  it("orders: reported once, found, cancelled once", async () => {
    const idempotencyKey = randomUUID();
    const created = await wth.orders.create(order("shop-1"), { idempotencyKey });
    expect(created).toMatchObject({ ...order("shop-1"), status: "pending", listing_id: null });
    const again = await wth.orders.create(order("shop-1"), { idempotencyKey }).withResponse();
    expect(again.data).toEqual(created);
    expect(again.response.headers.get("idempotent-replay")).toBe("true");
    await expect(wth.orders.create(order("shop-2"), { idempotencyKey })).rejects.toThrow(IdempotencyError);
    await expect(wth.orders.create(order("shop-1"))).rejects.toMatchObject({ code: "order_already_exists" });
    await expect(wth.orders.get(created.id)).resolves.toEqual(created);
    await expect(all(wth.orders.list({ external_id: "shop-1" }))).resolves.toEqual([created]);
    const cancelled = await wth.orders.cancel(created.id);
    expect(cancelled).toMatchObject({ id: created.id, status: "cancelled" });
    await expect(wth.orders.cancel(created.id)).rejects.toThrow(ConflictError);
    await expect(all(wth.orders.iterate({ status: "cancelled" }))).resolves.toEqual([cancelled]);
  });

  it("a wrong field is named", async () => {
    const wrong = { ...order("shop-3"), line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 0.5 }] };
    await expect(wth.orders.create(wrong)).rejects.toMatchObject({
      name: "ValidationError",
      param: "line_items[0].unit_amount",
    });
  });

  it("test events of every type, with the sample or with data", async () => {
    const { id } = await wth.orders.create(order("shop-4"));
    const sent = await wth.test.sendEvent({
      type: "order.cancelled",
      data: { object: await wth.orders.get(id), previous_attributes: { status: "pending" } },
    });
    const event = await wth.events.get(sent.event_id);
    expect(event.type === "order.cancelled" && event.data.object.external_id).toBe("shop-4");
    const sample = await wth.test.sendEvent({ type: "listing.sold" });
    await expect(wth.events.get(sample.event_id)).resolves.toMatchObject({
      type: "listing.sold",
      livemode: false,
    });
    expect((await all(wth.events.list({ type: "listing.sold" }))).map((one) => one.id)).toEqual([
      sample.event_id,
    ]);
  });

  it("events and deliveries: sent, replayed, given up, retried", async () => {
    const ping = await wth.test.webhookPing();
    const delivered = await settled(ping.delivery_id);
    expect(delivered).toMatchObject({
      event_id: ping.event_id,
      status: "delivered",
      attempts: [{ number: 1 }],
    });
    await expect(wth.webhookDeliveries.retry(delivered.id)).rejects.toMatchObject({
      code: "delivery_not_retryable",
    });

    server.receiver.status = 500;
    const replayed = await wth.events.replay(ping.event_id);
    expect(replayed).toMatchObject({ event_id: ping.event_id });
    expect(replayed.id).not.toBe(delivered.id);
    await expect(settled(replayed.id)).resolves.toMatchObject({ status: "dead_letter" });

    server.receiver.status = 200;
    await wth.webhookDeliveries.retry(replayed.id);
    await expect
      .poll(() => wth.webhookDeliveries.get(replayed.id))
      .toMatchObject({
        status: "delivered",
        attempts: [{ response_status: 500 }, { response_status: 200 }],
      });
    const log = await all(wth.webhookDeliveries.list({ event_id: ping.event_id, limit: 1 }));
    expect(log.map(({ id }) => id)).toEqual([replayed.id, delivered.id]);
  });
});
