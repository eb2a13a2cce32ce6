import { describe, expect, it } from "vitest";
import { objectAt } from "../codegen/json.ts";
import { type Edit, judge, listAt, replaceItem, set } from "./testing.ts";

/** A change, and how the line that reports it begins. */
type Case = readonly [change: string, edit: Edit, line: string];

const tightening: Case[] = [
  [
    "a new field that is required",
    (spec) => {
      objectAt(spec.schema("OrderCreate"), "properties").channel = { type: "string" };
      listAt(spec.schema("OrderCreate"), "required").push("channel");
    },
    "OrderCreate.channel is required now",
  ],
  [
    "a field that becomes required",
    (spec) => listAt(spec.schema("OrderCreate"), "required").push("ordered_at"),
    "OrderCreate.ordered_at is required now",
  ],
  [
    "a new parameter that is required",
    (spec) =>
      listAt(spec.operation("get", "/orders"), "parameters").push({
        name: "mode",
        in: "query",
        required: true,
        schema: {},
      }),
    "?mode of GET /orders is new, and required",
  ],
  [
    "a parameter that becomes required",
    (spec) => set(spec.parameter("get", "/listings", "brand"), "required", true),
    "?brand of GET /listings is required now",
  ],
  [
    "fewer types",
    (spec) => set(spec.field("CustomerUpsert", "name"), "type", "string"),
    "CustomerUpsert.name takes string and no longer string or null",
  ],
  [
    "another type",
    (spec) => set(spec.field("OrderLineItem", "quantity"), "type", "string"),
    "OrderLineItemInput.quantity takes string and no longer integer",
  ],
  [
    "a type where there was none",
    (spec) =>
      set(
        spec.at("components", "schemas", "TestEventCreate", "properties", "data", "properties", "object"),
        "additionalProperties",
        { type: "string" },
      ),
    "TestEventCreate.data.object.* is restricted now",
  ],
  [
    "fewer values",
    (spec) => replaceItem(listAt(spec.schema("ListingStatus"), "enum"), "unpublished"),
    "ListingStatus no longer takes `unpublished`",
  ],
  [
    "listed values only",
    (spec) =>
      set(spec.parameter("get", "/listings", "brand"), "schema", {
        type: "string",
        minLength: 1,
        maxLength: 100,
        enum: ["Rolex", "Omega"],
      }),
    "?brand of GET /listings takes only `Rolex`, `Omega` now",
  ],
  [
    "one value only",
    (spec) => set(spec.field("CustomerUpsert", "accepts_marketing"), "const", true),
    "CustomerUpsert.accepts_marketing takes only `true` now",
  ],
  [
    "a lower maxLength",
    (spec) => set(spec.field("OrderCreate", "external_id"), "maxLength", 64),
    "OrderCreate.external_id has a `maxLength` of 64 now",
  ],
  [
    "a higher minLength",
    (spec) => set(spec.field("OrderCreate", "external_id"), "minLength", 2),
    "OrderCreate.external_id has a `minLength` of 2 now",
  ],
  [
    "a lower maximum",
    (spec) => {
      objectAt(spec.at("components", "parameters", "Limit"), "schema").maximum = 50;
    },
    "?limit of GET /listings has a `maximum` of 50 now",
  ],
  ["a higher minimum", (spec) => set(spec.schema("Amount"), "minimum", 1), "Amount has a `minimum` of 1 now"],
  [
    "fewer items",
    (spec) => set(spec.field("OrderCreate", "line_items"), "maxItems", 50),
    "OrderCreate.line_items has a `maxItems` of 50 now",
  ],
  [
    "more items at least",
    (spec) => set(spec.field("CustomerBulkUpsert", "customers"), "minItems", 2),
    "CustomerBulkUpsert.customers has a `minItems` of 2 now",
  ],
  [
    "fewer fields",
    (spec) => set(spec.schema("Metadata"), "maxProperties", 10),
    "Metadata has a `maxProperties` of 10 now",
  ],
  [
    "shorter names of fields",
    (spec) => {
      objectAt(spec.schema("Metadata"), "propertyNames").maxLength = 20;
    },
    "each field name of Metadata has a `maxLength` of 20 now",
  ],
  [
    "shorter values",
    (spec) => {
      objectAt(spec.schema("Metadata"), "additionalProperties").maxLength = 100;
    },
    "Metadata.* has a `maxLength` of 100 now",
  ],
  [
    "no equal items",
    (spec) => set(spec.field("OrderCreate", "line_items"), "uniqueItems", true),
    "OrderCreate.line_items refuses equal items now",
  ],
  [
    "whole hundreds",
    (spec) => set(spec.schema("Amount"), "multipleOf", 100),
    "Amount takes only multiples of 100 now",
  ],
  [
    "a pattern",
    (spec) => set(spec.field("CustomerUpsert", "phone"), "pattern", "^\\+"),
    "CustomerUpsert.phone has the pattern `^\\+`, and before no pattern",
  ],
  [
    "another pattern",
    (spec) => set(spec.schema("EventSubscription"), "pattern", "^x$"),
    "EventSubscription has the pattern `^x$`",
  ],
  [
    "a format",
    (spec) => set(spec.field("CustomerUpsert", "external_id"), "format", "uuid"),
    "CustomerUpsert.external_id has the format `uuid`, and before no format",
  ],
  [
    "no unknown fields",
    (spec) =>
      set(
        spec.at("components", "schemas", "TestEventCreate", "properties", "data", "properties", "object"),
        "additionalProperties",
        false,
      ),
    "TestEventCreate.data.object refuses unknown fields now",
  ],
  [
    "one alternative less",
    (spec) => listAt(spec.schema("CustomerUpsert"), "anyOf").pop(),
    'CustomerUpsert can no longer be `{"required":["email"]}`',
  ],
  [
    "alternatives where there were none",
    (spec) => set(spec.schema("OrderCreate"), "anyOf", [{ required: ["ordered_at"] }]),
    "OrderCreate must fit one of alternatives now",
  ],
  [
    "a smaller body",
    (spec) => set(spec.operation("post", "/customers/bulk"), "x-body-limit-bytes", 1_000_000),
    "the body of POST /customers/bulk is limited to 1000000 bytes now",
  ],
  [
    "a smaller body for all",
    (spec) => set(spec.document, "x-body-limit-bytes", 1024),
    "the body of POST /customers is limited to 1024 bytes now",
  ],
  [
    "a body that becomes required",
    (spec) =>
      set(spec.operation("post", "/test/webhook_ping"), "requestBody", { required: true, content: {} }),
    "the body of POST /test/webhook_ping is required now",
  ],
  [
    "items checked all at once",
    (spec) => delete spec.field("CustomerBulkUpsert", "customers")["x-validate-items"],
    "CustomerBulkUpsert.customers has another `x-validate-items`",
  ],
];

