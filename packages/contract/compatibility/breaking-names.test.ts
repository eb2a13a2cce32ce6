import { describe, expect, it } from "vitest";
import { objectAt } from "../codegen/json.ts";
import { type Edit, judge, listAt, rename, replaceItem, set } from "./testing.ts";

/** A change, and how the line that reports it begins. */
type Case = readonly [change: string, edit: Edit, line: string];

const removing: Case[] = [
  [
    "an endpoint",
    (spec) => delete spec.at("paths")["/orders/{id}/cancel"],
    "POST /orders/{id}/cancel was removed",
  ],
  ["a method", (spec) => delete spec.at("paths", "/customers").post, "POST /customers was removed"],
  [
    "a field of a response",
    (spec) => delete spec.at("components", "schemas", "Order", "properties").metadata,
    "Order.metadata was removed",
  ],
  [
    "a field deep inside a response",
    (spec) => delete spec.at("components", "schemas", "Photo", "properties").position,
    "Photo.position was removed",
  ],
  [
    "a field of a request",
    (spec) => delete spec.at("components", "schemas", "CustomerUpsert", "properties").phone,
    "CustomerUpsert.phone was removed",
  ],
  [
    "a field of an event",
    (spec) =>
      delete spec.at("components", "schemas", "OrderCancelledEvent", "properties", "data", "properties")
        .previous_attributes,
    "OrderCancelledEvent.data.previous_attributes was removed",
  ],
  [
    "the envelope's field",
    (spec) => delete spec.at("components", "schemas", "ListingSoldEvent", "properties").livemode,
    "ListingSoldEvent.livemode was removed",
  ],
  [
    "a request body",
    (spec) => delete spec.operation("post", "/orders").requestBody,
    "the body of POST /orders was removed",
  ],
  [
    "a query parameter",
    (spec) =>
      replaceItem(
        listAt(spec.operation("get", "/listings"), "parameters"),
        spec.parameter("get", "/listings", "brand"),
      ),
    "?brand of GET /listings was removed",
  ],
  [
    "a response header",
    (spec) => delete spec.at("paths", "/me", "get", "responses", "200", "headers")["X-Request-Id"],
    "header X-Request-Id of GET /me 200 was removed",
  ],
  [
    "a header of the webhooks",
    (spec) =>
      replaceItem(
        listAt(spec.at("webhooks", "listing.sold", "post"), "parameters"),
        listAt(spec.at("webhooks", "listing.sold", "post"), "parameters")[0] ?? null,
      ),
    "header X-WTH-Signature of event listing.sold was removed",
  ],
  ["an event type", (spec) => delete spec.at("webhooks")["listing.sold"], "event listing.sold was removed"],
  [
    "an event type from the list",
    (spec) => replaceItem(listAt(spec.schema("EventType"), "enum"), "listing.sold"),
    "EventType no longer takes `listing.sold`",
  ],
  [
    "an event from the union",
    (spec) => listAt(spec.schema("Event"), "oneOf").pop(),
    "Event can no longer be `IntegrationTestEvent`",
  ],
  [
    "a success",
    (spec) => delete spec.at("paths", "/customers", "post", "responses")["201"],
    "POST /customers 201 is never answered any more",
  ],
  [
    "an error code",
    (spec) => delete objectAt(spec.schema("ErrorCode"), "x-errors").order_not_cancellable,
    "error code order_not_cancellable was removed",
  ],
  [
    "the place of the API",
    (spec) => set(spec.document, "servers", [{ url: "https://api.watchtraderhub.com/v2" }]),
    "GET /me is no longer served at https://watchtraderhub.com/api/v1",
  ],
  [
    "JSON as the form of a body",
    (spec) =>
      rename(
        spec.at("paths", "/orders", "post", "requestBody", "content"),
        "application/json",
        "application/xml",
      ),
    "the body of POST /orders can no longer be application/json",
  ],
  [
    "a value that is sent",
    (spec) => replaceItem(listAt(spec.schema("WebhookDeliveryStatus"), "enum"), "suppressed"),
    "WebhookDeliveryStatus is never `suppressed` any more",
  ],
];

const renaming: Case[] = [
  [
    "an endpoint",
    (spec) => rename(spec.at("paths"), "/orders/{id}/cancel", "/orders/{id}/void"),
    "POST /orders/{id}/cancel is POST /orders/{id}/void now",
  ],
  [
    "a field of a response",
    (spec) => rename(spec.at("components", "schemas", "Order", "properties"), "total_amount", "amount_total"),
    "Order.total_amount is gone, and `amount_total` is there instead",
  ],
  [
    "a field of a request",
    (spec) =>
      rename(spec.at("components", "schemas", "OrderCreate", "properties"), "total_amount", "amount_total"),
    "OrderCreate.total_amount is gone, and `amount_total` is there instead",
  ],
  [
    "a field of an event",
    (spec) =>
      rename(spec.at("components", "schemas", "IntegrationTestEvent", "properties"), "livemode", "live"),
    "IntegrationTestEvent.livemode is gone, and `live` is there instead",
  ],
  [
    "an event type",
    (spec) => rename(spec.at("webhooks"), "listing.in_stock", "listing.restocked"),
    "event listing.in_stock was removed",
  ],
  [
    "a query parameter",
    (spec) => set(spec.parameter("get", "/orders", "status"), "name", "state"),
    "?status of GET /orders was removed",
  ],
  [
    "a value",
    (spec) => replaceItem(listAt(spec.schema("OrderStatus"), "enum"), "pending", "open"),
    "OrderStatus no longer takes `pending`",
  ],
];

describe.each([
  ["Removing an endpoint, field, or event type", removing],
  ["Renaming an endpoint, field, or event type", renaming],
])("%s is breaking:", (_bullet, cases) => {
  it.each(cases)("%s", (_change, edit, line) => {
    expect(judge(edit)).toContainEqual(expect.stringContaining(line));
  });
});

describe("a finding", () => {
  it("is one line that says where, what, why it breaks, the way out, and what it reaches", () => {
    const lines = judge((spec) => delete spec.at("components", "schemas", "Order", "properties").currency);
    expect(lines).toEqual([
      "Order.currency was removed. Clients that use it stop working. Keep it; it can be marked as deprecated. " +
        "[GET /orders 200, POST /orders 201, GET /orders/{id} 200 and 6 more]",
    ]);
  });

  it("is made for a component only where an endpoint or an event uses it", () => {
    const unused: Edit = (spec) => {
      spec.at("components", "schemas").Unused = { type: "string" };
    };
    expect(judge(unused)).toEqual([]);
  });
});
