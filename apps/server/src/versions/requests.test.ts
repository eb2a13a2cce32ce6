import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readChecked, readError } from "../test/contract.ts";
import { createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { MIDDLE, NEWEST, OLDEST, pin, threeVersions } from "./testing.ts";

type Fields = Readonly<Record<string, unknown>>;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, {}, undefined, threeVersions);
});
afterAll(() => server.close());

async function dealerOf(version: string): Promise<TestDealer> {
  const dealer = await createTestDealer(server);
  await pin(server, dealer, version);
  return dealer;
}

const contractOf = (version: string) => threeVersions.pinned(version).contract;
const line = { sku: "116610LN", quantity: 1, unit_amount: 1_500_000 };
const rest = { total_amount: 1_500_000, line_items: [line] };

/** The same order, as each version has it reported and shown. */
const orders: Record<string, { body: Fields; shown: Fields }> = {
  [OLDEST]: {
    body: { reference: "shop-1", buyer: { full_name: "Alice" }, ...rest },
    shown: {
      reference: "shop-1",
      status: "open",
      currency: "USD",
      buyer: { full_name: "Alice", email: null, country: null },
    },
  },
  [MIDDLE]: {
    body: { reference: "shop-1", buyer: { name: "Alice" }, currency: "EUR", ...rest },
    shown: {
      reference: "shop-1",
      status: "open",
      currency: "EUR",
      buyer: { name: "Alice", email: null, country: null },
    },
  },
  [NEWEST]: {
    body: { external_id: "shop-1", buyer: { name: "Alice" }, currency: "CHF", ...rest },
    shown: {
      external_id: "shop-1",
      status: "pending",
      currency: "CHF",
      buyer: { name: "Alice", email: null, country: null },
    },
  },
};
const cases = Object.entries(orders).map(([version, order]) => ({ version, ...order }));

describe("an order", () => {
  it.each(cases)(
    "of $version is taken and shown in that version, wherever it is shown",
    async ({ version, body, shown }) => {
      const dealer = await dealerOf(version);
      const contract = contractOf(version);
      const created = await postJson(dealer, "/orders", body);
      expect(created.status).toBe(201);
      expect(created.headers.get("x-api-version")).toBe(version);
      const order = await readChecked("createOrder", created, contract);
      expect(order).toMatchObject(shown);
      expect(Object.keys(order)).toEqual(expect.arrayContaining(Object.keys(shown)));
      expect("external_id" in order && "reference" in order).toBe(false);

      const one = await dealer.call("GET", `/orders/${order.id}`);
      expect(await readChecked("getOrder", one, contract)).toEqual(order);
      const { data } = await readChecked("listOrders", await dealer.call("GET", "/orders"), contract);
      expect(data).toEqual([order]);
      const cancelled = await dealer.call("POST", `/orders/${order.id}/cancel`);
      expect(await readChecked("cancelOrder", cancelled, contract)).toMatchObject({
        ...shown,
        status: "cancelled",
      });
    },
  );

  it.each(cases)(
    "reported in $version is the same order for every version",
    async ({ version, body, shown }) => {
      const dealer = await dealerOf(version);
      const { id } = await readChecked(
        "createOrder",
        await postJson(dealer, "/orders", body),
        contractOf(version),
      );
      for (const other of cases) {
        await pin(server, dealer, other.version);
        const order = await readChecked(
          "getOrder",
          await dealer.call("GET", `/orders/${id}`),
          contractOf(other.version),
        );
        expect(order).toMatchObject({ ...other.shown, currency: shown.currency });
      }
    },
  );
});

describe("a list", () => {
  it.each([
    [OLDEST, "reference=shop-1"],
    [OLDEST, "status=open"],
    [MIDDLE, "reference=shop-1&status=open&limit=5"],
    [NEWEST, "external_id=shop-1"],
    [NEWEST, "status=pending"],
  ])("of %s is narrowed by %s", async (version, query) => {
    const dealer = await dealerOf(version);
    const { body } = orders[version] ?? {};
    await postJson(dealer, "/orders", body);
    await postJson(dealer, "/orders", { ...body, ...other(version) });
    const cancelled = await dealer.call("GET", "/orders?status=cancelled");
    expect(await readChecked("listOrders", cancelled, contractOf(version))).toMatchObject({ data: [] });
    const page = await readChecked(
      "listOrders",
      await dealer.call("GET", `/orders?${query}`),
      contractOf(version),
    );
    expect(page.data).toHaveLength(query.includes("shop-1") ? 1 : 2);
  });

  function other(version: string): Fields {
    return version === NEWEST ? { external_id: "shop-2" } : { reference: "shop-2" };
  }
});

