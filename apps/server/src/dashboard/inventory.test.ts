import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readChecked } from "../test/contract.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { dashboardErrorCode } from "./testing.ts";
import { Dealership, sent, submariner } from "./testing-dealership.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const reference = (id: string) => ({ object: { id, object: "listing" } });

describe("the inventory", () => {
  it("begins empty, and gets what is added: nothing of it is on the channel", async () => {
    const us = await Dealership.open(server);
    expect(await us.inventory()).toEqual({ object: "list", data: [], has_more: false, next_cursor: null });
    const item = await us.add({ photos: ["https://x.test/a.jpg", "https://x.test/b.jpg"] });
    expect(item).toMatchObject({
      status: "active",
      is_published: false,
      watch: { ...submariner.watch, year: null, box: false, condition: null },
      price: { amount: 1_200_000, currency: "USD", amount_formatted: "$12,000.00" },
      photos: [
        { url: "https://x.test/a.jpg", position: 0 },
        { url: "https://x.test/b.jpg", position: 1 },
      ],
      sale: null,
    });
    expect(await us.item(item.id)).toEqual(item);
    expect((await us.inventory()).data).toEqual([item]);
    expect(await us.events()).toEqual([]);
  });

  it("is searched, filtered and walked, in an order that no change disturbs", async () => {
    const us = await Dealership.open(server);
    const [first, second, third] = [
      await us.add({ watch: { brand: "Rolex", model: "Explorer 100%", reference: "214270" } }),
      await us.add({ watch: { brand: "Omega", model: "Speedmaster", reference: null } }),
      await us.add({ watch: { brand: "Rolex", model: "Daytona", reference: "116500LN" } }),
    ];
    await us.publish(first.id);
    await us.sell(second.id);
    const all = [third.id, second.id, first.id];
    const cases: [query: Readonly<Record<string, string>>, ids: string[]][] = [
      [{}, all],
      [{ q: "ROLEX" }, [third.id, first.id]],
      [{ q: "rolex exp" }, [first.id]],
      [{ q: "6500" }, [third.id]],
      [{ q: "%" }, [first.id]],
      [{ q: "_" }, []],
      [{ status: "sold" }, [second.id]],
      [{ status: "active", channel: "off" }, [third.id]],
      [{ channel: "on" }, [first.id]],
    ];
    for (const [query, ids] of cases)
      expect(
        (await us.inventory(query)).data.map(({ id }) => id),
        JSON.stringify(query),
      ).toEqual(ids);
    const page = await us.inventory({ limit: "2" });
    const rest = await us.inventory({ limit: "2", after: page.next_cursor ?? "" });
    expect([...page.data, ...rest.data].map(({ id }) => id)).toEqual(all);
    expect(rest.next_cursor).toBeNull();
  });

  it.each([
    ["no brand", { watch: { model: "x" } }],
    ["a blank brand", { watch: { brand: " ", model: "x" } }],
    ["an unknown field", { watch: { brand: "a", model: "b", colour: "red" } }],
    ["half a cent", { price: { amount: 0.5, currency: "USD" } }],
    ["less than nothing", { price: { amount: -1, currency: "USD" } }],
    ["no currency of this world", { price: { amount: 1, currency: "XQX" } }],
    ["a photo that is a script", { photos: ["javascript:alert(1)"] }],
    ["a photo without TLS", { photos: ["http://x.test/a.jpg"] }],
    ["a photo that is no address", { photos: ["https://"] }],
  ])("refuses %s", async (_name, change) => {
    const us = await shared();
    const response = await us.ask("POST", "/inventory", { ...submariner, ...change });
    expect(response.status).toBe(400);
    expect(await dashboardErrorCode("addInventoryItem", response)).toBe("invalid_request");
  });

  it("keeps HTML in a name as it is", async () => {
    const model = '<img src=x onerror="alert(1)"> & "quoted"';
    const item = await (await shared()).add({ watch: { brand: "<b>Rolex</b>", model } });
    expect(item.watch).toMatchObject({ brand: "<b>Rolex</b>", model });
  });

  let dealership: Promise<Dealership> | undefined;
  function shared(): Promise<Dealership> {
    dealership ??= Dealership.open(server);
    return dealership;
  }
});

