import { randomUUID } from "node:crypto";
import { findApiKey } from "@wth/database";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it, type MockInstance, vi } from "vitest";
import { readChecked, readError } from "../test/contract.ts";
import { createLiveDealer, createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { eventsOf } from "../test/events.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { create, get, list, orderBody, watch } from "./testing.ts";

const MAX_AMOUNT = 9_007_199_254_740_991;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/**
 * How often the API sends something to the database meanwhile, and waits: a batch of statements is one. The lookup of the API
 * key is left out, whose result is kept in memory where there is no test.
 */
async function tripsOf(work: () => Promise<unknown>): Promise<number> {
  const { pool } = server.database;
  const spies = new Set<MockInstance>();
  const listen = (client: pg.PoolClient) => spies.add(vi.spyOn(client, "query"));
  pool.on("acquire", listen);
  try {
    await work();
    const sent = [...spies].flatMap(({ mock }) => mock.calls.map(([query]) => Object(query).name));
    return sent.filter((name) => name !== findApiKey.name).length;
  } finally {
    pool.off("acquire", listen);
    vi.restoreAllMocks();
  }
}

describe("POST /orders", () => {
  it("records a pending order, and shows it as it is read later", async () => {
    const dealer = await createTestDealer(server);
    const body = orderBody({
      metadata: { shop_channel: "web" },
      ordered_at: "2026-05-08T10:41:16.345+02:00",
    });
    const response = await postJson(dealer, "/orders", body);
    expect(response.status).toBe(201);
    const order = await readChecked("createOrder", response);
    expect(order).toEqual({
      ...body,
      id: expect.any(String),
      object: "order",
      status: "pending",
      listing_id: null,
      is_test: true,
      ordered_at: "2026-05-08T08:41:16.345Z",
      created_at: order.updated_at,
      updated_at: expect.any(String),
      fulfilled_at: null,
      cancelled_at: null,
    });
    expect(await readChecked("getOrder", await get(dealer, String(order.id)))).toEqual(order);
  });

  it("fills in what may be left out", async () => {
    const order = await create(await createTestDealer(server), { buyer: { name: "Bob" } });
    expect(order).toMatchObject({
      buyer: { name: "Bob", email: null, country: null },
      metadata: {},
      ordered_at: order.created_at,
    });
  });

  it("takes each external id once in each mode, under whatever key it comes", async () => {
    const { live, test } = await createLiveDealer(server);
    const body = orderBody();
    for (const dealer of [live, test]) {
      const { id } = await create(dealer, body);
      const error = await readError("createOrder", await postJson(dealer, "/orders", body));
      expect(error).toMatchObject({
        code: "order_already_exists",
        param: "external_id",
        message: expect.stringContaining(id),
      });
    }
    const other = await createTestDealer(server);
    expect((await postJson(other, "/orders", body)).status).toBe(201);
  });

  it("takes one trip to the database, and a replay what its key needs", async () => {
    const dealer = await createTestDealer(server);
    const key = randomUUID();
    const body = orderBody();
    const headers = { "content-type": "application/json", "idempotency-key": key };
    const send = () => dealer.call("POST", "/orders", { headers, body: JSON.stringify(body) });
    await create(dealer); // what is asked for once is known
    const trips = await tripsOf(async () => expect((await send()).status).toBe(201));
    expect(trips).toBe(1);
    expect((await send()).headers.get("idempotent-replay")).toBe("true");
  });

  it("writes one of eight equal orders at once", async () => {
    const dealer = await createTestDealer(server);
    const body = orderBody();
    const answers = await Promise.all(Array.from({ length: 8 }, () => postJson(dealer, "/orders", body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    expect((await list(dealer, {})).data).toHaveLength(1);
    expect(await eventsOf(server, dealer)).toHaveLength(1);
  });

  it("suppresses its own order.received, and creates no customer", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: "http://127.0.0.1:9999/hook" });
    const order = await create(dealer);
    expect(await eventsOf(server, dealer)).toMatchObject([
      {
        type: "order.received",
        livemode: false,
        deliveries: ["suppressed"],
        queued: 0,
        payload: { data: { object: order } },
      },
    ]);
    expect(await server.database.prisma.customer.count({ where: { userId: dealer.userId } })).toBe(0);
  });

  it("answers 500, and writes nothing, for a dealer whose clock is missing", async () => {
    const dealer = await createTestDealer(server);
    await server.database.prisma.dealerClock.delete({ where: { userId: dealer.userId } });
    expect((await postJson(dealer, "/orders", orderBody())).status).toBe(500);
    expect((await list(dealer, {})).data).toEqual([]);
  });

  it("records nothing of an order that it refuses", async () => {
    const dealer = await createTestDealer(server);
    const { external_id } = await create(dealer);
    expect((await postJson(dealer, "/orders", orderBody({ external_id }))).status).toBe(409);
    expect(await eventsOf(server, dealer)).toHaveLength(1);
  });
});

describe("what an order may hold", () => {
  const lone = "\ud800";
  const refused: [name: string, change: Readonly<Record<string, unknown>>, param: string][] = [
    ["no external id", { external_id: undefined }, "external_id"],
    ["a NUL", { external_id: "a\0b" }, "external_id"],
    ["a lone surrogate in a name", { buyer: { name: `Al${lone}ice` } }, "buyer.name"],
    ["a NUL in a key of metadata", { metadata: { "a\0": "b" } }, "metadata"],
    ["a lone surrogate in metadata", { metadata: { note: lone } }, "metadata.note"],
    [
      "21 keys of metadata",
      { metadata: Object.fromEntries([...Array(21).keys()].map((n) => [n, "x"])) },
      "metadata",
    ],
    ["a number in metadata", { metadata: { n: 1 } }, "metadata.n"],
    ["a negative total", { total_amount: -1 }, "total_amount"],
    ["a total past what is exact", { total_amount: MAX_AMOUNT + 1 }, "total_amount"],
    ["a total with decimals", { total_amount: 15_000.5 }, "total_amount"],
    ["a total as text", { total_amount: "1500000" }, "total_amount"],
    ["a currency that is not", { currency: "ZZZ" }, "currency"],
    ["a currency in lower case", { currency: "usd" }, "currency"],
    ["a country that is not", { buyer: { name: "Alice", country: "ZZ" } }, "buyer.country"],
    ["an address without @", { buyer: { name: "Alice", email: "alice" } }, "buyer.email"],
    ["no line", { line_items: [] }, "line_items"],
    ["101 lines", { line_items: Array(101).fill(watch) }, "line_items"],
    ["no quantity", { line_items: [watch, { ...watch, quantity: 0 }] }, "line_items[1].quantity"],
    ["a line of another shape", { line_items: [{ ...watch, name: "Submariner" }] }, "line_items[0].name"],
    [
      "a price past what is exact",
      { line_items: [{ ...watch, unit_amount: 1e300 }] },
      "line_items[0].unit_amount",
    ],
    ["a listing", { listing_id: randomUUID() }, "listing_id"],
    ["a leap second", { ordered_at: "2016-12-31T23:59:60Z" }, "ordered_at"],
    ["a day that is not", { ordered_at: "2026-02-30T00:00:00Z" }, "ordered_at"],
    ["a year past 9999 in UTC", { ordered_at: "9999-12-31T23:59:59-01:00" }, "ordered_at"],
    ["a year before 0000 in UTC", { ordered_at: "0000-01-01T00:00:00+01:00" }, "ordered_at"],
  ];
  it.each(refused)("not %s", async (_name, change, param) => {
    const dealer = await dealerOfTable();
    const response = await postJson(dealer, "/orders", orderBody(change));
    expect(response.status).toBe(400);
    expect(await readError("createOrder", response)).toMatchObject({ code: "invalid_request", param });
  });

  it.each(["1e400", "-1e400", "9007199254740993", "1.5e-300"])("not %s as its total", async (number) => {
    const dealer = await dealerOfTable();
    const body = JSON.stringify(orderBody()).replace("1500000", number);
    const headers = { "content-type": "application/json" };
    const response = await dealer.call("POST", "/orders", { headers, body });
    expect(await readError("createOrder", response)).toMatchObject({
      code: "invalid_request",
      param: "total_amount",
    });
  });

  const kept: [name: string, change: Readonly<Record<string, unknown>>][] = [
    ["nothing to pay", { total_amount: 0, line_items: [{ ...watch, unit_amount: 0 }] }],
    [
      "the largest amounts",
      { total_amount: MAX_AMOUNT, line_items: [{ ...watch, unit_amount: MAX_AMOUNT }] },
    ],
    ["a total that is no sum", { total_amount: 7, line_items: [watch, { ...watch, quantity: 1_000 }] }],
    ["prototype keys", { metadata: JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}') }],
    ["every script", { buyer: { name: "Zoë 山田 ⌚🇨🇭 \u202e", email: null, country: null } }],
    ["quotes and SQL", { external_id: `'"\\; DROP TABLE orders; -- ${randomUUID()}` }],
    ["line ends and controls", { metadata: { "\n\t\u0001\u007f": "\r\n\u2028" } }],
    ["empty values", { metadata: { note: "" } }],
    ["the first year", { ordered_at: "0000-01-01T00:00:00.000Z" }],
    ["the last moment", { ordered_at: "9999-12-31T23:59:59.999Z" }],
  ];
  it.each(kept)("%s, given back as it came", async (_name, change) => {
    const dealer = await dealerOfTable();
    const order = await create(dealer, change);
    expect(order).toMatchObject(change);
    const read = await readChecked("getOrder", await get(dealer, order.id));
    expect(read).toEqual(order);
    expect(Object.keys(order.metadata).sort()).toEqual(Object.keys(Object(change.metadata ?? {})).sort());
  });

  let shared: Promise<TestDealer> | undefined;
  function dealerOfTable(): Promise<TestDealer> {
    shared ??= createTestDealer(server);
    return shared;
  }
});
