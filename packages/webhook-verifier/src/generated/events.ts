// Generated from the events of packages/contract by codegen/generate.ts: do not edit. Run `npm run generate`.

/** The schemas of the events. */
export interface components {
    schemas: {
        /**
         * @description An amount of money as an integer in the minor units of its currency: `1200000` is USD 12,000.00,
         *     and JPY 1,200,000 (the yen has no minor unit).
         * @example 1200000
         */
        Amount: number;
        /**
         * @description A dated API version. An integration is pinned to one when it is created.
         * @example 2026-05-07
         */
        ApiVersion: string;
        /**
         * Format: iso-3166-1-alpha-2
         * @description A country, as its ISO 3166-1 alpha-2 code in upper case.
         * @example US
         * @example null
         */
        Country: string | null;
        /**
         * Format: iso-4217
         * @description A currency, as its ISO 4217 code in upper case.
         * @example USD
         */
        Currency: string;
        /** @description A client of the dealer. */
        Customer: {
            id: components["schemas"]["Uuid"];
            /** @constant */
            object: "customer";
            /**
             * @description Your own id of the client, unique in its mode; `null` if none was given.
             * @example ext-A1
             */
            external_id: string | null;
            /**
             * @description The e-mail address.
             * @example a1@example.com
             */
            email: string | null;
            /**
             * @description The full name.
             * @example Customer A1
             */
            name: string | null;
            /**
             * @description The phone number, as it was given.
             * @example +15551111
             */
            phone: string | null;
            /**
             * @description `true` in the answer to an upsert, and in an event, that matched an existing client instead of creating one.
             *     `false` otherwise, also when the client is read later.
             */
            matched_existing: boolean;
            /** @description Whether the client has agreed to be sent marketing. */
            accepts_marketing: boolean;
            metadata: components["schemas"]["Metadata"];
            is_test: components["schemas"]["IsTest"];
            created_at: components["schemas"]["Timestamp"];
            /** @description When the object last changed. It grows with every change, and no two objects of a dealer share it. */
            updated_at: components["schemas"]["Timestamp"];
        };
        /** @description An upsert matched an existing client. */
        CustomerMatchedEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            object: "event";
            /** @constant */
            type: "customer.matched";
            api_version: components["schemas"]["ApiVersion"];
            created_at: components["schemas"]["Timestamp"];
            livemode: components["schemas"]["Livemode"];
            data: {
                object: components["schemas"]["Customer"];
            };
        };
        /**
         * @description The id of one event: `evt_` and 32 hexadecimal digits. Receivers deduplicate on it.
         * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
         */
        EventId: string;
        /** @description A test event, fired on request. Delivered whatever the endpoint is subscribed to. */
        IntegrationTestEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            object: "event";
            /** @constant */
            type: "integration.test_event";
            api_version: components["schemas"]["ApiVersion"];
            created_at: components["schemas"]["Timestamp"];
            livemode: components["schemas"]["Livemode"];
            data: {
                object: {
                    /** @description Says what fired the event. */
                    message: string;
                };
            };
        };
        /** @description Whether the object was created in test mode. Never changes. */
        IsTest: boolean;
        /** @description A sold listing is for sale again. */
        ListingInStockEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            object: "event";
            /** @constant */
            type: "listing.in_stock";
            api_version: components["schemas"]["ApiVersion"];
            created_at: components["schemas"]["Timestamp"];
            livemode: components["schemas"]["Livemode"];
            data: {
                object: components["schemas"]["ListingReference"];
            };
        };
        /**
         * @description The fields that have changed, with their previous values; fields within an object likewise.
         * @example {
         *       "price": {
         *         "amount": 1199000
         *       }
         *     }
         */
        ListingPreviousAttributes: {
            watch?: components["schemas"]["WatchAttributes"];
            /** @description The changed parts of the price. */
            price?: {
                amount?: components["schemas"]["Amount"];
                currency?: components["schemas"]["Currency"];
                amount_formatted?: string;
            };
            /** @description All previous photos. */
            photos?: components["schemas"]["Photo"][];
        };
        /** @description A listing was put on the custom channel. */
        ListingPublishedEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            object: "event";
            /** @constant */
            type: "listing.published";
            api_version: components["schemas"]["ApiVersion"];
            created_at: components["schemas"]["Timestamp"];
            livemode: components["schemas"]["Livemode"];
            data: {
                object: components["schemas"]["ListingReference"];
            };
        };
        /** @description A listing by its id. Fetch it with `GET /listings/{id}` to see its present state. */
        ListingReference: {
            id: components["schemas"]["Uuid"];
            /** @constant */
            object: "listing";
        };
        /** @description A listing was sold. */
        ListingSoldEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            object: "event";
            /** @constant */
            type: "listing.sold";
            api_version: components["schemas"]["ApiVersion"];
            created_at: components["schemas"]["Timestamp"];
            livemode: components["schemas"]["Livemode"];
            data: {
                object: components["schemas"]["ListingReference"];
            };
        };
        /** @description A listing was taken off the custom channel. */
        ListingUnpublishedEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            object: "event";
            /** @constant */
            type: "listing.unpublished";
            api_version: components["schemas"]["ApiVersion"];
            created_at: components["schemas"]["Timestamp"];
            livemode: components["schemas"]["Livemode"];
            data: {
                object: components["schemas"]["ListingReference"];
            };
        };
        /** @description A published listing has changed. */
        ListingUpdatedEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            object: "event";
            /** @constant */
            type: "listing.updated";
            api_version: components["schemas"]["ApiVersion"];
            created_at: components["schemas"]["Timestamp"];
            livemode: components["schemas"]["Livemode"];
            data: {
                object: components["schemas"]["ListingReference"];
                previous_attributes: components["schemas"]["ListingPreviousAttributes"];
            };
        };
        /** @description `false` for everything that happens in test mode, and for test events. */
        Livemode: boolean;
        /**
         * @description Your own notes on the object, kept and returned as they are. At most 20 keys.
         * @example {
         *       "shop_customer_group": "collectors"
         *     }
         */
        Metadata: {
            [key: string]: string;
        };
        /**
         * Format: date-time
         * @description A moment in UTC, as RFC 3339 with `Z` and three decimals (milliseconds); `null` if it has not come.
         * @example 2026-05-08T08:41:16.345Z
         * @example null
         */
        NullableTimestamp: string | null;
        /** @description An order. */
        Order: {
            id: components["schemas"]["Uuid"];
            /** @constant */
            object: "order";
            /**
             * @description Your own id of the order, unique in its mode; `null` if the dealer entered the order without one.
             * @example shop-12345
             */
            external_id: string | null;
            status: components["schemas"]["OrderStatus"];
            /**
             * Format: uuid
             * @description The listing the dealer has matched the order to. Matching leaves the status `pending`.
             */
            listing_id: string | null;
            /** @description What the buyer pays in all, in minor units of `currency`. Need not be the sum of the positions. */
            total_amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            buyer: components["schemas"]["OrderBuyer"];
            line_items: components["schemas"]["OrderLineItem"][];
            metadata: components["schemas"]["Metadata"];
            is_test: components["schemas"]["IsTest"];
            /** @description When the buyer ordered. */
            ordered_at: components["schemas"]["Timestamp"];
            created_at: components["schemas"]["Timestamp"];
            /** @description When the object last changed. It grows with every change, and no two objects of a dealer share it. */
            updated_at: components["schemas"]["Timestamp"];
            /** @description When the dealer marked the order as fulfilled; `null` if that has not happened. */
            fulfilled_at: components["schemas"]["NullableTimestamp"];
            /** @description When the order was cancelled; `null` if it was not. */
            cancelled_at: components["schemas"]["NullableTimestamp"];
        };
        /** @description Who ordered. */
        OrderBuyer: {
            /**
             * @description The full name.
             * @example Alice
             */
            name: string;
            /**
             * @description The e-mail address.
             * @example alice@example.com
             */
            email: string | null;
            country: components["schemas"]["Country"];
        };
        /** @description An order was cancelled. */
        OrderCancelledEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            object: "event";
            /** @constant */
            type: "order.cancelled";
            api_version: components["schemas"]["ApiVersion"];
            created_at: components["schemas"]["Timestamp"];
            livemode: components["schemas"]["Livemode"];
            data: {
                object: components["schemas"]["Order"];
                /** @description The status before. */
                previous_attributes: {
                    /** @enum {string} */
                    status: "pending" | "fulfilled";
                };
            };
        };
        /** @description The dealer has marked an order as fulfilled. */
        OrderFulfilledEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            object: "event";
            /** @constant */
            type: "order.fulfilled";
            api_version: components["schemas"]["ApiVersion"];
            created_at: components["schemas"]["Timestamp"];
            livemode: components["schemas"]["Livemode"];
            data: {
                object: components["schemas"]["Order"];
                /** @description The status before. */
                previous_attributes: {
                    /** @constant */
                    status: "pending";
                };
            };
        };
        /** @description A position of an order. */
        OrderLineItem: {
            /**
             * @description Your article number. The reference number of the watch helps the dealer to match the order.
             * @example 116610LN
             */
            sku: string;
            /**
             * @description How many pieces.
             * @example 1
             */
            quantity: number;
            /** @description The price of one piece, in minor units of the `currency` of the order. */
            unit_amount: components["schemas"]["Amount"];
        };
        /** @description An order came in. */
        OrderReceivedEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            object: "event";
            /** @constant */
            type: "order.received";
            api_version: components["schemas"]["ApiVersion"];
            created_at: components["schemas"]["Timestamp"];
            livemode: components["schemas"]["Livemode"];
            data: {
                object: components["schemas"]["Order"];
            };
        };
        /**
         * @description | value | meaning |
         *     |---|---|
         *     | `pending` | reported, and perhaps matched to a listing |
         *     | `fulfilled` | matched, and marked as fulfilled by the dealer |
         *     | `cancelled` | cancelled |
         * @example pending
         * @enum {string}
         */
        OrderStatus: "pending" | "fulfilled" | "cancelled";
        /**
         * @description | value | meaning |
         *     |---|---|
         *     | `in_stock` | for sale |
         *     | `sold` | sold |
         *     | `withdrawn` | no longer published; only in events, because lists show what is published |
         * @example in_stock
         * @enum {string}
         */
        PartnerAvailability: "in_stock" | "sold" | "withdrawn";
        /** @description The commercial terms of a published listing. */
        PartnerOffer: {
            /** @description The id of the offer, which is that of its listing. */
            id: components["schemas"]["Uuid"];
            /**
             * Format: uuid
             * @description Whose offer it is.
             */
            dealerId: string;
            /**
             * @description The brand of the watch.
             * @example Rolex
             */
            brand: string;
            /**
             * @description The model of the watch.
             * @example Submariner Date
             */
            model: string;
            /**
             * @description The reference number of the watch.
             * @example 116610LN
             */
            reference: string | null;
            /** @description What the dealer asks, in minor units of `currency`. */
            price: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            availability: components["schemas"]["PartnerAvailability"];
            /** @description When the listing last changed. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description The price or the availability of an offer changed. */
        PartnerOfferUpdatedEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            event: "offer.updated";
            createdAt: components["schemas"]["Timestamp"];
            data: components["schemas"]["PartnerOffer"];
        };
        /** @description An order of a dealer, as partners see it. */
        PartnerOrder: {
            id: components["schemas"]["Uuid"];
            /**
             * Format: uuid
             * @description Whose order it is.
             */
            dealerId: string;
            /**
             * @description The id of the order in the dealer's shop; `null` if the dealer entered the order without one.
             * @example shop-12345
             */
            externalId: string | null;
            status: components["schemas"]["OrderStatus"];
            /**
             * Format: uuid
             * @description The listing the dealer has matched the order to; it is the `id` of its offer, while it is published.
             */
            listingId: string | null;
            /** @description What the buyer pays in all, in minor units of `currency`. Need not be the sum of the positions. */
            totalAmount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            buyer: components["schemas"]["OrderBuyer"];
            lineItems: components["schemas"]["PartnerOrderLineItem"][];
            isTest: components["schemas"]["IsTest"];
            /** @description When the buyer ordered. */
            orderedAt: components["schemas"]["Timestamp"];
            createdAt: components["schemas"]["Timestamp"];
            /** @description When the order last changed. */
            updatedAt: components["schemas"]["Timestamp"];
            /** @description When the dealer marked the order as fulfilled; `null` if that has not happened. */
            fulfilledAt: components["schemas"]["NullableTimestamp"];
            /** @description When the order was cancelled; `null` if it was not. */
            cancelledAt: components["schemas"]["NullableTimestamp"];
        };
        /** @description An order was cancelled. */
        PartnerOrderCancelledEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            event: "order.cancelled";
            createdAt: components["schemas"]["Timestamp"];
            data: components["schemas"]["PartnerOrderChange"];
        };
        /** @description An order whose status has changed, with the status before. */
        PartnerOrderChange: {
            /** @description The status before. */
            previousStatus: components["schemas"]["OrderStatus"];
        } & components["schemas"]["PartnerOrder"];
        /** @description An order came in. */
        PartnerOrderCreatedEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            event: "order.created";
            createdAt: components["schemas"]["Timestamp"];
            data: components["schemas"]["PartnerOrder"];
        };
        /** @description A position of an order, as partners see it. */
        PartnerOrderLineItem: {
            /**
             * @description The article number in the dealer's shop.
             * @example 116610LN
             */
            sku: string;
            /**
             * @description How many pieces.
             * @example 1
             */
            quantity: number;
            /** @description The price of one piece, in minor units of the `currency` of the order. */
            unitAmount: components["schemas"]["Amount"];
        };
        /** @description The status of an order changed. */
        PartnerOrderStatusChangedEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            event: "order.status_changed";
            createdAt: components["schemas"]["Timestamp"];
            data: components["schemas"]["PartnerOrderChange"];
        };
        /** @description A photo of a watch. */
        Photo: {
            id: components["schemas"]["Uuid"];
            /**
             * Format: uri
             * @description Where the image can be fetched from, without authentication.
             * @example https://images.watchtraderhub.com/24f0ebb1/front.jpg
             */
            url: string;
            /**
             * @description The order of display, ascending; the photo with the lowest position is the cover.
             * @example 0
             */
            position: number;
        };
        /**
         * Format: date-time
         * @description A moment in UTC, as RFC 3339 with `Z` and three decimals (milliseconds).
         * @example 2026-05-08T08:41:16.345Z
         */
        Timestamp: string;
        /**
         * Format: uuid
         * @description The id of an object, a UUID in lower case.
         * @example 24f0ebb1-73d7-4e99-9901-821078594271
         */
        Uuid: string;
        /** @description The attributes of a watch. What the dealer has not recorded is `null`. */
        WatchAttributes: {
            /**
             * @description The maker.
             * @example Rolex
             */
            brand?: string;
            /**
             * @description The model, as the maker names it.
             * @example Submariner Date
             */
            model?: string;
            /**
             * @description The maker's reference number.
             * @example 116610LN
             */
            reference?: string | null;
            /**
             * @description The year of production.
             * @example 2019
             */
            year?: number | null;
            condition?: components["schemas"]["WatchCondition"];
            /**
             * @description The material of the case.
             * @example Stainless steel
             */
            case_material?: string | null;
            /**
             * @description The diameter of the case, without the crown, in millimetres.
             * @example 40
             */
            case_diameter_mm?: number | null;
            /**
             * @description The main colour of the dial.
             * @example Black
             */
            dial_color?: string | null;
            /**
             * @description The bracelet or strap.
             * @example Oyster
             * @example stainless steel
             */
            bracelet?: string | null;
            /**
             * @description The calibre of the movement.
             * @example 3135
             */
            caliber?: string | null;
            movement?: components["schemas"]["WatchMovement"];
            /**
             * @description What the watch shows beside the time; empty if nothing.
             * @example [
             *       "Date"
             *     ]
             */
            complications?: string[];
            /**
             * @description The rated water resistance, in metres.
             * @example 300
             */
            water_resistance_m?: number | null;
            /**
             * @description The power reserve of the fully wound watch, in hours.
             * @example 48
             */
            power_reserve_h?: number | null;
            /**
             * @description Whether the original box comes with the watch.
             * @example true
             */
            box?: boolean;
            /**
             * @description Whether the original papers come with the watch.
             * @example true
             */
            papers?: boolean;
        };
        /**
         * @description The state of preservation.
         *
         *     | value | meaning |
         *     |---|---|
         *     | `new` | unused, from an authorised source |
         *     | `unworn` | second-hand, without any trace of wear |
         *     | `very_good` | hardly visible traces of wear |
         *     | `good` | light traces of wear, no damage |
         *     | `fair` | clear traces of wear |
         *     | `poor` | heavy traces of wear, or not working |
         *     | `incomplete` | parts are missing |
         * @example very_good
         * @enum {string|null}
         */
        WatchCondition: "new" | "unworn" | "very_good" | "good" | "fair" | "poor" | "incomplete" | null;
        /**
         * @description How the watch is driven.
         * @example automatic
         * @enum {string|null}
         */
        WatchMovement: "automatic" | "manual" | "quartz" | null;
    };
}

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