describe("the plan's limit", () => {
  it("refuses the 251st watch for sale on Business, whoever is faster; a sale makes room again", async () => {
    const us = await Dealership.open(server, { listings: 248 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => us.ask("POST", "/inventory", submariner)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 403, 403, 403, 403, 403, 403]);
    const refused = answers.find(({ status }) => status === 403);
    const body: unknown = await refused?.json();
    expect(body).toMatchObject({
      error: {
        code: "plan_limit_reached",
        message: expect.stringMatching(/250 watches.*as sold.*Enterprise/),
      },
    });
    const [one] = (await us.inventory()).data;
    await us.sell(one?.id ?? "");
    await us.add();
    expect((await us.ask("POST", "/inventory", submariner)).status).toBe(403);
  });

  it("there is none on Enterprise", async () => {
    const us = await Dealership.open(server, { listings: 250 });
    const where = { id: us.dealer.userId };
    await server.database.prisma.user.update({ where, data: { plan: "enterprise" } });
    await us.add();
  });

  it("on Starter there is no custom channel, but what is there can be taken off", async () => {
    const us = await Dealership.open(server, { listings: 1 });
    const where = { id: us.dealer.userId };
    await server.database.prisma.user.update({ where, data: { plan: "starter" } });
    const [on] = (await us.inventory()).data;
    expect((await us.publish(on?.id ?? "", false)).is_published).toBe(false);
    const refused = await us.ask("PUT", `/inventory/${on?.id}/channel`, { is_published: true });
    expect(await dashboardErrorCode("setChannel", refused)).toBe("plan_required");
    const added = await us.ask("POST", "/inventory", { ...submariner, is_published: true });
    expect(await dashboardErrorCode("addInventoryItem", added)).toBe("plan_required");
    expect((await us.inventory()).data).toHaveLength(1);
  });
});

describe("the channel", () => {
  it("on is listing.published, off is listing.unpublished, and the API follows", async () => {
    const us = await Dealership.open(server);
    const { id, updated_at: before } = await us.add();
    const get = () => us.dealer.call("GET", `/listings/${id}`);
    expect((await get()).status).toBe(404);
    const on = await us.publish(id);
    expect(on.is_published).toBe(true);
    expect(await readChecked("getListing", await get())).toMatchObject({
      status: "active",
      updated_at: on.updated_at,
    });
    const off = await us.publish(id, false);
    expect((await get()).status).toBe(404);
    expect(await us.events()).toEqual([
      { type: "listing.published", data: reference(id), ...sent },
      { type: "listing.unpublished", data: reference(id), ...sent },
    ]);
    expect(before < on.updated_at && on.updated_at < off.updated_at).toBe(true);
    const since = (after: string) =>
      us.dealer.call("GET", `/listings?${new URLSearchParams({ updated_after: after })}`);
    expect(await readChecked("listListings", await since(on.updated_at))).toMatchObject({
      data: [{ id, status: "unpublished", updated_at: off.updated_at }],
    });
    expect(await readChecked("listListings", await since(off.updated_at))).toMatchObject({ data: [] });
    // What happens to it while it is off is nobody's business on the channel, not even that it has changed.
    const edited = await us.edit(id, { price: { amount: 1, currency: "USD" } });
    expect(await readChecked("listListings", await since(off.updated_at))).toMatchObject({ data: [] });
    expect(await readChecked("listListings", await since(on.updated_at))).toMatchObject({
      data: [{ id, status: "unpublished", updated_at: edited.updated_at }],
    });
    const again = await us.publish(id);
    expect(await readChecked("listListings", await since(off.updated_at))).toMatchObject({
      data: [{ id, status: "active", updated_at: again.updated_at }],
    });
  });

  it("is on at once for a new watch that is to be there", async () => {
    const us = await Dealership.open(server);
    const { id, is_published } = await us.add({ is_published: true });
    expect(is_published).toBe(true);
    expect(await us.events()).toEqual([{ type: "listing.published", data: reference(id), ...sent }]);
  });

  it("switched eight times at once ends in one state, with one event; the others hear of a conflict", async () => {
    const us = await Dealership.open(server);
    const { id } = await us.add();
    const path = `/inventory/${id}/channel`;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => us.ask("PUT", path, { is_published: true })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    const conflict = answers.find(({ status }) => status === 409);
    expect(conflict && (await dashboardErrorCode("setChannel", conflict))).toBe("channel_unchanged");
    expect(await us.events()).toHaveLength(1);
  });

  it("in test mode sends livemode false", async () => {
    const us = await Dealership.open(server, { mode: "test" });
    const { id } = await us.add({ is_published: true });
    expect(await us.events()).toEqual([
      { type: "listing.published", data: reference(id), ...sent, livemode: false },
    ]);
  });
});

