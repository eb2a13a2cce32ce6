// Generated from the webhooks of spec/openapi.yaml by packages/contract/codegen: do not edit. Run `npm run generate`.

import type { components } from "./openapi.ts";

/** Every event type, in the order of the catalogue. */
export const eventTypes = [
  "listing.published",
  "listing.updated",
  "listing.unpublished",
  "listing.sold",
  "listing.in_stock",
  "order.received",
  "order.fulfilled",
  "order.cancelled",
  "customer.matched",
  "integration.test_event"
] as const;

/** The type of an event. */
export type EventType = (typeof eventTypes)[number];

/** Event type → the event as it is sent. */
export interface WebhookEventByType {
  "listing.published": components["schemas"]["ListingPublishedEvent"];
  "listing.updated": components["schemas"]["ListingUpdatedEvent"];
  "listing.unpublished": components["schemas"]["ListingUnpublishedEvent"];
  "listing.sold": components["schemas"]["ListingSoldEvent"];
  "listing.in_stock": components["schemas"]["ListingInStockEvent"];
  "order.received": components["schemas"]["OrderReceivedEvent"];
  "order.fulfilled": components["schemas"]["OrderFulfilledEvent"];
  "order.cancelled": components["schemas"]["OrderCancelledEvent"];
  "customer.matched": components["schemas"]["CustomerMatchedEvent"];
  "integration.test_event": components["schemas"]["IntegrationTestEvent"];
}

/** An event as it is sent; a `switch` on `type` narrows `data`. */
export type WebhookEvent = WebhookEventByType[EventType];

/** The event of one type. */
export type WebhookEventOf<T extends EventType> = WebhookEventByType[T];
