import { describe, expect, it } from "vitest";
import { objectAt } from "../codegen/json.ts";
import { type Edit, judge, listAt, rename, set } from "./testing.ts";

/** A change that no client notices. */
type Case = readonly [change: string, edit: Edit];

const error = {
  description: "Refused.",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
};

const newEndpoints: Case[] = [
  [
    "a path",
    (spec) =>
      set(spec.at("paths"), "/brands", {
        get: { operationId: "listBrands", responses: { "200": { description: "Brands." } } },
      }),
  ],
  [
    "a method",
    (spec) =>
      set(spec.at("paths", "/orders/{id}"), "patch", {
        operationId: "updateOrder",
        responses: { "200": { description: "The order." } },
      }),
  ],
];

const newRequestFields: Case[] = [
  [
    "an optional field",
    (spec) => {
      objectAt(spec.schema("OrderCreate"), "properties").note = { type: "string", maxLength: 500 };
    },
  ],
  [
    "an optional field deep inside",
    (spec) => {
      objectAt(spec.schema("OrderBuyerInput"), "properties").city = { type: "string" };
    },
  ],
  [
    "an optional query parameter",
    (spec) =>
      listAt(spec.operation("get", "/orders"), "parameters").push({
        name: "currency",
        in: "query",
        schema: { type: "string" },
      }),
  ],
  [
    "an optional body",
    (spec) =>
      set(spec.operation("post", "/test/webhook_ping"), "requestBody", {
        content: { "application/json": { schema: { type: "object" } } },
      }),
  ],
];

const newResponseFields: Case[] = [
  [
    "a field",
    (spec) => {
      objectAt(spec.schema("Listing"), "properties").slug = { type: "string" };
    },
  ],
  [
    "a field that is always there",
    (spec) => {
      objectAt(spec.schema("Order"), "properties").channel = { type: "string" };
      listAt(spec.schema("Order"), "required").push("channel");
    },
  ],
  [
    "a field of an event's envelope",
    (spec) => {
      objectAt(spec.schema("ListingSoldEvent"), "properties").sequence = { type: "integer" };
    },
  ],
  [
    "a response header",
    (spec) =>
      set(spec.at("paths", "/me", "get", "responses", "200", "headers"), "X-Region", {
        required: true,
        schema: { type: "string" },
      }),
  ],
  [
    "a header of the webhooks",
    (spec) =>
      listAt(spec.at("webhooks", "listing.sold", "post"), "parameters").push({
        name: "X-WTH-Region",
        in: "header",
        required: true,
        schema: { type: "string" },
      }),
  ],
];

const newEventTypes: Case[] = [
  [
    "an event type, with all that belongs to it",
    (spec) => {
      spec.at("webhooks")["listing.reserved"] = structuredClone(spec.at("webhooks", "listing.sold"));
      listAt(spec.schema("EventType"), "enum").push("listing.reserved");
      spec.at("components", "schemas").ListingReservedEvent = structuredClone(
        spec.schema("ListingSoldEvent"),
      );
      listAt(spec.schema("Event"), "oneOf").push({ $ref: "#/components/schemas/ListingReservedEvent" });
    },
  ],
];

const newErrorCodes: Case[] = [
  [
    "a code",
    (spec) => {
      listAt(spec.schema("ErrorCode"), "enum").push("order_too_old");
      objectAt(spec.schema("ErrorCode"), "x-errors").order_too_old = { status: 409, type: "conflict_error" };
    },
  ],
  [
    "a code of a status that the operation did not have",
    (spec) => set(spec.at("paths", "/listings", "get", "responses"), "409", error),
  ],
  [
    "a status that is no longer answered",
    (spec) => delete spec.at("paths", "/orders", "post", "responses")["415"],
  ],
];

const wording: Case[] = [
  [
    "an error's message",
    (spec) =>
      set(spec.at("components", "responses", "NotFound", "content", "application/json"), "examples", {}),
  ],
  ["a description", (spec) => set(spec.schema("Order"), "description", "An order of your shop.")],
  ["examples", (spec) => set(spec.schema("Amount"), "examples", [1])],
  [
    "the description of a parameter",
    (spec) => set(spec.at("components", "parameters", "Limit"), "description", "How many."),
  ],
  [
    "what is marked as deprecated",
    (spec) => {
      spec.field("Order", "listing_id").deprecated = true;
      spec.operation("get", "/me").deprecated = true;
    },
  ],
  [
    "the texts of the document",
    (spec) => {
      spec.at("info").description = "The API.";
      spec.document.tags = [];
    },
  ],
];

