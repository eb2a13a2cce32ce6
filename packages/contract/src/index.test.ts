import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type components,
  type ErrorCode,
  type ErrorType,
  type EventType,
  errorCatalogue,
  eventTypes,
  newestApiVersion,
  openapiDocument,
  operations,
  partnerOperations,
  type WebhookEvent,
  type WebhookEventOf,
} from "./index.ts";

/** What a receiver does with an event; compiles only while a `switch` on `type` narrows `data`. */
function describeEvent(event: WebhookEvent): string {
  switch (event.type) {
    case "listing.published":
    case "listing.unpublished":
    case "listing.sold":
    case "listing.in_stock":
      return event.data.object.id;
    case "listing.updated":
      return `${event.data.object.id} was ${event.data.previous_attributes.price?.amount}`;
    case "order.received":
      return `${event.data.object.buyer.name}: ${event.data.object.total_amount}`;
    case "order.fulfilled":
    case "order.cancelled":
      return `${event.data.previous_attributes.status} → ${event.data.object.status}`;
    case "customer.matched":
      return event.data.object.email ?? event.data.object.id;
    case "integration.test_event":
      return event.data.object.message;
    default:
      return event satisfies never;
  }
}

function sample(type: EventType): unknown {
  const content = openapiDocument.webhooks[type]?.post.requestBody?.content["application/json"];
  return content !== undefined && "example" in content ? content.example : undefined;
}

function isEvent(value: unknown): value is WebhookEvent {
  return typeof value === "object" && value !== null && "type" in value && "data" in value;
}

describe("events", () => {
  it.each([
    ["listing.updated", "24f0ebb1-73d7-4e99-9901-821078594271 was 1199000"],
    ["order.received", "Alice: 1500000"],
    ["order.cancelled", "pending → cancelled"],
    ["customer.matched", "a1@example.com"],
    ["integration.test_event", "Test event from /v1/test/webhook_ping."],
  ] as const)("%s narrows to the data of its own sample", (type, text) => {
    const event = sample(type);
    expect(isEvent(event) && describeEvent(event)).toBe(text);
  });

  it("are typed precisely", () => {
    expectTypeOf<WebhookEvent["type"]>().toEqualTypeOf<EventType>();
    expectTypeOf<WebhookEvent>().toEqualTypeOf<components["schemas"]["Event"]>();
    expectTypeOf<
      WebhookEventOf<"order.fulfilled">["data"]["previous_attributes"]["status"]
    >().toEqualTypeOf<"pending">();
    expectTypeOf<WebhookEventOf<"customer.matched">["data"]["object"]>().toEqualTypeOf<
      components["schemas"]["Customer"]
    >();
    expectTypeOf<WebhookEventOf<"listing.sold">["data"]>().not.toHaveProperty("previous_attributes");
    expectTypeOf<components["schemas"]["EventType"]>().toEqualTypeOf<EventType>();
    expect(eventTypes).toHaveLength(10);
  });
});

describe("types", () => {
  it("keep required, nullable and strict parts apart", () => {
    type Schemas = components["schemas"];
    expectTypeOf<Schemas["Watch"]["brand"]>().toEqualTypeOf<string>();
    expectTypeOf<Schemas["Watch"]["year"]>().toEqualTypeOf<number | null>();
    expectTypeOf<Schemas["WatchAttributes"]["brand"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Schemas["Integration"]["webhook"]["url"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Schemas["CustomerUpsert"]["email"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Schemas["OrderCreate"]>().not.toHaveProperty("listing_id");
    expectTypeOf<Schemas["ErrorDetail"]["code"]>().toEqualTypeOf<ErrorCode>();
    expectTypeOf<Schemas["ErrorDetail"]["type"]>().toEqualTypeOf<ErrorType>();
    expectTypeOf<Schemas["WebhookDelivery"]["attempts"][number]["response_status"]>().toEqualTypeOf<
      number | null
    >();
    expect(errorCatalogue.missing_idempotency_key).toMatchObject({ status: 400, param: "Idempotency-Key" });
  });
});

describe("operations", () => {
  it("say what a server needs to mount them", () => {
    expect(operations.bulkUpsertCustomers).toEqual({
      method: "post",
      basePath: "/api/v1",
      path: "/customers/bulk",
      security: true,
      rateLimitCost: 2,
      bodyLimitBytes: 2_097_152,
      idempotent: true,
      hasBody: true,
    });
    expect(operations.cancelOrder).toMatchObject({ rateLimitCost: 2, hasBody: false, idempotent: true });
    expect(operations.createOrder).toMatchObject({ rateLimitCost: 1, bodyLimitBytes: 262_144 });
    expect(operations.getPostmanCollection).toMatchObject({
      basePath: "",
      security: false,
      rateLimitCost: 0,
    });
  });

  it("exist for every path of the document", () => {
    const listed = Object.values({ ...operations, ...partnerOperations }).map(
      ({ method, path }) => `${method} ${path}`,
    );
    const documented = Object.entries(openapiDocument.paths).flatMap(([path, item]) =>
      (["get", "post", "patch", "delete"] as const)
        .filter((method) => item[method] !== undefined)
        .map((method) => `${method} ${path}`),
    );
    expect(listed.sort()).toEqual(documented.sort());
  });
});

describe("newestApiVersion", () => {
  it("is the version of the document", () => {
    expect(newestApiVersion).toBe(openapiDocument.info.version);
    expect(newestApiVersion).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});
