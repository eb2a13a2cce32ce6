import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readChecked, readError } from "../test/contract.ts";
import { createLiveDealer, createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { eventsOf } from "../test/events.ts";
import { headerOf, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import type { Order } from "./serialize.ts";
import { alice, cancel, create, get } from "./testing.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe("POST /orders/{id}/cancel", () => {
  it("cancels a pending order and sends order.cancelled, to its own integration too", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: "http://127.0.0.1:9999/hook" });
    const order = await create(dealer);
    const response = await cancel(dealer, order.id);
    expect(response.status).toBe(200);
    const cancelled = await readChecked("cancelOrder", response);
    expect(cancelled).toEqual({
      ...order,
      status: "cancelled",
      cancelled_at: cancelled.updated_at,
      updated_at: expect.any(String),
    });
    expect(String(cancelled.updated_at) > order.updated_at).toBe(true);
    expect(await readChecked("getOrder", await get(dealer, order.id))).toEqual(cancelled);
    expect((await eventsOf(server, dealer))[1]).toMatchObject({
      type: "order.cancelled",
      deliveries: ["pending"],
      queued: 1,
      payload: { data: { object: cancelled, previous_attributes: { status: "pending" } } },
    });
  });

  it.each(["cancelled", "fulfilled"] as const)("refuses a %s order, and changes nothing", async (status) => {
    const dealer = await createTestDealer(server);
    const { id } = await create(dealer);
    await server.database.prisma.order.update({ where: { id }, data: { status } });
    const before = await readChecked("getOrder", await get(dealer, id));
    const error = await readError("cancelOrder", await cancel(dealer, id));
    expect(error).toMatchObject({ code: "order_not_cancellable", type: "conflict_error" });
    expect(await readChecked("getOrder", await get(dealer, id))).toEqual(before);
    expect(await eventsOf(server, dealer)).toHaveLength(1);
  });

  it("lets one of eight at once win, with one event", async () => {
    const dealer = await createTestDealer(server);
    const { id } = await create(dealer);
    const answers = await Promise.all(Array.from({ length: 8 }, () => cancel(dealer, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    const types = (await eventsOf(server, dealer)).map(({ type }) => type);
    expect(types).toEqual(["order.received", "order.cancelled"]);
  });
});

describe("the receiver of an integration", () => {
  it("hears of its cancelled order, and not of the order and the upserts that it made itself", async () => {
    const receiver = await startReceiver();
    try {
      const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
      server.startWorker();
      const { id } = await create(dealer);
      for (let times = 0; times < 2; times += 1) await postJson(dealer, "/customers", { email: alice.email });
      expect((await cancel(dealer, id)).status).toBe(200);
      const arrived = await receiver.arrivals(1);
      expect((await dealer.call("POST", "/test/webhook_ping")).status).toBe(202);
      await receiver.arrivals(2);
      const types = arrived.map((delivery) => headerOf(delivery, "x-wth-event-type"));
      expect(types).toEqual(["order.cancelled", "integration.test_event"]);
    } finally {
      await receiver.close();
    }
  });
});

describe("cancelling a matched order", () => {
  /** Matches an order as the dashboard will: a sale, and for a live one the listing is sold. */
  async function match(dealer: TestDealer, order: Order): Promise<string> {
    const { prisma } = server.database;
    const { id } = await prisma.listing.findFirstOrThrow({
      where: { userId: dealer.userId, status: "active" },
    });
    const sale = { userId: dealer.userId, listingId: id, orderId: order.id, isTest: order.is_test };
    await prisma.sale.create({ data: sale });
    await prisma.order.update({ where: { id: order.id }, data: { listingId: id } });
    if (!order.is_test) await prisma.listing.update({ where: { id }, data: { status: "sold" } });
    return id;
  }

  it("puts the listing of a live one back into stock, and says so", async () => {
    const { live } = await createLiveDealer(server, {
      listings: 2,
      webhookUrl: "http://127.0.0.1:9999/hook",
    });
    const order = await create(live);
    const listingId = await match(live, order);
    const response = await cancel(live, order.id);
    expect(await readChecked("cancelOrder", response)).toMatchObject({ listing_id: listingId });
    const listing = await readChecked("getListing", await live.call("GET", `/listings/${listingId}`));
    expect(listing.status).toBe("active");
    expect(Date.parse(String(listing.updated_at))).toBeGreaterThan(Date.parse(order.updated_at));
    const events = await eventsOf(server, live);
    expect(events.slice(1).map(({ type, queued }) => [type, queued])).toEqual(
      expect.arrayContaining([
        ["order.cancelled", 1],
        ["listing.in_stock", 1],
      ]),
    );
    const sales = await server.database.prisma.sale.findMany({ where: { orderId: order.id } });
    expect(sales).toMatchObject([{ voidedAt: expect.any(Date) }]);
  });

  it("never changes a listing for a test order, also when a live one has sold it", async () => {
    const { live, test } = await createLiveDealer(server, { listings: 1 });
    const order = await create(test);
    const listingId = await match(test, order);
    await match(live, await create(live));
    const before = await server.database.prisma.listing.findUniqueOrThrow({ where: { id: listingId } });
    expect((await cancel(test, order.id)).status).toBe(200);
    const after = await server.database.prisma.listing.findUniqueOrThrow({ where: { id: listingId } });
    expect(after).toEqual(before);
    expect(before.status).toBe("sold");
    const types = (await eventsOf(server, live)).map(({ type }) => type);
    expect(types).not.toContain("listing.in_stock");
  });

  it("leaves a listing alone that another order has sold meanwhile", async () => {
    const { live } = await createLiveDealer(server, { listings: 1 });
    const order = await create(live);
    const listingId = await match(live, order);
    await server.database.prisma.sale.updateMany({
      where: { orderId: order.id },
      data: { voidedAt: new Date() },
    });
    await server.database.prisma.sale.create({
      data: { userId: live.userId, listingId, orderId: (await create(live)).id, isTest: false },
    });
    expect((await cancel(live, order.id)).status).toBe(200);
    const listing = await server.database.prisma.listing.findUniqueOrThrow({ where: { id: listingId } });
    expect(listing.status).toBe("sold");
  });
});