/** Not on the page's list, and harmless by the same question. */
const loosening: Case[] = [
  [
    "a field need not be sent",
    (spec) =>
      set(spec.schema("OrderCreate"), "required", ["external_id", "total_amount", "currency", "buyer"]),
  ],
  ["longer texts are taken", (spec) => set(spec.field("OrderCreate", "external_id"), "maxLength", 500)],
  [
    "larger pages are served to those who ask",
    (spec) => {
      objectAt(spec.at("components", "parameters", "Limit"), "schema").maximum = 200;
    },
  ],
  ["null is taken", (spec) => set(spec.field("OrderCreate", "ordered_at"), "type", ["string", "null"])],
  ["a format is no longer asked for", (spec) => delete spec.field("CustomerUpsert", "email").format],
  ["unknown fields are taken", (spec) => set(spec.schema("OrderCreate"), "additionalProperties", true)],
  [
    "one more alternative is taken",
    (spec) => listAt(spec.schema("CustomerUpsert"), "anyOf").push({ required: ["phone"] }),
  ],
  [
    "a larger body is taken",
    (spec) => set(spec.operation("post", "/customers/bulk"), "x-body-limit-bytes", 4_194_304),
  ],
  [
    "an operation costs less",
    (spec) => delete spec.operation("post", "/customers/bulk")["x-rate-limit-cost"],
  ],
  ["an operation needs no key", (spec) => set(spec.operation("get", "/me"), "security", [])],
  [
    "the API is served at a second place",
    (spec) => listAt(spec.document, "servers").push({ url: "https://eu.watchtraderhub.com/api/v1" }),
  ],
  ["a field is always there", (spec) => listAt(spec.schema("ErrorDetail"), "required").push("param")],
  ["a field is never null", (spec) => set(spec.field("Order", "external_id"), "type", "string")],
  ["a behaviour gets its first marker", (spec) => set(spec.schema("Photo"), "x-semantics", "public-url/1")],
];

/** The same contract, written differently. */
const refactoring: Case[] = [
  [
    "a component has another name",
    (spec) => {
      rename(spec.at("components", "schemas"), "OrderBuyerInput", "Buyer");
      spec.field("OrderCreate", "buyer").$ref = "#/components/schemas/Buyer";
    },
  ],
  [
    "a component is put in place",
    (spec) => {
      objectAt(spec.schema("Order"), "properties").status = structuredClone(spec.schema("OrderStatus"));
    },
  ],
  [
    "a component is split in two",
    (spec) => {
      const { required, properties, ...rest } = spec.schema("Photo");
      spec.at("components", "schemas").PhotoBase = { properties: properties ?? {} };
      spec.at("components", "schemas").Photo = {
        ...rest,
        required: required ?? [],
        allOf: [{ $ref: "#/components/schemas/PhotoBase" }],
      };
    },
  ],
  [
    "keys and required fields stand in another order",
    (spec) => {
      spec.schema("Order").required = [...listAt(spec.schema("Order"), "required")].reverse();
      spec.at("components", "schemas").Order = Object.fromEntries(
        Object.entries(spec.schema("Order")).reverse(),
      );
    },
  ],
];

describe.each([
  ["Adding a new endpoint", newEndpoints],
  ["Adding a new optional field to a request body", newRequestFields],
  ["Adding a new field to a response body", newResponseFields],
  ["Adding a new event type", newEventTypes],
  ["Adding a new error code", newErrorCodes],
  ["Improving wording", wording],
  ["Asking for less, or promising more", loosening],
  ["Writing the same differently", refactoring],
])("%s is not breaking:", (_bullet, cases) => {
  it.each(cases)("%s", (_change, edit) => {
    expect(judge(edit)).toEqual([]);
  });
});

describe("the contract compared with itself", () => {
  it("has no breaking change", () => {
    expect(judge(() => {})).toEqual([]);
  });
});
