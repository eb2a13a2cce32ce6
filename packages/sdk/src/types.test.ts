import type { WebhookEvent as VerifiedEvent } from "@watchtraderhub/webhook-verifier";
import type { ErrorCode as ContractErrorCode, components } from "@wth/contract";
import { describe, expectTypeOf, it } from "vitest";
import {
  type ApiResult,
  type AuthenticationError,
  WatchTraderHubError as BaseError,
  type BulkUpsertCustomersParams,
  type ClientOptions,
  type CreateOrderParams,
  type Customer,
  type CustomerBulkResultList,
  type CustomerList,
  type ErrorCode,
  type EventList,
  type EventType,
  type Health,
  type Hooks,
  type Integration,
  type Listing,
  type ListingList,
  type Order,
  type OrderList,
  type SdkErrorCode,
  type SendTestEventParams,
  type TestDelivery,
  type UpsertCustomerParams,
  WatchTraderHub,
  type WatchTraderHubError,
  type WebhookDelivery,
  type WebhookDeliveryList,
  type WebhookDeliverySummary,
  type WebhookEvent,
} from "./index.ts";
import { API_KEY } from "./testing/fixtures.ts";

type Schemas = components["schemas"];

const fetch = async () => Response.json({ object: "list", data: [], has_more: false, next_cursor: null });
const wth = new WatchTraderHub({ apiKey: API_KEY, fetch });

