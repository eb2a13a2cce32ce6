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

/** Every event of the Partner API, in the order of the catalogue. */
export const partnerEventTypes = [
  "order.created",
  "order.status_changed",
  "order.cancelled",
  "offer.updated"
] as const;

/** What an event of the Partner API is called. */
export type PartnerEventType = (typeof partnerEventTypes)[number];

/** What it is called → the event as it is sent to partners. */
export interface PartnerEventByType {
  "order.created": components["schemas"]["PartnerOrderCreatedEvent"];
  "order.status_changed": components["schemas"]["PartnerOrderStatusChangedEvent"];
  "order.cancelled": components["schemas"]["PartnerOrderCancelledEvent"];
  "offer.updated": components["schemas"]["PartnerOfferUpdatedEvent"];
}

/** An event as it is sent to partners; a `switch` on `event` narrows `data`. */
export type PartnerEvent = PartnerEventByType[PartnerEventType];

/** The event of the Partner API of one name. */
export type PartnerEventOf<T extends PartnerEventType> = PartnerEventByType[T];