describe("a sale", () => {
  it("by hand is listing.sold, and voided listing.in_stock", async () => {
    const us = await Dealership.open(server);
    const { id } = await us.add({ is_published: true });
    const sold = await us.sell(id);
    expect(sold).toMatchObject({ status: "sold", sale: { order_id: null, sold_at: sold.updated_at } });
    expect(await readChecked("getListing", await us.dealer.call("GET", `/listings/${id}`))).toMatchObject({
      status: "sold",
    });
    const back = await us.voidSale(id);
    expect(back).toMatchObject({ status: "active", sale: null });
    expect(await us.item(id)).toEqual(back);
    expect((await us.events(1)).map(({ type, data, ...how }) => [type, data, how])).toEqual([
      ["listing.sold", reference(id), sent],
      ["listing.in_stock", reference(id), sent],
    ]);
    const sales = await server.database.prisma.sale.findMany({ where: { listingId: id } });
    expect(sales).toMatchObject([{ isTest: false, voidedAt: new Date(back.updated_at) }]);
  });

  it("is one, however many sell or void at once", async () => {
    const us = await Dealership.open(server);
    const { id } = await us.add({ is_published: true });
    const path = `/inventory/${id}/sale`;
    for (const [method, operation, code] of [
      ["PUT", "markSold", "listing_already_sold"],
      ["DELETE", "voidSale", "listing_not_sold"],
    ] as const) {
      const answers = await Promise.all(Array.from({ length: 6 }, () => us.ask(method, path)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(5).fill(409)]);
      const conflict = answers.find(({ status }) => status === 409);
      expect(conflict && (await dashboardErrorCode(operation, conflict))).toBe(code);
    }
    expect((await us.events(1)).map(({ type }) => type)).toEqual(["listing.sold", "listing.in_stock"]);
  });

  it("in test mode is real, and its events are not live", async () => {
    const us = await Dealership.open(server, { mode: "test" });
    const { id } = await us.add({ is_published: true });
    expect((await us.sell(id)).status).toBe("sold");
    expect((await us.events(1)).map(({ type, livemode }) => [type, livemode])).toEqual([
      ["listing.sold", false],
    ]);
  });

  it("of what is not on the channel is nobody's business there", async () => {
    const us = await Dealership.open(server);
    const { id } = await us.add();
    await us.sell(id);
    await us.voidSale(id);
    expect(await us.events()).toEqual([]);
  });
});

describe("another dealer's watch", () => {
  it("is like none, whatever is asked", async () => {
    const [us, they] = [await Dealership.open(server), await Dealership.open(server)];
    const item = await they.add({ is_published: true });
    const asked = [
      ["getInventoryItem", "GET", "", undefined],
      ["updateInventoryItem", "PATCH", "", { price: { amount: 1, currency: "USD" } }],
      ["setChannel", "PUT", "/channel", { is_published: false }],
      ["markSold", "PUT", "/sale", undefined],
      ["voidSale", "DELETE", "/sale", undefined],
    ] as const;
    for (const [operation, method, path, body] of asked) {
      for (const id of [item.id, "0190b5a0-0000-7000-8000-000000000000"]) {
        const response = await us.ask(method, `/inventory/${id}${path}`, body);
        expect(response.status, operation).toBe(404);
        expect(await dashboardErrorCode(operation, response)).toBe("resource_not_found");
      }
    }
    expect((await us.inventory()).data).toEqual([]);
    expect(await they.item(item.id)).toEqual(item);
    expect(await they.events()).toHaveLength(1);
  });
});