/** Not spelt out by the page, and answered by its question: does a client that works today still work tomorrow? */
const otherBreaks: Case[] = [
  [
    "a field that was always there can be absent",
    (spec) => replaceItem(listAt(spec.schema("Listing"), "required"), "photos"),
    "Listing.photos can be absent now",
  ],
  [
    "a field can be null",
    (spec) => set(spec.field("WatchAttributes", "brand"), "type", ["string", "null"]),
    "Watch.brand can be null now",
  ],
  [
    "a field has another type",
    (spec) => set(spec.field("Listing", "photos"), "type", "string"),
    "Listing.photos is string and no longer array",
  ],
  [
    "a field has another format",
    (spec) => set(spec.schema("Uuid"), "format", "uri"),
    "Uuid has the format `uri`",
  ],
  [
    "a value that nobody was told of is sent",
    (spec) => listAt(spec.schema("WebhookDeliveryStatus"), "enum").push("expired"),
    "WebhookDeliveryStatus can be `expired` now",
  ],
  [
    "any value is sent",
    (spec) => delete spec.schema("WebhookDeliveryStatus").enum,
    "WebhookDeliveryStatus can have any value now",
  ],
  [
    "an object that nobody was told of is sent",
    (spec) => listAt(spec.schema("CustomerBulkResult"), "oneOf").push({ $ref: "#/components/schemas/Order" }),
    "CustomerBulkResult can be `Order` now",
  ],
  [
    "another success is answered",
    (spec) => set(spec.at("paths", "/orders", "post", "responses"), "202", { description: "Later." }),
    "POST /orders can answer 202 now",
  ],
  [
    "an operation costs more",
    (spec) => set(spec.operation("post", "/orders"), "x-rate-limit-cost", 2),
    "POST /orders costs 2 tokens of the rate limit now",
  ],
  [
    "an open operation asks for a key",
    (spec) => delete spec.operation("get", "/health").security,
    "GET /health asks for another authentication",
  ],
  [
    "the kind of authentication changes",
    (spec) => set(spec.at("components", "securitySchemes", "apiKey"), "scheme", "basic"),
    "authentication apiKey is",
  ],
  [
    "something that cannot be judged",
    (spec) => set(spec.schema("Order"), "dependentRequired", { listing_id: ["fulfilled_at"] }),
    "Order has another `dependentRequired`",
  ],
];

describe.each([
  ["Tightening a validation rule", tightening],
  ["What breaks clients although the page does not spell it out", otherBreaks],
])("%s is breaking:", (_bullet, cases) => {
  it.each(cases)("%s", (_change, edit, line) => {
    expect(judge(edit)).toContainEqual(expect.stringContaining(line));
  });
});
