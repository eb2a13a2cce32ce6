import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancel as cancelThroughApi, create as createThroughApi } from "../orders/testing.ts";
import { readChecked } from "../test/contract.ts";
import { createLiveDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { dashboardErrorCode } from "./testing.ts";
import { asEvent, Dealership, sent } from "./testing-dealership.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const reference = (id: string) => ({ object: { id, object: "listing" } });
const typesOf = async (us: Dealership, from = 0) => (await us.events(from)).map(({ type }) => type);

describe("suggestions for an order", () => {
  it("name what it is for first, and only what is for sale", async () => {
    const us = await Dealership.open(server);
    const add = (ref: string | null, amount = 1) =>
      us.add({
        watch: { brand: "Rolex", model: `Ref ${ref}`, reference: ref },
        price: { amount, currency: "USD" },
      });
    const [other, priced, similar, same, sold, unknown] = [
      await add("999"),
      await add("888", 1_500_000),
      await add("116610"),
      await add("116610 ln"),
      await add("116610LN"),
      await add(null),
    ];
    await us.sell(sold.id);
    const order = await us.order();
    const found = await us.suggestions(order.id);
    expect(found.map(({ listing, reason }) => [listing.id, reason])).toEqual([
      [same.id, "same_reference"],
      [similar.id, "similar_reference"],
      [priced.id, "same_price"],
      [unknown.id, null],
      [other.id, null],
    ]);
    const searched = await us.suggestions(order.id, "?q=REF%20999");
    expect(searched.map(({ listing }) => listing)).toMatchObject([{ id: other.id, model: "Ref 999" }]);
  });
});

describe("matching", () => {
  it("sells the watch: listing.sold; fulfilling is order.fulfilled", async () => {
    const us = await Dealership.open(server);
    const listing = await us.add({ is_published: true });
    const order = await us.order({ buyer: { name: "Bob" } });
    const matched = await us.match(order.id, listing.id);
    expect(matched).toMatchObject({
      status: "pending",
      listing_id: listing.id,
      listing: { id: listing.id, brand: "Rolex", status: "sold", price: { amount_formatted: "$12,000.00" } },
    });
    const sold = await us.item(listing.id);
    expect(sold).toMatchObject({ status: "sold", sale: { order_id: order.id } });
    expect(order.updated_at < matched.updated_at && matched.updated_at < sold.updated_at).toBe(true);
    const fulfilled = await us.fulfil(order.id);
    expect(fulfilled).toMatchObject({ status: "fulfilled", fulfilled_at: fulfilled.updated_at });
    expect(await us.events(2)).toEqual([
      { type: "listing.sold", data: reference(listing.id), ...sent },
      {
        type: "order.fulfilled",
        data: { object: asEvent(fulfilled), previous_attributes: { status: "pending" } },
        ...sent,
      },
    ]);
  });

  it("is undone while the order is pending, from either side: listing.in_stock", async () => {
    const us = await Dealership.open(server);
    const { id } = await us.add({ is_published: true });
    const order = await us.order({ buyer: { name: "Bob" } });
    await us.match(order.id, id);
    expect(await us.unmatch(order.id)).toMatchObject({ listing_id: null, listing: null, status: "pending" });
    await us.match(order.id, id);
    expect(await us.voidSale(id)).toMatchObject({ status: "active", sale: null });
    expect(await us.readOrder(order.id)).toMatchObject({ listing_id: null, status: "pending" });
    expect(await typesOf(us, 2)).toEqual([
      "listing.sold",
      "listing.in_stock",
      "listing.sold",
      "listing.in_stock",
    ]);
    expect((await us.events(3))[0]).toEqual({ type: "listing.in_stock", data: reference(id), ...sent });
    const sales = await server.database.prisma.sale.findMany({ where: { orderId: order.id } });
    expect(sales.map(({ voidedAt }) => voidedAt !== null)).toEqual([true, true]);
  });

  it("of two orders to one watch at once sells it once", async () => {
    const us = await Dealership.open(server);
    const { id } = await us.add({ is_published: true });
    const orders = await Promise.all(Array.from({ length: 6 }, () => us.order({ buyer: { name: "Bob" } })));
    const before = (await us.events()).length;
    const body = { listing_id: id };
    const answers = await Promise.all(
      orders.map((order) => us.ask("PUT", `/orders/${order.id}/match`, body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(5).fill(409)]);
    const conflict = answers.find(({ status }) => status === 409);
    expect(conflict && (await dashboardErrorCode("matchOrder", conflict))).toBe("listing_already_sold");
    expect(await typesOf(us, before)).toEqual(["listing.sold"]);
    expect(await server.database.prisma.sale.count({ where: { listingId: id } })).toBe(1);
  });

  it("of one order to two watches at once sells one, and a sale by hand meanwhile too", async () => {
    const us = await Dealership.open(server);
    const [a, b] = [await us.add({ is_published: true }), await us.add({ is_published: true })];
    const { id } = await us.order({ buyer: { name: "Bob" } });
    const answers = await Promise.all([
      us.ask("PUT", `/orders/${id}/match`, { listing_id: a.id }),
      us.ask("PUT", `/orders/${id}/match`, { listing_id: b.id }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { listing_id: matched } = await us.readOrder(id);
    const sold = (await us.inventory({ status: "sold" })).data.map((item) => item.id);
    expect(sold).toEqual([matched]);
    const again = await us.ask("PUT", `/inventory/${matched}/sale`);
    expect(await dashboardErrorCode("markSold", again)).toBe("listing_already_sold");
  });

  it("a test order changes no watch and sends nothing of it", async () => {
    const us = await Dealership.open(server);
    const listing = await us.add({ is_published: true });
    const order = await us.order({ is_test: true, buyer: { name: "Bob" } });
    expect(await us.match(order.id, listing.id)).toMatchObject({ listing: { status: "active" } });
    const fulfilled = await us.fulfil(order.id);
    await us.cancel(order.id);
    expect(await us.item(listing.id)).toEqual(listing);
    expect((await us.events(2)).map(({ type, livemode }) => [type, livemode])).toEqual([
      ["order.fulfilled", false],
      ["order.cancelled", false],
    ]);
    expect(fulfilled.is_test).toBe(true);
    const sales = await server.database.prisma.sale.findMany({ where: { orderId: order.id } });
    expect(sales).toMatchObject([{ isTest: true, voidedAt: expect.any(Date) }]);
  });

  it("is refused with what to do where it cannot be", async () => {
    const us = await Dealership.open(server);
    const [a, b] = [await us.add(), await us.add()];
    const { id } = await us.order({ buyer: { name: "Bob" } });
    const code = async (
      operation: Parameters<typeof dashboardErrorCode>[0],
      method: string,
      path: string,
      body?: unknown,
    ) => dashboardErrorCode(operation, await us.ask(method, path, body));
    expect(await code("fulfilOrder", "POST", `/orders/${id}/fulfil`)).toBe("order_not_matched");
    expect(await code("unmatchOrder", "DELETE", `/orders/${id}/match`)).toBe("order_not_matched");
    await us.match(id, a.id);
    expect(await code("matchOrder", "PUT", `/orders/${id}/match`, { listing_id: b.id })).toBe(
      "order_already_matched",
    );
    await us.fulfil(id);
    expect(await code("fulfilOrder", "POST", `/orders/${id}/fulfil`)).toBe("order_not_pending");
    expect(await code("unmatchOrder", "DELETE", `/orders/${id}/match`)).toBe("order_not_pending");
    expect(await code("voidSale", "DELETE", `/inventory/${a.id}/sale`)).toBe("order_not_pending");
    await us.cancel(id);
    expect(await code("cancelOrder", "POST", `/orders/${id}/cancel`)).toBe("order_not_cancellable");
    expect(await code("matchOrder", "PUT", `/orders/${id}/match`, { listing_id: b.id })).toBe(
      "order_not_pending",
    );
  });
});

describe("cancelling", () => {
  it.each(["pending", "matched", "fulfilled"] as const)("a %s order is order.cancelled", async (state) => {
    const us = await Dealership.open(server);
    const { id: listingId } = await us.add({ is_published: true });
    const { id } = await us.order({ buyer: { name: "Bob" } });
    if (state !== "pending") await us.match(id, listingId);
    if (state === "fulfilled") await us.fulfil(id);
    const before = (await us.events()).length;
    const cancelled = await us.cancel(id);
    expect(cancelled).toMatchObject({ status: "cancelled", cancelled_at: expect.any(String) });
    expect((await us.item(listingId)).status).toBe("active");
    const status = state === "fulfilled" ? "fulfilled" : "pending";
    const expected = [
      {
        type: "order.cancelled",
        data: { object: asEvent(cancelled), previous_attributes: { status } },
        ...sent,
      },
      ...(state === "pending" ? [] : [{ type: "listing.in_stock", data: reference(listingId), ...sent }]),
    ];
    expect(await us.events(before)).toEqual(expected);
  });

  it("at once by dealer and shop happens once", async () => {
    const us = await Dealership.open(server);
    const order = await createThroughApi(us.dealer);
    const answers = await Promise.all([
      us.ask("POST", `/orders/${order.id}/cancel`),
      cancelThroughApi(us.dealer, order.id),
      us.ask("POST", `/orders/${order.id}/cancel`),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await typesOf(us)).toEqual(["order.received", "order.cancelled"]);
  });

  it("leaves a watch alone that another order has sold meanwhile", async () => {
    const us = await Dealership.open(server);
    const { id: listingId } = await us.add();
    const [first, second] = [await us.order(), await us.order()];
    await us.match(first.id, listingId);
    await us.unmatch(first.id);
    await us.match(second.id, listingId);
    await us.cancel(first.id);
    expect(await us.item(listingId)).toMatchObject({ status: "sold", sale: { order_id: second.id } });
  });
});

describe("another dealer's order or watch", () => {
  it("is like none, whatever is asked", async () => {
    const us = await Dealership.open(server);
    const { live } = await createLiveDealer(server, { listings: 1 });
    const theirs = await createThroughApi(live);
    const [{ id: ours }, mine] = [await us.order(), await us.add()];
    const [listing] = await server.database.prisma.listing.findMany({ where: { userId: live.userId } });
    const asked = [
      ["getOrder", "GET", "", undefined],
      ["suggestListings", "GET", "/suggestions", undefined],
      ["matchOrder", "PUT", "/match", { listing_id: mine.id }],
      ["unmatchOrder", "DELETE", "/match", undefined],
      ["fulfilOrder", "POST", "/fulfil", undefined],
      ["cancelOrder", "POST", "/cancel", undefined],
    ] as const;
    for (const [operation, method, path, body] of asked) {
      for (const id of [theirs.id, randomUUID()]) {
        const response = await us.ask(method, `/orders/${id}${path}`, body);
        expect(response.status, operation).toBe(404);
        expect(await dashboardErrorCode(operation, response)).toBe("resource_not_found");
      }
    }
    for (const id of [listing?.id, randomUUID()]) {
      const response = await us.ask("PUT", `/orders/${ours}/match`, { listing_id: id });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { param: "listing_id" } });
    }
    expect((await us.suggestions(ours)).map((each) => each.listing.id)).toEqual([mine.id]);
    expect((await us.orders()).data.map(({ id }) => id)).toEqual([ours]);
    const read = await live.call("GET", `/orders/${theirs.id}`);
    expect(await readChecked("getOrder", read)).toEqual(theirs);
  });
});
