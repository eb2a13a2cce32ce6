import { describe, expect, it } from "vitest";
import { emptyOrder, type OrderFields, orderOf, rules } from "./order-fields.ts";

const fields: OrderFields = {
  ...emptyOrder,
  name: " Alice ",
  email: "alice@example.com ",
  country: "us",
  lines: [
    { sku: " 116610LN ", quantity: 2, price: "11500.5" },
    { sku: "strap", quantity: 1, price: 0.1 },
  ],
};

describe("the form of an order", () => {
  it("sends what was typed, with the sum of the positions", () => {
    expect(orderOf(fields)).toEqual({
      external_id: null,
      total_amount: 2_300_110,
      currency: "USD",
      buyer: { name: "Alice", email: "alice@example.com", country: "US" },
      line_items: [
        { sku: "116610LN", quantity: 2, unit_amount: 1_150_050 },
        { sku: "strap", quantity: 1, unit_amount: 10 },
      ],
      is_test: false,
    });
  });

  it("sends a total that is no sum, also of nothing", () => {
    expect([20, 0].map((total) => orderOf({ ...fields, total }).total_amount)).toEqual([2_000, 0]);
  });

  it("leaves out what was not typed", () => {
    expect(orderOf({ ...fields, email: "", country: " ", number: " " })).toMatchObject({
      external_id: null,
      buyer: { name: "Alice", email: null, country: null },
    });
  });

  it.each([
    [rules.name(" "), false],
    [rules.email("x"), false],
    [rules.email(""), true],
    [rules.country("USA"), false],
    [rules.country("ch"), true],
    [rules.total("", fields), true],
    [rules.total(1.5, { ...fields, currency: "JPY" }), false],
    [rules.lines.quantity(1.5), false],
    [rules.lines.quantity(""), false],
    [rules.lines.quantity(1_000), true],
    [rules.lines.price("", fields), false],
    [rules.lines.price(0, fields), true],
  ])("says %j, and so whether it is right: %s", (said, isRight) => {
    expect(said === null).toBe(isRight);
  });
});
