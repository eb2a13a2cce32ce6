import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readChecked } from "../test/contract.ts";
import { postJson } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { dashboardErrorCode } from "./testing.ts";
import { asEvent, Dealership, phoneOrder, sent } from "./testing-dealership.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const typesOf = async (us: Dealership, from = 0) => (await us.events(from)).map(({ type }) => type);

describe("an order that is added by hand", () => {
  it("is order.received, which is sent", async () => {
    const us = await Dealership.open(server);
    const order = await us.order({ external_id: "phone-7", buyer: { name: "Bob" } });
    expect(order).toMatchObject({
      ...phoneOrder,
      external_id: "phone-7",
      status: "pending",
      listing_id: null,
      listing: null,
      buyer: { name: "Bob", email: null, country: null },
      is_test: false,
      ordered_at: order.created_at,
    });
    expect(await us.readOrder(order.id)).toEqual(order);
    expect((await us.orders()).data).toEqual([order]);
    expect(await us.events()).toEqual([
      { type: "order.received", data: { object: asEvent(order) }, ...sent },
    ]);
    const read = await us.dealer.call("GET", `/orders/${order.id}`);
    expect(await readChecked("getOrder", read)).toEqual(asEvent(order));
  });

  it("and whose e-mail address is a client's is customer.matched too; the client stays as it is", async () => {
    const us = await Dealership.open(server);
    const body = { external_id: "ext-A1", email: "ALICE@example.com", name: "Alice Keller" };
    const client = await readChecked("upsertCustomer", await postJson(us.dealer, "/customers", body));
    const order = await us.order();
    expect(await us.events()).toEqual([
      { type: "order.received", data: { object: asEvent(order) }, ...sent },
      { type: "customer.matched", data: { object: { ...client, matched_existing: true } }, ...sent },
    ]);
    const read = await us.dealer.call("GET", `/customers/${client.id}`);
    expect(await readChecked("getCustomer", read)).toEqual(client);
  });

  it("makes a client of a buyer whom nobody knows, once", async () => {
    const us = await Dealership.open(server);
    await Promise.all(Array.from({ length: 5 }, () => us.order()));
    const { data } = await readChecked("listCustomers", await us.dealer.call("GET", "/customers"));
    expect(data).toMatchObject([{ name: "Alice", email: "alice@example.com", external_id: null }]);
    expect((await typesOf(us)).sort()).toEqual([
      ...Array(4).fill("customer.matched"),
      ...Array(5).fill("order.received"),
    ]);
    const stamps = (await us.orders()).data.map(({ updated_at }) => updated_at);
    expect(new Set(stamps).size).toBe(5);
  });

  it("in test mode is a real one, whose events are not live", async () => {
    const us = await Dealership.open(server, { mode: "test" });
    await us.order();
    await us.order();
    expect((await us.orders()).data.map(({ is_test }) => is_test)).toEqual([false, false]);
    expect((await us.events()).map(({ type, livemode, deliveries }) => [type, livemode, deliveries])).toEqual(
      [
        ["order.received", false, ["pending"]],
        ["order.received", false, ["pending"]],
        ["customer.matched", false, ["pending"]],
      ],
    );
  });

  it("as a test has events that are not live either, matches test clients only, and is hidden", async () => {
    const us = await Dealership.open(server);
    await us.order();
    const test = await us.order({ is_test: true });
    expect(test.is_test).toBe(true);
    expect((await us.events(1)).map(({ type, livemode }) => [type, livemode])).toEqual([
      ["order.received", false],
    ]);
    expect((await us.orders()).data).toHaveLength(1);
    await us.browser.call("PATCH", "/preferences", { body: { show_test_data: true } });
    expect((await us.orders()).data[0]).toEqual(test);
  });

  it("with a number that is there already is refused, also at once, and changes nothing", async () => {
    const us = await Dealership.open(server);
    const body = { ...phoneOrder, external_id: "phone-1" };
    const answers = await Promise.all(Array.from({ length: 6 }, () => us.ask("POST", "/orders", body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(5).fill(409)]);
    const conflict = answers.find(({ status }) => status === 409);
    expect(conflict && (await dashboardErrorCode("addOrder", conflict))).toBe("order_already_exists");
    expect(await typesOf(us)).toEqual(["order.received"]);
    await us.order({ external_id: "phone-1", is_test: true });
  });

  it.each([
    ["nobody", { buyer: { name: "" } }],
    ["no address", { buyer: { name: "A", email: "not an address" } }],
    ["nothing", { line_items: [] }],
    ["half a watch", { line_items: [{ sku: "a", quantity: 0.5, unit_amount: 1 }] }],
    ["an unknown field", { colour: "red" }],
  ])("by or of %s is refused", async (_name, change) => {
    const us = await shared();
    const response = await us.ask("POST", "/orders", { ...phoneOrder, ...change });
    expect(await dashboardErrorCode("addOrder", response)).toBe("invalid_request");
  });

  let dealership: Promise<Dealership> | undefined;
  function shared(): Promise<Dealership> {
    dealership ??= Dealership.open(server);
    return dealership;
  }
});

describe("the orders", () => {
  it("are searched, filtered and walked, in an order that no change disturbs", async () => {
    const us = await Dealership.open(server);
    const [first, second, third] = [
      await us.order({ external_id: "shop-1", buyer: { name: "Zoë Ångström" } }),
      await us.order({ external_id: null, buyer: { name: "Bob", email: "bob@x.org" } }),
      await us.order({
        buyer: { name: "Al" },
        line_items: [{ sku: "5711/1A", quantity: 1, unit_amount: 1 }],
      }),
    ];
    await us.cancel(first.id);
    const all = [third.id, second.id, first.id];
    const cases: [query: Readonly<Record<string, string>>, ids: string[]][] = [
      [{}, all],
      [{ q: "zoë å" }, [first.id]],
      [{ q: "SHOP-1" }, [first.id]],
      [{ q: "bob@X" }, [second.id]],
      [{ q: "5711/" }, [third.id]],
      [{ q: "%" }, []],
      [{ q: "sku" }, []],
      [{ status: "cancelled" }, [first.id]],
      [{ status: "pending" }, [third.id, second.id]],
    ];
    for (const [query, ids] of cases)
      expect(
        (await us.orders(query)).data.map(({ id }) => id),
        JSON.stringify(query),
      ).toEqual(ids);
    const page = await us.orders({ limit: "2" });
    const rest = await us.orders({ limit: "2", after: page.next_cursor ?? "" });
    expect([...page.data, ...rest.data].map(({ id }) => id)).toEqual(all);
  });
});
