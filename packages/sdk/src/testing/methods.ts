import type { OperationId } from "@wth/contract";
import type { PostOptions, WatchTraderHub } from "../index.ts";

/** What each id of an object is in {@link methods}. */
export const ID = "24f0ebb1-73d7-4e99-9901-821078594271";

type Method = readonly [
  operation: OperationId,
  call: (wth: WatchTraderHub, options: PostOptions) => PromiseLike<unknown>,
];

/** Every method of the client under its name, with the operation of the contract that it performs. */
export const methods = {
  me: ["getMe", (wth, options) => wth.me(options)],
  health: ["getHealth", (wth, options) => wth.health(options)],
  "listings.list": ["listListings", (wth, options) => wth.listings.list({ brand: "Omega" }, options)],
  "listings.iterate": ["listListings", (wth, options) => firstPage(wth.listings.iterate({}, options))],
  "listings.sync": ["listListings", (wth, options) => asPage(wth.listings.sync(options))],
  "listings.get": ["getListing", (wth, options) => wth.listings.get(ID, options)],
  "customers.upsert": [
    "upsertCustomer",
    (wth, options) => wth.customers.upsert({ external_id: "ext-A1", name: null }, options),
  ],
  "customers.bulkUpsert": [
    "bulkUpsertCustomers",
    (wth, options) => wth.customers.bulkUpsert({ customers: [{ email: "a1@example.com" }] }, options),
  ],
  "customers.list": ["listCustomers", (wth, options) => wth.customers.list({ external_id: "1" }, options)],
  "customers.iterate": ["listCustomers", (wth, options) => firstPage(wth.customers.iterate({}, options))],
  "customers.get": ["getCustomer", (wth, options) => wth.customers.get(ID, options)],
  "orders.create": ["createOrder", (wth, options) => wth.orders.create(order, options)],
  "orders.list": ["listOrders", (wth, options) => wth.orders.list({ status: "pending" }, options)],
  "orders.iterate": ["listOrders", (wth, options) => firstPage(wth.orders.iterate({}, options))],
  "orders.get": ["getOrder", (wth, options) => wth.orders.get(ID, options)],
  "orders.cancel": ["cancelOrder", (wth, options) => wth.orders.cancel(ID, options)],
  "events.list": ["listEvents", (wth, options) => wth.events.list({ type: "listing.sold" }, options)],
  "events.iterate": ["listEvents", (wth, options) => firstPage(wth.events.iterate({}, options))],
  "events.get": ["getEvent", (wth, options) => wth.events.get(ID, options)],
  "events.replay": ["replayEvent", (wth, options) => wth.events.replay(ID, options)],
  "webhookDeliveries.list": [
    "listWebhookDeliveries",
    (wth, options) => wth.webhookDeliveries.list({ status: "failed", event_id: "evt_1" }, options),
  ],
  "webhookDeliveries.iterate": [
    "listWebhookDeliveries",
    (wth, options) => firstPage(wth.webhookDeliveries.iterate({}, options)),
  ],
  "webhookDeliveries.get": ["getWebhookDelivery", (wth, options) => wth.webhookDeliveries.get(ID, options)],
  "webhookDeliveries.retry": [
    "retryWebhookDelivery",
    (wth, options) => wth.webhookDeliveries.retry(ID, options),
  ],
  "test.webhookPing": ["sendWebhookPing", (wth, options) => wth.test.webhookPing(options)],
  "test.sendEvent": [
    "sendTestEvent",
    (wth, options) => wth.test.sendEvent({ type: "listing.sold" }, options),
  ],
} as const satisfies Record<string, Method>;

/** The operations that the client leaves out, and why. */
export const withoutMethod = {
  getOpenapiDocument:
    "The types of this package are the contract; tools that read the document take its URL, and cache it by its ETag.",
  getPostmanCollection: "For Postman, which imports it by its URL; it is outside of the API's base URL.",
} as const satisfies Partial<Record<OperationId, string>>;

/** An order as small as the contract allows. */
const order = {
  external_id: "shop-12345",
  total_amount: 1_500_000,
  currency: "USD",
  buyer: { name: "Alice" },
  line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1_500_000 }],
};

async function firstPage(list: { pages(): AsyncIterator<unknown> }): Promise<unknown> {
  return (await list.pages().next()).value;
}

/** The items of a loop, as the list of one page that has them all. */
async function asPage(items: AsyncIterable<unknown>): Promise<unknown> {
  const data: unknown[] = [];
  for await (const item of items) data.push(item);
  return { object: "list", data, has_more: false, next_cursor: null };
}