describe("types", () => {
  it("are those of the contract", () => {
    expectTypeOf<Listing>().toEqualTypeOf<Schemas["Listing"]>();
    expectTypeOf<Integration>().toEqualTypeOf<Schemas["Integration"]>();
    expectTypeOf<Customer>().toEqualTypeOf<Schemas["Customer"]>();
    expectTypeOf<UpsertCustomerParams>().toExtend<Schemas["CustomerUpsert"]>();
    expectTypeOf<BulkUpsertCustomersParams["customers"][number]>().toEqualTypeOf<UpsertCustomerParams>();
    expectTypeOf<Order>().toEqualTypeOf<Schemas["Order"]>();
    expectTypeOf<CreateOrderParams>().toEqualTypeOf<Schemas["OrderCreate"]>();
    expectTypeOf<WebhookEvent>().toEqualTypeOf<Schemas["Event"]>();
    expectTypeOf<WebhookEvent>().toEqualTypeOf<VerifiedEvent>();
    expectTypeOf<WebhookDelivery>().toEqualTypeOf<Schemas["WebhookDelivery"]>();
    expectTypeOf<SendTestEventParams>().toExtend<Schemas["TestEventCreate"]>();
    expectTypeOf<SendTestEventParams["type"]>().toEqualTypeOf<EventType>();
    expectTypeOf<ErrorCode>().toEqualTypeOf<ContractErrorCode>();
    expectTypeOf<ErrorCode>().toEqualTypeOf<Schemas["ErrorCode"]>();
  });

  it("say what each call gives", () => {
    expectTypeOf(wth.me).returns.resolves.toEqualTypeOf<Integration>();
    expectTypeOf(wth.health).returns.resolves.toEqualTypeOf<Health>();
    expectTypeOf(wth.listings.list).returns.resolves.toEqualTypeOf<ListingList>();
    expectTypeOf(wth.listings.get).returns.resolves.toEqualTypeOf<Listing>();
    expectTypeOf(wth.customers.upsert).returns.resolves.toEqualTypeOf<Customer>();
    expectTypeOf(wth.customers.bulkUpsert).returns.resolves.toEqualTypeOf<CustomerBulkResultList>();
    expectTypeOf(wth.customers.list).returns.resolves.toEqualTypeOf<CustomerList>();
    expectTypeOf(wth.customers.get).returns.resolves.toEqualTypeOf<Customer>();
    expectTypeOf(wth.orders.create).returns.resolves.toEqualTypeOf<Order>();
    expectTypeOf(wth.orders.list).returns.resolves.toEqualTypeOf<OrderList>();
    expectTypeOf(wth.orders.get).returns.resolves.toEqualTypeOf<Order>();
    expectTypeOf(wth.orders.cancel).returns.resolves.toEqualTypeOf<Order>();
    expectTypeOf(wth.events.list).returns.resolves.toEqualTypeOf<EventList>();
    expectTypeOf(wth.events.get).returns.resolves.toEqualTypeOf<WebhookEvent>();
    expectTypeOf(wth.events.replay).returns.resolves.toEqualTypeOf<WebhookDelivery>();
    expectTypeOf(wth.webhookDeliveries.list).returns.resolves.toEqualTypeOf<WebhookDeliveryList>();
    expectTypeOf(wth.webhookDeliveries.get).returns.resolves.toEqualTypeOf<WebhookDelivery>();
    expectTypeOf(wth.webhookDeliveries.retry).returns.resolves.toEqualTypeOf<WebhookDelivery>();
    expectTypeOf(wth.test.webhookPing).returns.resolves.toEqualTypeOf<TestDelivery>();
    expectTypeOf(wth.test.sendEvent).returns.resolves.toEqualTypeOf<TestDelivery>();
    expectTypeOf(wth.me().withResponse()).resolves.toEqualTypeOf<ApiResult<Integration>>();
  });

  it("carry on through lists", async () => {
    for await (const item of wth.listings.list()) expectTypeOf(item).toEqualTypeOf<Listing>();
    for await (const page of wth.listings.list().pages()) expectTypeOf(page).toEqualTypeOf<ListingList>();
    for await (const item of wth.customers.list()) expectTypeOf(item).toEqualTypeOf<Customer>();
    for await (const item of wth.orders.iterate()) expectTypeOf(item).toEqualTypeOf<Order>();
    for await (const page of wth.orders.iterate().pages()) expectTypeOf(page).toEqualTypeOf<OrderList>();
    for await (const item of wth.events.list()) expectTypeOf(item).toEqualTypeOf<WebhookEvent>();
    for await (const item of wth.webhookDeliveries.list())
      expectTypeOf(item).toEqualTypeOf<WebhookDeliverySummary>();
    for await (const item of wth.listings.sync({ since: null })) expectTypeOf(item).toEqualTypeOf<Listing>();
    expectTypeOf(wth.listings.sync().checkpoint).toEqualTypeOf<string | undefined>();
    expectTypeOf(wth.orders.list().withResponse()).resolves.toEqualTypeOf<ApiResult<OrderList>>();
    expectTypeOf(wth.orders.list()).toExtend<Promise<OrderList>>();
  });

  it("tell what is in an event by its type, and in a bulk result by its status", () => {
    const read = (event: WebhookEvent) =>
      event.type === "order.fulfilled" ? event.data.previous_attributes.status : event.id;
    expectTypeOf(read).returns.toEqualTypeOf<string>();
    const outcome = ({ data: [first] }: CustomerBulkResultList) =>
      first?.status === "error" ? first.error.code : first?.customer.id;
    expectTypeOf(outcome).returns.toEqualTypeOf<string | undefined>();
    type ObjectOf<Type extends string> = Extract<WebhookEvent, { type: Type }>["data"]["object"];
    expectTypeOf<ObjectOf<`listing.${string}`>>().toEqualTypeOf<Schemas["ListingReference"]>();
    expectTypeOf<ObjectOf<`order.${string}`>>().toEqualTypeOf<Order>();
    expectTypeOf<ObjectOf<"customer.matched">>().toEqualTypeOf<Customer>();
    expectTypeOf<ObjectOf<"integration.test_event">>().toExtend<{ message: string }>();
    // @ts-expect-error a listing event has only the listing's id
    const wrong = (event: Extract<WebhookEvent, { type: "listing.sold" }>) => event.data.object.price;
    expectTypeOf(wrong).toBeFunction();
  });

  it("refuse wrong parameters", () => {
    const order = { external_id: "1", total_amount: 1, currency: "USD", line_items: [] };
    const reference = { object: { id: "24f0ebb1-73d7-4e99-9901-821078594271", object: "listing" } } as const;
    // Never called: only compiled.
    const wrong = [
      // @ts-expect-error not a filter
      () => wth.listings.list({ colour: "black" }),
      // @ts-expect-error a number
      () => wth.listings.list({ limit: "10" }),
      // @ts-expect-error not a status
      () => wth.listings.list({ status: "reserved" }),
      // @ts-expect-error RFC 3339 text
      () => wth.listings.list({ updated_after: new Date() }),
      // @ts-expect-error events have created_after
      () => wth.events.list({ updated_after: "2026-05-08T08:41:16.345Z" }),
      // @ts-expect-error customers have no status
      () => wth.customers.iterate({ status: "active" }),
      // @ts-expect-error a GET takes no idempotency key
      () => wth.me({ idempotencyKey: "key" }),
      // @ts-expect-error a sync has no filters, which would hide changes
      () => wth.listings.sync({ status: "active" }),
      // @ts-expect-error a checkpoint is text
      () => wth.listings.sync({ since: new Date() }),
      // @ts-expect-error a header's value is text
      () => wth.me({ headers: { "x-shop": 1 } }),
      // @ts-expect-error not an option
      () => wth.me({ timeout: 1000 }),
      // @ts-expect-error the id is required
      () => wth.listings.get(),
      // @ts-expect-error neither external_id nor email
      () => wth.customers.upsert({ name: "Alice" }),
      // @ts-expect-error not a field
      () => wth.customers.upsert({ email: "a1@example.com", age: 40 }),
      // @ts-expect-error an object with the clients
      () => wth.customers.bulkUpsert([{ email: "a1@example.com" }]),
      // @ts-expect-error the second has neither external_id nor email
      () => wth.customers.bulkUpsert({ customers: [{ email: "a1@example.com" }, { name: "Alice" }] }),
      // @ts-expect-error the buyer is required
      () => wth.orders.create(order),
      // @ts-expect-error an amount is a number
      () => wth.orders.create({ ...order, buyer: { name: "Alice" }, total_amount: "1" }),
      // @ts-expect-error no such type
      () => wth.test.sendEvent({ type: "listing.deleted" }),
      // @ts-expect-error an order event carries the order
      () => wth.test.sendEvent({ type: "order.received", data: reference }),
      // @ts-expect-error listing.updated also carries what has changed
      () => wth.test.sendEvent({ type: "listing.updated", data: reference }),
      // @ts-expect-error listing.sold does not
      () => wth.test.sendEvent({ type: "listing.sold", data: { ...reference, previous_attributes: {} } }),
    ];
    expectTypeOf(wrong).toBeArray();
    const hooks: Hooks = {
      // @ts-expect-error not an operation
      onError: ({ operation }) => void (operation === "createOrders"),
    };
    expectTypeOf(hooks).toExtend<ClientOptions["hooks"]>();
    expectTypeOf(globalThis.fetch).toExtend<ClientOptions["fetch"]>();
    expectTypeOf(console).toExtend<ClientOptions["logger"]>();
    // @ts-expect-error the API key is required
    expectTypeOf({}).toExtend<ClientOptions>();
    const right = [
      () => wth.test.sendEvent({ type: "listing.sold", data: reference }),
      (type: EventType) => wth.test.sendEvent({ type }),
      () => wth.customers.bulkUpsert({ customers: [{ email: "a1@example.com" }] as const }),
    ];
    expectTypeOf(right).toBeArray();
  });

  it("close the union of codes", () => {
    expectTypeOf<WatchTraderHubError["code"]>().toEqualTypeOf<ErrorCode | SdkErrorCode>();
    const isConflict = (error: unknown) =>
      error instanceof BaseError && error.code === "order_already_exists";
    // @ts-expect-error no such code
    const isTypo = (error: WatchTraderHubError) => error.code === "order_allready_exists";
    expectTypeOf(isConflict).returns.toBeBoolean();
    expectTypeOf(isTypo).returns.toBeBoolean();
    expectTypeOf<AuthenticationError>().toExtend<WatchTraderHubError>();
  });
});
