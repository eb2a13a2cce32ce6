import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readError } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

let server: TestServer;
let dealer: TestDealer;
beforeAll(async () => {
  server = await startTestServer();
  dealer = await createTestDealer(server);
});
afterAll(() => server.close());

const order = {
  external_id: "shop-1",
  total_amount: 100,
  currency: "USD",
  buyer: { name: "Alice" },
  line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 100 }],
};

describe("what is wrong with a request", () => {
  it.each<[fields: object, param: string, message: string]>([
    [{ currency: "usd" }, "currency", "currency must be the ISO 4217 code of a currency, such as USD."],
    [{ currency: 5 }, "currency", "currency must be a text."],
    [{ total_amount: "100" }, "total_amount", "total_amount must be a whole number."],
    [{ total_amount: -1 }, "total_amount", "total_amount must be 0 or more."],
    [{ external_id: "" }, "external_id", "external_id must not be empty."],
    [{ line_items: [] }, "line_items", "line_items must not be empty."],
    [{ line_items: [5] }, "line_items[0]", "line_items[0] must be an object."],
    [
      { buyer: { name: "A", email: "x" } },
      "buyer.email",
      "buyer.email must be an e-mail address, such as alice@example.com.",
    ],
    [{ buyer: {} }, "buyer.name", "buyer.name is required."],
    [{ colour: "red" }, "colour", "colour is not a field here. Check its spelling, or leave it out."],
  ])("%j", async (fields, param, message) => {
    const body = JSON.stringify({ ...order, ...fields });
    const response = await dealer.call("POST", "/orders", {
      headers: { "content-type": "application/json" },
      body,
    });
    expect(await readError("createOrder", response)).toMatchObject({
      code: "invalid_request",
      param,
      message,
    });
  });

  it("a body that is not there", async () => {
    const response = await dealer.call("POST", "/orders", {
      headers: { "content-type": "application/json" },
    });
    expect(await readError("createOrder", response)).toMatchObject({
      code: "invalid_json",
      message: "The request needs a body, and has none.",
    });
  });

  it.each([
    ["limit=0", "limit must be 1 or more."],
    ["limit=101", "limit must be 100 or less."],
    ["status=gone", "status must be one of: pending, fulfilled, cancelled."],
  ])("?%s", async (query, message) => {
    expect(await readError("listOrders", await dealer.call("GET", `/orders?${query}`))).toMatchObject({
      message,
    });
  });
});
