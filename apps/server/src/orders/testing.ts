import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { readChecked } from "../test/contract.ts";
import { postJson, type TestDealer } from "../test/dealer.ts";
import type { Order } from "./serialize.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A line of an order. */
export const watch = { sku: "116610LN", quantity: 1, unit_amount: 1_500_000 };

/** A buyer. */
export const alice = { name: "Alice", email: "alice@example.com", country: "US" };

/** A body of `POST /orders` under an external id of its own. */
export function orderBody(change: Fields = {}) {
  const external_id = `shop-${randomUUID()}`;
  return {
    external_id,
    total_amount: 1_500_000,
    currency: "USD",
    buyer: alice,
    line_items: [watch],
    ...change,
  };
}

/** Reports an order, which must succeed. */
export async function create(dealer: TestDealer, change?: Fields): Promise<Order> {
  const response = await postJson(dealer, "/orders", orderBody(change));
  expect(response.status).toBe(201);
  // Safe: readChecked has compared the body with the contract's Order.
  return (await readChecked("createOrder", response)) as unknown as Order;
}

/** Asks for an order. */
export function get(dealer: TestDealer, id: string): Promise<Response> {
  return dealer.call("GET", `/orders/${id}`);
}

/** Asks to cancel an order. */
export function cancel(dealer: TestDealer, id: string): Promise<Response> {
  return dealer.call("POST", `/orders/${id}/cancel`);
}

/** A page of `GET /orders`. */
export interface Page {
  data: Order[];
  has_more: boolean;
  next_cursor: string | null;
}

/** Lists orders, which must succeed. */
export async function list(dealer: TestDealer, query: Readonly<Record<string, string>>): Promise<Page> {
  const response = await dealer.call("GET", `/orders?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  // Safe: readChecked has compared the body with the contract's OrderList.
  return (await readChecked("listOrders", response)) as unknown as Page;
}
