import type { components, operations } from "./generated/openapi.ts";

type Schemas = components["schemas"];
type Query<Operation extends keyof operations> = NonNullable<operations[Operation]["parameters"]["query"]>;
/** An object that has at least one of some optional properties, which the generated types cannot say. */
type AtLeastOne<T, Keys extends keyof T> = T & { [Key in Keys]: Required<Pick<T, Key>> }[Keys];

/** The state of the API. */
export type Health = Schemas["Health"];

/** The Custom Integration of the dealer whose key it is. */
export type Integration = Schemas["Integration"];

/** A published watch. */
export type Listing = Schemas["Listing"];
/** A page of listings. */
export type ListingList = Schemas["ListingList"];
/** Filters and position of a list of listings. */
export type ListListingsParams = Query<"listListings">;

/** A client of the dealer. */
export type Customer = Schemas["Customer"];
/** A page of clients. */
export type CustomerList = Schemas["CustomerList"];
/** Filters and position of a list of clients. */
export type ListCustomersParams = Query<"listCustomers">;
/** A client to create or update; it needs an `external_id`, an `email`, or both. */
export type UpsertCustomerParams = AtLeastOne<Schemas["CustomerUpsert"], "external_id" | "email">;
/** Up to 500 clients to create or update. */
export type BulkUpsertCustomersParams = Omit<Schemas["CustomerBulkUpsert"], "customers"> & {
  /** The clients, handled in this order. */
  readonly customers: readonly UpsertCustomerParams[];
};
/** What became of one client of a bulk upsert: `status` tells which. */
export type CustomerBulkResult = Schemas["CustomerBulkResult"];
/** One result for each client of a bulk upsert, in the same order. */
export type CustomerBulkResultList = Schemas["CustomerBulkResultList"];

/** An order. */
export type Order = Schemas["Order"];
/** A page of orders. */
export type OrderList = Schemas["OrderList"];
/** Filters and position of a list of orders. */
export type ListOrdersParams = Query<"listOrders">;
/** An order to report. */
export type CreateOrderParams = Schemas["OrderCreate"];

/** What happened; the `type` of an event. */
export type EventType = Schemas["EventType"];
/** Something that happened, as it is sent to the webhook URL: `type` tells what is in `data`. */
export type WebhookEvent = Schemas["Event"];
/** A page of events. */
export type EventList = Schemas["EventList"];
/** Filters and position of a list of events. */
export type ListEventsParams = Query<"listEvents">;

/** One dispatch of an event to the webhook URL, with its attempts. */
export type WebhookDelivery = Schemas["WebhookDelivery"];
/** A delivery as lists have it: without its attempts. */
export type WebhookDeliverySummary = Schemas["WebhookDeliverySummary"];
/** One request to the webhook URL, and how it ended. */
export type WebhookDeliveryAttempt = Schemas["WebhookDeliveryAttempt"];
/** A page of deliveries. */
export type WebhookDeliveryList = Schemas["WebhookDeliveryList"];
/** Filters and position of a list of deliveries. */
export type ListWebhookDeliveriesParams = Query<"listWebhookDeliveries">;

/** The receipt of a test event. */
export type TestDelivery = Schemas["TestDelivery"];
/** A test event to send: its type and, unless its sample will do, `data` that fits the type. */
export type SendTestEventParams = {
  [Type in EventType]: {
    type: Type;
    data?: Extract<WebhookEvent, { type: Type }>["data"];
  };
}[EventType];