describe("a request that its version does not take", () => {
  const { [OLDEST]: oldest, [MIDDLE]: middle, [NEWEST]: newest } = orders;
  const without = (body: Fields | undefined, field: string) => {
    const { [field]: _gone, ...others } = { ...body };
    return others;
  };

  it.each([
    [OLDEST, "without what it requires", without(oldest?.body, "reference"), "reference"],
    [OLDEST, "without a field inside", { ...oldest?.body, buyer: {} }, "buyer.full_name"],
    [OLDEST, "with a wrong value", { ...oldest?.body, reference: "" }, "reference"],
    [OLDEST, "with a wrong value inside", { ...oldest?.body, buyer: { full_name: 1 } }, "buyer.full_name"],
    [OLDEST, "with a later name", { ...oldest?.body, external_id: "shop-1" }, "external_id"],
    [
      OLDEST,
      "with a later name inside",
      { ...oldest?.body, buyer: { full_name: "A", name: "A" } },
      "buyer.name",
    ],
    [
      MIDDLE,
      "with an earlier name",
      { ...middle?.body, buyer: { name: "A", full_name: "A" } },
      "buyer.full_name",
    ],
    [MIDDLE, "with a wrong currency", { ...middle?.body, currency: "usd" }, "currency"],
    [NEWEST, "without what it requires", without(newest?.body, "currency"), "currency"],
    [NEWEST, "with an earlier name", { ...newest?.body, reference: "shop-1" }, "reference"],
    [NEWEST, "with a wrong value", { ...newest?.body, external_id: "" }, "external_id"],
  ])("is refused in %s %s, by the name that it has there", async (version, _name, body, param) => {
    const dealer = await dealerOf(version);
    const response = await postJson(dealer, "/orders", body);
    expect(response.status).toBe(400);
    const error = await readError("createOrder", response, contractOf(version));
    expect(error).toMatchObject({ code: "invalid_request", param });
    expect(error.message).toContain(param);
  });

  it.each([
    [OLDEST, "status=pending", "status"],
    [MIDDLE, "status=pending", "status"],
    [MIDDLE, "reference=", "reference"],
    [NEWEST, "status=open", "status"],
    [NEWEST, "reference=shop-1", "reference"],
  ])("is refused in %s with ?%s", async (version, query, param) => {
    const response = await (await dealerOf(version)).call("GET", `/orders?${query}`);
    expect(response.status).toBe(400);
    expect(await readError("listOrders", response, contractOf(version))).toMatchObject({ param });
  });

  it.each([
    [OLDEST, "reference"],
    [MIDDLE, "reference"],
    [NEWEST, "external_id"],
  ])("is refused by the operation itself, in %s, naming %s", async (version, param) => {
    const dealer = await dealerOf(version);
    await postJson(dealer, "/orders", orders[version]?.body);
    const again = await postJson(dealer, "/orders", orders[version]?.body);
    expect(again.status).toBe(409);
    expect(await readError("createOrder", again, contractOf(version))).toMatchObject({
      code: "order_already_exists",
      param,
    });
  });
});

describe("a bulk request", () => {
  it.each([
    [OLDEST, "newsletter", "accepts_marketing"],
    [MIDDLE, "accepts_marketing", "newsletter"],
    [NEWEST, "accepts_marketing", "newsletter"],
  ])("of %s is taken, refused and answered item by item, with %s", async (version, field, unknown) => {
    const dealer = await dealerOf(version);
    const customers = [
      { external_id: "a", [field]: true },
      { external_id: "b", [field]: "yes" },
      { external_id: "c", [unknown]: true },
      { external_id: "a", name: "Anna" },
    ];
    const response = await postJson(dealer, "/customers/bulk", { customers });
    const { data } = await readChecked("bulkUpsertCustomers", response, contractOf(version));
    expect(data).toMatchObject([
      { index: 0, status: "created", customer: { external_id: "a", [field]: true } },
      { index: 1, status: "error", error: { param: `customers[1].${field}` } },
      { index: 2, status: "error", error: { param: `customers[2].${unknown}` } },
      { index: 3, status: "matched", customer: { name: "Anna", [field]: true } },
    ]);
    expect(JSON.stringify(data).split(`"${unknown}":`)).toHaveLength(1);
  });
});

describe("a replay by idempotency key", () => {
  it.each(cases)("gives the answer of $version again, byte for byte", async ({ version, body }) => {
    const dealer = await dealerOf(version);
    const headers = { "content-type": "application/json", "idempotency-key": randomUUID() };
    const send = () => dealer.call("POST", "/orders", { headers, body: JSON.stringify(body) });
    const first = await (await send()).text();
    const replayed = await send();
    expect(replayed.headers.get("idempotent-replay")).toBe("true");
    expect(await replayed.text()).toBe(first);
  });

  it("gives the answer as it was, also after a move to another version", async () => {
    const dealer = await dealerOf(MIDDLE);
    const created = await postJson(dealer, "/orders", orders[MIDDLE]?.body);
    const { id } = await readChecked("createOrder", created, contractOf(MIDDLE));
    const headers = { "idempotency-key": randomUUID() };
    const cancel = () => dealer.call("POST", `/orders/${id}/cancel`, { headers });
    const first = await (await cancel()).text();
    expect(JSON.parse(first)).toMatchObject({ reference: "shop-1" });

    await pin(server, dealer, NEWEST);
    const replayed = await cancel();
    expect([replayed.status, replayed.headers.get("idempotent-replay")]).toEqual([200, "true"]);
    expect(await replayed.text()).toBe(first);
    expect(replayed.headers.get("x-api-version")).toBe(MIDDLE);
  });
});
