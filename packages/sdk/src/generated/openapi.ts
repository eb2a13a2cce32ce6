// Generated from packages/contract/src/generated/openapi.ts by packages/sdk/codegen/generate.ts: do not edit. Run `npm run generate`.

export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check that the API answers
         * @description Says that the process is alive. Not authenticated and not rate-limited.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the OpenAPI document
         * @description This contract as one OpenAPI 3.1 document, with all events under `webhooks`. Not authenticated and not
         *     rate-limited.
         */
        get: operations["getOpenapiDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi/v1.postman.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the Postman collection
         * @description This contract as a Postman collection of format 2.1. Not authenticated and not rate-limited.
         */
        get: operations["getPostmanCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the integration
         * @description The integration that the API key belongs to. The one endpoint that also answers while the integration is disabled.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List listings
         * @description The published listings, the most recently updated first. With `updated_after` also those unpublished since, as
         *     `status: "unpublished"`, so that a receiver that was offline does not oversell.
         */
        get: operations["listListings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/listings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a listing
         * @description One published listing. A listing that was taken off the custom channel gives 404.
         */
        get: operations["getListing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List clients
         * @description The clients, the most recently updated first. With `email` or `external_id`, the one that has it.
         */
        get: operations["listCustomers"];
        put?: never;
        /**
         * Create or update a client
         * @description Looks for a client by `external_id`, then by `email`. If there is one, the fields given are written to it, its
         *     `external_id` included (200, `matched_existing: true`); if there is none, a client is created (201). Your own
         *     upserts do not send you `customer.matched`.
         */
        post: operations["upsertCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create or update many clients
         * @description Upserts up to 500 clients in one request, in their order. Each is checked by itself: one that is not valid gets
         *     an `error`, and the others are written all the same. The body may have 2 MiB. Costs 2 tokens of the rate limit.
         */
        post: operations["bulkUpsertCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a client
         * @description One client.
         */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List orders
         * @description The orders, the most recently updated first.
         */
        get: operations["listOrders"];
        put?: never;
        /**
         * Report an order
         * @description Reports an order of your shop. It starts as `pending`; the dealer matches it to a listing and fulfils it. Your
         *     own orders do not send you `order.received`.
         */
        post: operations["createOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get an order
         * @description One order.
         */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order
         * @description Cancels a `pending` order and sends `order.cancelled`, to you too. Takes no body. Costs 2 tokens of the rate
         *     limit.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description The events of the last 30 days, the newest first, whether or not they were delivered.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the event.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                id: components["parameters"]["EventIdInPath"];
            };
            cookie?: never;
        };
        /**
         * Get an event
         * @description One event of the last 30 days, exactly as it was sent.
         */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the event.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                id: components["parameters"]["EventIdInPath"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay an event
         * @description Sends the same event once more, as a new delivery to the present webhook URL, whatever the endpoint is
         *     subscribed to. Takes no body.
         */
        post: operations["replayEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description The delivery log of the last 30 days, the newest first. Get one delivery to see its attempts.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a delivery
         * @description One delivery of the last 30 days with its attempts.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook_deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry a delivery
         * @description Makes one more attempt of a `failed` or `dead_letter` delivery now, to the present webhook URL. Takes no body.
         *     To send the event of any other delivery again, replay the event.
         */
        post: operations["retryWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test/webhook_ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description Sends an `integration.test_event` to the webhook URL, whatever the endpoint is subscribed to. Takes no body.
         */
        post: operations["sendWebhookPing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event of any type
         * @description Sends an event of the type you choose to the webhook URL, whatever the endpoint is subscribed to, with `data` or
         *     the sample of its type. Always with `livemode: false`; nothing is changed. `data` that does not fit the type
         *     gives 400. Event and delivery belong to test mode: a live integration finds them with its test key.
         */
        post: operations["sendTestEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhooks of the key
         * @description The webhooks that were registered with this key, the oldest first; no other key sees them. There are 50 at most, so
         *     they come on one page.
         */
        get: operations["listPartnerWebhooks"];
        put?: never;
        /**
         * Register a webhook endpoint
         * @description Registers a URL that is sent the events of the dealers that the key covers. The answer is the only place where the
         *     `secretKey` is ever shown. A key has 50 webhooks at most.
         */
        post: operations["registerPartnerWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a webhook
         * @description One webhook of the key, and how its deliveries fare.
         */
        get: operations["getPartnerWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description Removes the webhook. Nothing is sent to it any more: its deliveries that wait are cancelled. An attempt that is under
         *     way still ends.
         */
        delete: operations["deletePartnerWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description Changes what is sent, and where; what is left out stays. Deliveries that wait go to a new `url` from their
         *     next attempt on. `isActive: false` holds deliveries; `isActive: true` sends what was held, in the order in which it
         *     was made, and counts failures anew. So does another `url`, for a webhook that was deactivated for failing.
         */
        patch: operations["updatePartnerWebhook"];
        trace?: never;
    };
    "/partner/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test delivery
         * @description Sends the sample of the first of the webhook's `events` to it, signed like every other delivery. It is the sample of
         *     this documentation, so that its ids lead to nothing; an order in it has `isTest: true`. Takes no body.
         */
        post: operations["testPartnerWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the dealers' orders
         * @description The orders of the dealers that the key covers, the most recently updated first. Test orders are among them, marked by
         *     `isTest`.
         */
        get: operations["listPartnerOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the dealers' offers
         * @description The offers of the dealers that the key covers, the most recently updated first: the terms of every published listing,
         *     sold ones included. Every kind of key reads them; with a public key (`pk_…`) from a page in a browser too, because
         *     these answers allow cross-origin requests.
         */
        get: operations["listPartnerOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "listing.published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * listing.published
         * @description Fires when the dealer puts a listing on the custom channel. Carries only its id: fetch it to see it.
         */
        post: operations["onListingPublished"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "listing.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * listing.updated
         * @description Fires when the data of a published listing changes: its price, its photos, attributes of the watch. Carries the
         *     id and the previous values of what has changed.
         */
        post: operations["onListingUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "listing.unpublished": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * listing.unpublished
         * @description Fires when the dealer takes a listing off the custom channel. Do not sell it any longer.
         */
        post: operations["onListingUnpublished"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "listing.sold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * listing.sold
         * @description Fires when a listing is sold: the dealer marks it as sold, or matches an order to it.
         */
        post: operations["onListingSold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "listing.in_stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * listing.in_stock
         * @description Fires when a sold listing is for sale again, for example because its sale was voided.
         */
        post: operations["onListingInStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * order.received
         * @description Fires when an order comes in that is not matched to a listing yet: one the dealer enters by hand, or one of
         *     another channel. Not sent for the orders you report yourself.
         */
        post: operations["onOrderReceived"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.fulfilled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * order.fulfilled
         * @description Fires when the dealer marks an order that is matched to a listing as fulfilled.
         */
        post: operations["onOrderFulfilled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * order.cancelled
         * @description Fires when an order is cancelled: through `POST /orders/{id}/cancel`, also when you made that call yourself, or
         *     by the dealer in the dashboard.
         */
        post: operations["onOrderCancelled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "customer.matched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * customer.matched
         * @description Fires when an upsert, or an order entered by hand, matches an existing client instead of creating one. Not sent
         *     for your own upserts.
         */
        post: operations["onCustomerMatched"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "integration.test_event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * integration.test_event
         * @description Fires on request, from `POST /test/webhook_ping`. Sent whatever the endpoint is subscribed to.
         */
        post: operations["onIntegrationTestEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "partner.order.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * order.created (Partner)
         * @description Fires when an order of a dealer comes in: reported by the dealer's shop, entered by hand, or of another channel.
         *     Test orders fire it too, with `isTest: true`.
         */
        post: operations["onPartnerOrderCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "partner.order.status_changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * order.status_changed (Partner)
         * @description Fires when the status of an order changes to anything but `cancelled`, for which there is an event of its own.
         */
        post: operations["onPartnerOrderStatusChanged"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "partner.order.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * order.cancelled (Partner)
         * @description Fires when an order is cancelled, by the dealer or by the dealer's shop.
         */
        post: operations["onPartnerOrderCancelled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "partner.offer.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * offer.updated (Partner)
         * @description Fires when the price or the availability of an offer changes: a listing is published, gets another price, is sold, is
         *     back in stock, or is withdrawn. Other edits of a listing do not fire it.
         */
        post: operations["onPartnerOfferUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
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
        /** @description The position of the item in the request, from 0. */
        BulkIndex: number;
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
        /** @description The client was refused. Nothing of it was written. */
        CustomerBulkFailure: {
            index: components["schemas"]["BulkIndex"];
            /** @constant */
            status: "error";
            error: components["schemas"]["ErrorDetail"];
        };
        /** @description What became of one client of a bulk request. */
        CustomerBulkResult: components["schemas"]["CustomerBulkSuccess"] | components["schemas"]["CustomerBulkFailure"];
        /** @description One result for each client of the request, in the same order. */
        CustomerBulkResultList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["CustomerBulkResult"][];
        };
        /** @description The client was written. */
        CustomerBulkSuccess: {
            index: components["schemas"]["BulkIndex"];
            /**
             * @description Whether the client was created, or matched an existing one.
             * @enum {string}
             */
            status: "created" | "matched";
            customer: components["schemas"]["Customer"];
        };
        /** @description Up to 500 clients to upsert. */
        CustomerBulkUpsert: {
            /**
             * @description The clients, handled in this order. Each is checked by itself: one that is not valid gets an `error` in the
             *     answer, and the others are written all the same.
             */
            customers: components["schemas"]["CustomerUpsert"][];
        };
        /** @description A page of clients, the most recently updated first. */
        CustomerList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Customer"][];
            has_more: components["schemas"]["HasMore"];
            next_cursor: components["schemas"]["NextCursor"];
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
         * @description A client to create, or to update if there is one already. At least one of `external_id` and `email` is needed. A field
         *     that is left out keeps its value.
         */
        CustomerUpsert: {
            /**
             * @description Your own id of the client, looked up first.
             * @example ext-A1
             */
            external_id?: string;
            /**
             * Format: email
             * @description The e-mail address, looked up in upper or lower case if no client has the `external_id`.
             * @example a1@example.com
             */
            email?: string;
            /**
             * @description The full name; `null` to remove it.
             * @example Customer A1
             */
            name?: string | null;
            /**
             * @description The phone number, with the country code; `null` to remove it.
             * @example +15551111
             */
            phone?: string | null;
            /** @description Whether the client has agreed to be sent marketing. `false` for a new client if left out. */
            accepts_marketing?: boolean;
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description The body of every response whose status is 400 or higher. */
        Error: {
            error: components["schemas"]["ErrorDetail"];
        };
        /**
         * @description What went wrong, for programs. Codes keep their meaning; new ones may be added.
         * @enum {string}
         */
        ErrorCode: "missing_authorization" | "malformed_authorization" | "invalid_api_key" | "plan_required" | "integration_disabled" | "secret_key_required" | "route_not_found" | "resource_not_found" | "method_not_allowed" | "invalid_request" | "invalid_json" | "invalid_cursor" | "missing_idempotency_key" | "payload_too_large" | "unsupported_media_type" | "order_already_exists" | "order_not_cancellable" | "delivery_not_retryable" | "webhook_not_configured" | "webhook_limit_reached" | "webhook_inactive" | "key_reused_with_different_body" | "idempotency_key_in_use" | "too_many_requests" | "too_many_failed_authentications" | "internal_error" | "service_unavailable";
        /** @description What went wrong. Branch on `code`; `message` is for people, and its wording can change. */
        ErrorDetail: {
            type: components["schemas"]["ErrorType"];
            code: components["schemas"]["ErrorCode"];
            /** @description What happened and what to do next, for people. */
            message: string;
            /**
             * Format: uri
             * @description The documentation of this code.
             * @example https://watchtraderhub.com/docs/api/errors#invalid_request
             */
            doc_url: string;
            request_id: components["schemas"]["RequestId"];
            /**
             * @description What to correct: the JSON path of a body field (`line_items[0].unit_amount`), or the name of a header, path or
             *     query parameter. Absent where no single part is to blame.
             * @example line_items[0].unit_amount
             */
            param?: string;
        };
        /**
         * @description The family of an error, fixed by its HTTP status: `validation_error` 400, 413, 415 · `authentication_error` 401 ·
         *     `permission_error` 403 · `not_found_error` 404, 405 · `conflict_error`, `idempotency_error` 409 ·
         *     `rate_limit_error` 429 · `api_error` 500, 503.
         * @enum {string}
         */
        ErrorType: "authentication_error" | "permission_error" | "not_found_error" | "validation_error" | "conflict_error" | "idempotency_error" | "rate_limit_error" | "api_error";
        /**
         * @description Something that happened, recorded once and sent to every endpoint subscribed to its type. It keeps the API version it
         *     was produced with, also when it is replayed.
         */
        Event: components["schemas"]["ListingPublishedEvent"] | components["schemas"]["ListingUpdatedEvent"] | components["schemas"]["ListingUnpublishedEvent"] | components["schemas"]["ListingSoldEvent"] | components["schemas"]["ListingInStockEvent"] | components["schemas"]["OrderReceivedEvent"] | components["schemas"]["OrderFulfilledEvent"] | components["schemas"]["OrderCancelledEvent"] | components["schemas"]["CustomerMatchedEvent"] | components["schemas"]["IntegrationTestEvent"];
        /**
         * @description The id of one event: `evt_` and 32 hexadecimal digits. Receivers deduplicate on it.
         * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
         */
        EventId: string;
        /** @description A page of events, the newest first. */
        EventList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Event"][];
            has_more: components["schemas"]["HasMore"];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /**
         * @description `*` for everything, `<namespace>.*` for a namespace, or one event type.
         * @example *
         * @example listing.*
         * @example order.cancelled
         */
        EventSubscription: string;
        /**
         * @description What happened.
         * @example listing.published
         * @enum {string}
         */
        EventType: "listing.published" | "listing.updated" | "listing.unpublished" | "listing.sold" | "listing.in_stock" | "order.received" | "order.fulfilled" | "order.cancelled" | "customer.matched" | "integration.test_event";
        /** @description Whether there is a further page. */
        HasMore: boolean;
        /** @description The API answers. */
        Health: {
            /** @constant */
            status: "ok";
            api_version: components["schemas"]["ApiVersion"];
        };
        /** @description The Custom Integration of one dealer. */
        Integration: {
            /** @constant */
            object: "integration";
            /**
             * Format: uuid
             * @description The dealer's user, a UUID.
             */
            user_id: string;
            /** @description Whether the integration is switched on. While it is off, every other endpoint answers 403. */
            is_enabled: boolean;
            /** @description Whether the main API key acts in test mode. A test key (`wth_test…`) always does. */
            is_test_mode: boolean;
            api_version: components["schemas"]["ApiVersion"];
            /** @description What the webhook endpoint receives. `integration.test_event` is always delivered. */
            subscribed_events: components["schemas"]["EventSubscription"][];
            webhook: components["schemas"]["WebhookStatus"];
        };
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
        /** @description A watch that the dealer publishes on the custom channel. Read-only through the API. */
        Listing: {
            id: components["schemas"]["Uuid"];
            /** @constant */
            object: "listing";
            status: components["schemas"]["ListingStatus"];
            watch: components["schemas"]["Watch"];
            price: components["schemas"]["Price"];
            /** @description The photos in their order of display. */
            photos: components["schemas"]["Photo"][];
            created_at: components["schemas"]["Timestamp"];
            /** @description When the object last changed. It grows with every change, and no two objects of a dealer share it. */
            updated_at: components["schemas"]["Timestamp"];
        };
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
        /** @description A page of listings, the most recently updated first. */
        ListingList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Listing"][];
            has_more: components["schemas"]["HasMore"];
            next_cursor: components["schemas"]["NextCursor"];
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
        /**
         * @description | value | meaning |
         *     |---|---|
         *     | `active` | for sale |
         *     | `sold` | sold, and still published |
         *     | `unpublished` | taken off the custom channel: do not sell it. Only in lists asked for with `updated_after` |
         * @example active
         * @enum {string}
         */
        ListingStatus: "active" | "sold" | "unpublished";
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
         * @description Pass it as `after` to get the next page; `null` on the last one. Opaque; do not build or parse it.
         * @example eyJpZCI6IjI0ZjBlYmIxLTczZDctNGU5OS05OTAxLTgyMTA3ODU5NDI3MSIsInVwZGF0ZWRfYXQiOiIyMDI2LTA1LTA4VDA4OjQxOjE2LjM0NVoifQ
         * @example null
         */
        NextCursor: string | null;
        /**
         * Format: date-time
         * @description A moment in UTC, as RFC 3339 with `Z` and three decimals (milliseconds); `null` if it has not come.
         * @example 2026-05-08T08:41:16.345Z
         * @example null
         */
        NullableTimestamp: string | null;
        /** @description An OpenAPI 3.1 document. */
        OpenapiDocument: {
            /** @description The version of the OpenAPI specification. */
            openapi: string;
            info: {
                title: string;
                version: components["schemas"]["ApiVersion"];
            };
            paths: {
                [key: string]: unknown;
            };
            webhooks: {
                [key: string]: unknown;
            };
            components: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
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
        /** @description Who ordered. */
        OrderBuyerInput: {
            /**
             * @description The full name.
             * @example Alice
             */
            name: string;
            /**
             * Format: email
             * @description The e-mail address.
             * @example alice@example.com
             */
            email?: string | null;
            country?: components["schemas"]["Country"];
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
        /** @description An order to report. The dealer matches it to a listing. */
        OrderCreate: {
            /**
             * @description Your own id of the order, unique in its mode.
             * @example shop-12345
             */
            external_id: string;
            /**
             * @description What the buyer pays in all, in minor units of `currency`. With shipping, taxes or discounts it need not be the
             *     sum of the positions.
             */
            total_amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            buyer: components["schemas"]["OrderBuyerInput"];
            /** @description What was ordered. */
            line_items: components["schemas"]["OrderLineItemInput"][];
            metadata?: components["schemas"]["Metadata"];
            /**
             * Format: date-time
             * @description When the buyer ordered, as RFC 3339 with any offset. The time of the request if left out.
             * @example 2026-05-08T08:41:16.345Z
             */
            ordered_at?: string;
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
        /** @description A position of an order. */
        OrderLineItemInput: components["schemas"]["OrderLineItem"];
        /** @description A page of orders, the most recently updated first. */
        OrderList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Order"][];
            has_more: components["schemas"]["HasMore"];
            next_cursor: components["schemas"]["NextCursor"];
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
        /**
         * @description | value | sent when |
         *     |---|---|
         *     | `order.created` | an order comes in, from whichever source |
         *     | `order.status_changed` | the status of an order changes to anything but `cancelled` |
         *     | `order.cancelled` | an order is cancelled |
         *     | `offer.updated` | the price or the availability of an offer changes |
         * @example order.created
         * @enum {string}
         */
        PartnerEventType: "order.created" | "order.status_changed" | "order.cancelled" | "offer.updated";
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
        /** @description A page of offers, the most recently updated first. */
        PartnerOfferList: {
            data: components["schemas"]["PartnerOffer"][];
            hasMore: components["schemas"]["HasMore"];
            nextCursor: components["schemas"]["NextCursor"];
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
        /** @description A page of orders, the most recently updated first. */
        PartnerOrderList: {
            data: components["schemas"]["PartnerOrder"][];
            hasMore: components["schemas"]["HasMore"];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description The status of an order changed. */
        PartnerOrderStatusChangedEvent: {
            id: components["schemas"]["EventId"];
            /** @constant */
            event: "order.status_changed";
            createdAt: components["schemas"]["Timestamp"];
            data: components["schemas"]["PartnerOrderChange"];
        };
        /** @description The receipt of a test delivery that is on its way. */
        PartnerTestDelivery: {
            /**
             * Format: uuid
             * @description Sent as `X-WTH-Delivery-Id`.
             */
            deliveryId: string;
            eventId: components["schemas"]["EventId"];
            event: components["schemas"]["PartnerEventType"];
            /**
             * @description The delivery waits for its first attempt.
             * @constant
             */
            status: "pending";
        };
        /** @description A webhook of a partner key. */
        PartnerWebhook: {
            id: components["schemas"]["Uuid"];
            /**
             * Format: uri
             * @description Where events are sent.
             * @example https://example.com/webhooks/exchange
             */
            url: string;
            /**
             * @description What is sent.
             * @example [
             *       "order.created",
             *       "order.status_changed"
             *     ]
             */
            events: components["schemas"]["PartnerEventType"][];
            /**
             * @description Whether deliveries are sent. It turns `false` after five days of failures, at least 20, without one success;
             *     deliveries then wait until a change of the webhook makes it `true` again.
             * @example true
             */
            isActive: boolean;
            /**
             * @description Failed attempts since the last success.
             * @example 0
             */
            failCount: number;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description Where to send which events. */
        PartnerWebhookCreate: {
            /**
             * Format: uri
             * @description An https URL with a public host, of at most 2,000 characters, on port 443, 80 or 8000 to 9999, without credentials.
             * @example https://example.com/webhooks/exchange
             */
            url: string;
            /**
             * @description What to send.
             * @example [
             *       "order.created",
             *       "order.status_changed"
             *     ]
             */
            events: components["schemas"]["PartnerEventType"][];
        };
        /** @description The webhooks of a partner key. */
        PartnerWebhookList: {
            data: components["schemas"]["PartnerWebhook"][];
            hasMore: components["schemas"]["HasMore"];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A webhook that was just registered, with its secret. */
        PartnerWebhookRegistered: {
            /**
             * @description The key of the signatures: all 64 characters as they are, not what they would decode to. Shown only once; store it
             *     securely.
             * @example a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2
             */
            secretKey: string;
            /** @description What to do with the secret, for people. */
            note: string;
        } & components["schemas"]["PartnerWebhook"];
        /** @description What to change of a webhook; what is left out stays. */
        PartnerWebhookUpdate: {
            /**
             * Format: uri
             * @description Another URL, under the same rules as the first.
             * @example https://example.com/webhooks/exchange
             */
            url?: string;
            /**
             * @description What to send from now on.
             * @example [
             *       "order.created",
             *       "order.status_changed"
             *     ]
             */
            events?: components["schemas"]["PartnerEventType"][];
            /** @description `false` holds deliveries, `true` sends what was held. */
            isActive?: boolean;
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
        /** @description A Postman collection, format 2.1. */
        PostmanCollection: {
            info: {
                name: string;
                /** @constant */
                schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
            };
            item: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        /** @description A price, for machines and for people. */
        Price: {
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            /**
             * @description The same price written for people. Its form can change; do not parse it.
             * @example $12,000.00
             */
            amount_formatted: string;
        };
        /**
         * @description The id of one API request: `req_` and 32 hexadecimal digits.
         * @example req_5c1d9e1f0f6a4f0f9b0f3f1d2b8a7c64
         */
        RequestId: string;
        /** @description The receipt of a test event that is on its way. */
        TestDelivery: {
            /** @constant */
            object: "webhook_delivery";
            /**
             * Format: uuid
             * @description Sent as `X-WTH-Delivery-Id`. Follow it at `GET /webhook_deliveries/{id}`.
             */
            delivery_id: string;
            event_id: components["schemas"]["EventId"];
            event_type: components["schemas"]["EventType"];
            /**
             * @description The delivery waits for its first attempt.
             * @constant
             */
            status: "pending";
        };
        /** @description A test event to fire. */
        TestEventCreate: {
            type: components["schemas"]["EventType"];
            /**
             * @description The `data` of the event, of the shape that its type has. If left out, the event carries the sample shown in the
             *     reference of its type, with `is_test: true` where it has that field.
             */
            data?: {
                /** @description What the event is about. */
                object: {
                    [key: string]: unknown;
                };
                /** @description The previous values of what has changed, for the types that have it. */
                previous_attributes?: {
                    [key: string]: unknown;
                };
            };
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
        /** @description A watch. Every attribute is always there; what the dealer has not recorded is `null`. */
        Watch: WithRequired<components["schemas"]["WatchAttributes"], "brand" | "model" | "reference" | "year" | "condition" | "case_material" | "case_diameter_mm" | "dial_color" | "bracelet" | "caliber" | "movement" | "complications" | "water_resistance_m" | "power_reserve_h" | "box" | "papers">;
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
        /** @description One dispatch of one event to one endpoint, with its attempts. */
        WebhookDelivery: {
            /** @description The attempts in the order they were made. */
            attempts: components["schemas"]["WebhookDeliveryAttempt"][];
        } & components["schemas"]["WebhookDeliverySummary"];
        /** @description One request to the endpoint, and how it ended. */
        WebhookDeliveryAttempt: {
            /** @description Sent as `X-WTH-Delivery-Attempt`, from 1. */
            number: number;
            /** @description When the attempt began; the `t` of its signature, to the second. */
            attempted_at: components["schemas"]["Timestamp"];
            /** @description From the start of the attempt to its outcome, in milliseconds. */
            duration_ms: number;
            /** @description The HTTP status of the answer; `null` if there was none. */
            response_status: number | null;
            /** @description The first 4 KiB of the body of the answer; empty if there was none. */
            response_body_preview: string;
            /**
             * @description Why the attempt failed; `null` if it did not.
             *
             *     | value | meaning |
             *     |---|---|
             *     | `timeout` | it was not over in 10 seconds, connecting and reading included |
             *     | `dns` | the host could not be resolved |
             *     | `connection_refused` | nothing listens there |
             *     | `connection_reset` | the connection was lost before the answer was complete |
             *     | `unreachable` | no way leads to the address |
             *     | `tls` | no secure connection came about, mostly because of the certificate |
             *     | `blocked_address` | the host leads to an address that is not public |
             *     | `invalid_response` | the answer was no valid HTTP |
             *     | `http_status` | the answer had a status other than 2xx |
             *     | `unknown` | anything else |
             * @example http_status
             * @example null
             * @enum {string|null}
             */
            error: "timeout" | "dns" | "connection_refused" | "connection_reset" | "unreachable" | "tls" | "blocked_address" | "invalid_response" | "http_status" | "unknown" | null;
        };
        /** @description A page of deliveries, the newest first. */
        WebhookDeliveryList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["WebhookDeliverySummary"][];
            has_more: components["schemas"]["HasMore"];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /**
         * @description | value | meaning |
         *     |---|---|
         *     | `pending` | waits for its first attempt, for one that was asked for, or for the endpoint to be enabled again |
         *     | `delivered` | acknowledged with a 2xx |
         *     | `failed` | the last attempt failed; the next one is at `next_attempt_at` |
         *     | `dead_letter` | given up: no attempts are left, or the receiver answered 410 |
         *     | `suppressed` | not sent, because the integration caused the event itself |
         *     | `cancelled` | not delivered, because it was called off, or expired while the endpoint was disabled |
         * @example delivered
         * @enum {string}
         */
        WebhookDeliveryStatus: "pending" | "delivered" | "failed" | "dead_letter" | "suppressed" | "cancelled";
        /** @description One dispatch of one event to one endpoint. Automatic retries are attempts of the same delivery. */
        WebhookDeliverySummary: {
            id: components["schemas"]["Uuid"];
            /** @constant */
            object: "webhook_delivery";
            event_id: components["schemas"]["EventId"];
            event_type: components["schemas"]["EventType"];
            /**
             * Format: uri
             * @description Where the event was last sent, or is to be sent.
             */
            endpoint_url: string;
            status: components["schemas"]["WebhookDeliveryStatus"];
            /** @description How many attempts were made. */
            attempt_count: number;
            /** @description When the next attempt is due; `null` if none is to be made. */
            next_attempt_at: components["schemas"]["NullableTimestamp"];
            created_at: components["schemas"]["Timestamp"];
            /** @description When the endpoint acknowledged the delivery; `null` if it has not. */
            delivered_at: components["schemas"]["NullableTimestamp"];
            livemode: components["schemas"]["Livemode"];
        };
        /** @description The webhook endpoint of the integration, and how its deliveries have gone. */
        WebhookStatus: {
            /**
             * Format: uri
             * @description Where events are sent; `null` if no URL is set.
             */
            url: string | null;
            /** @description When an attempt last succeeded; `null` if none has. */
            last_success_at: components["schemas"]["NullableTimestamp"];
            /** @description When an attempt last failed; `null` if none has. */
            last_failure_at: components["schemas"]["NullableTimestamp"];
            /**
             * @description The failed attempts since the last successful one. They are counted anew when the URL changes, and when the endpoint is
             *     enabled again.
             */
            consecutive_failures: number;
        };
    };
    responses: {
        /** @description The body or a parameter is not valid. `param` names the part to correct. */
        BadBody: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A parameter or the cursor is not valid. `param` names it. */
        BadPageRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A query parameter is not known, or the `Idempotency-Key` is missing. `param` names it. */
        BadPost: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body or a parameter is not valid. `param` names the part to correct. */
        BadPostWithBody: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A query parameter is not known or not valid. `param` names it. */
        BadPublicRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A query parameter is not known or not valid. `param` names it. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The order is not pending, or the `Idempotency-Key` is taken. */
        CancelConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                "Retry-After": components["headers"]["RetryAfterIfInUse"];
                "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The plan does not include the integration, or the integration is disabled. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The `Idempotency-Key` is taken. */
        IdempotencyConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                "Retry-After": components["headers"]["RetryAfterIfInUse"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Something went wrong on our side. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimitIfKnown"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemainingIfKnown"];
                "X-RateLimit-Reset": components["headers"]["RateLimitResetIfKnown"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No object with this id is visible to the integration in this mode; another dealer's id gives the same answer. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No object with this id is visible to the integration in this mode; another dealer's id gives the same answer. */
        NotFoundOnPost: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The `external_id` is taken, or the `Idempotency-Key` is. */
        OrderConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                "Retry-After": components["headers"]["RetryAfterIfInUse"];
                "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The key has no webhook with this id; one of another key gives the same answer. */
        PartnerNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The webhook is not active, or the `Idempotency-Key` is taken. */
        PartnerTestConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                "Retry-After": components["headers"]["RetryAfterIfInUse"];
                "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The key has 50 webhooks already, or the `Idempotency-Key` is taken. */
        PartnerWebhookConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                "Retry-After": components["headers"]["RetryAfterIfInUse"];
                "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is larger than the endpoint takes. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The dealer's plan does not include the Custom Integration. */
        PlanRequired: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The delivery cannot be retried, there is no webhook URL, or the `Idempotency-Key` is taken. */
        RetryConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                "Retry-After": components["headers"]["RetryAfterIfInUse"];
                "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The key is a public one (`pk_…`), which only reads offers. */
        SecretKeyRequired: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The API cannot serve the request for a moment. */
        ServiceUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "Retry-After": components["headers"]["RetryAfter"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimitIfKnown"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemainingIfKnown"];
                "X-RateLimit-Reset": components["headers"]["RateLimitResetIfKnown"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The rate limit is used up, or too many wrong keys came from this address. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "Retry-After": components["headers"]["RetryAfter"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimitIfKnown"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemainingIfKnown"];
                "X-RateLimit-Reset": components["headers"]["RateLimitResetIfKnown"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The request has no valid API key. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not sent as JSON. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Any 2xx within 10 seconds acknowledges the delivery. The body is not read beyond its first 64 KiB. */
        WebhookAcknowledged: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The integration has no webhook URL, or the `Idempotency-Key` is taken. */
        WebhookConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "X-API-Version": components["headers"]["ApiVersion"];
                "Cache-Control": components["headers"]["CacheControl"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                "Retry-After": components["headers"]["RetryAfterIfInUse"];
                "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The attempt has failed: any other status (redirects included, which are not followed), no complete answer within
         *     10 seconds, or no connection. The delivery is attempted again, nine times in all over about 38 hours. `Retry-After`
         *     on 429 and 503 lengthens the wait, up to 24 hours.
         */
        WebhookFailed: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The delivery is not attempted again; it goes to the dead letters at once. */
        WebhookGone: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /** @description The `next_cursor` of the previous page. Leave it out for the first page. */
        After: string;
        /**
         * @description Only objects created later than this moment (RFC 3339; percent-encode the `+` of an offset).
         * @example 2026-05-08T08:41:16.345Z
         */
        CreatedAfter: string;
        /**
         * @description The id of the event.
         * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
         */
        EventIdInPath: components["schemas"]["EventId"];
        /**
         * @description Only the object with this id of yours.
         * @example shop-12345
         */
        FilterExternalId: string;
        /**
         * @description The id of the object, a UUID.
         * @example 24f0ebb1-73d7-4e99-9901-821078594271
         */
        Id: components["schemas"]["Uuid"];
        /**
         * @description A value of 1 to 255 bytes, new for each operation and the same for its retries; a UUID serves well.
         *     The answer is kept for 24 hours, for the integration, mode, method and path. The same key with the same body gets
         *     that answer again, with `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
         * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
         */
        IdempotencyKey: string;
        /**
         * @description The `ETag` of the copy at hand. The answer is 304 without a body if it is still current.
         * @example "6e1f0b2c9d3a4f58"
         */
        IfNoneMatch: string;
        /**
         * @description The number of objects on a page.
         * @example 10
         */
        Limit: number;
        /**
         * @description Optional: a value of 1 to 255 bytes, new for each operation and the same for its retries. The answer is kept for 24
         *     hours, for the key, method and path. The same value with the same body gets that answer again, with
         *     `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
         * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
         */
        OptionalIdempotencyKey: string;
        /**
         * @description The event, as in the body.
         * @example order.created
         */
        PartnerEventTypeHeader: components["schemas"]["PartnerEventType"];
        /**
         * @description `t=<Unix seconds>,v1=<hex>`: `v1` is HMAC-SHA256 over `<t>.<raw body>` with the `secretKey` of the webhook, all 64
         *     characters as text, as the key. Signed anew for each attempt. Reject the request if `t` is more than 300 seconds off
         *     your clock.
         * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
         */
        PartnerSignature: string;
        /**
         * @description The same value as `X-WTH-Signature`.
         * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
         */
        PartnerSignatureAlias: string;
        /**
         * @description The id of the event, for libraries of the Standard Webhooks specification.
         * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
         */
        StandardWebhookId: components["schemas"]["EventId"];
        /**
         * @description `v1,<base64>`, with a second one after a space while a previous secret is in its grace period. Each is HMAC-SHA256
         *     over `<webhook-id>.<webhook-timestamp>.<raw body>`; the key is what follows `whsec_` in the secret, base64-decoded.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        StandardWebhookSignature: string;
        /**
         * @description The time of this attempt in Unix seconds, for libraries of the Standard Webhooks specification.
         * @example 1778229903
         */
        StandardWebhookTimestamp: number;
        /**
         * @description Only objects whose `updated_at` is later than this moment (RFC 3339; percent-encode the `+` of an offset).
         *     To stay in sync, walk all pages, then keep the newest `updated_at` of the first page for the next round.
         * @example 2026-05-08T08:41:16.345Z
         */
        UpdatedAfter: string;
        /**
         * @description The number of this attempt of the delivery, from 1.
         * @example 1
         */
        WthDeliveryAttempt: number;
        /**
         * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
         *     event has a new one.
         * @example 55fbd03c-5744-4b8e-a057-a29af4729317
         */
        WthDeliveryId: components["schemas"]["Uuid"];
        /**
         * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
         * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
         */
        WthEventId: components["schemas"]["EventId"];
        /**
         * @description The type of the event, as in the body.
         * @example integration.test_event
         */
        WthEventType: components["schemas"]["EventType"];
        /**
         * @description `t=<Unix seconds>,v1=<hex>`, with one more `,v1=<hex>` while a previous secret is in its grace period. Each `v1` is
         *     HMAC-SHA256 over `<t>.<raw body>` with the whole signing secret, `whsec_` included, as the key. Signed anew for each
         *     attempt. Reject the request if `t` is more than 300 seconds off your clock.
         * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
         */
        WthSignature: string;
        /**
         * @description The same value as `X-WTH-Signature`.
         * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
         */
        WthSignatureAlias: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The version the integration is pinned to; the newest one where the request was not authenticated.
         *     Set by us alone: the same header on a request is ignored.
         */
        ApiVersion: components["schemas"]["ApiVersion"];
        /** @description Answers must not be stored by shared or private caches. */
        CacheControl: "no-store";
        /** @description Names this exact document. Send it back as `If-None-Match` to be told whether it has changed. */
        ETag: string;
        /**
         * @description `true` on the stored answer to an earlier `POST` with the same `Idempotency-Key` and body; the operation
         *     did not run again. Absent otherwise.
         */
        IdempotentReplay: "true";
        /** @description The tokens the integration, or the partner key, may spend in any 60 seconds. */
        RateLimitLimit: number;
        /** @description The tokens the integration may spend in any 60 seconds. Absent where the request was not authenticated. */
        RateLimitLimitIfKnown: number;
        /** @description The tokens left in the current 60 seconds, after this request. */
        RateLimitRemaining: number;
        /** @description The tokens left in the current 60 seconds. Absent where the request was not authenticated. */
        RateLimitRemainingIfKnown: number;
        /** @description When the oldest of the spent tokens is given back, in Unix seconds; now, if none is spent. */
        RateLimitReset: number;
        /**
         * @description When the oldest of the spent tokens is given back, in Unix seconds; now, if none is spent.
         *     Absent where the request was not authenticated.
         */
        RateLimitResetIfKnown: number;
        /**
         * @description Identifies this request in our logs. Quote it when writing to support.
         *     A replayed answer carries the id of the original request.
         */
        RequestId: components["schemas"]["RequestId"];
        /** @description How long to wait before repeating the request, in seconds. */
        RetryAfter: number;
        /** @description How long to wait before repeating the request, in seconds. Only with `idempotency_key_in_use`. */
        RetryAfterIfInUse: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API answers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "api_version": "2026-05-07"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadPublicRequest"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOpenapiDocument: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the copy at hand. The answer is 304 without a body if it is still current.
                 * @example "6e1f0b2c9d3a4f58"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0",
                     *       "info": {
                     *         "title": "WatchTraderHub Custom Integration API",
                     *         "version": "2026-05-07"
                     *       },
                     *       "paths": {},
                     *       "webhooks": {},
                     *       "components": {}
                     *     }
                     */
                    "application/json": components["schemas"]["OpenapiDocument"];
                };
            };
            /** @description The copy named by `If-None-Match` is current. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadPublicRequest"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getPostmanCollection: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the copy at hand. The answer is 304 without a body if it is still current.
                 * @example "6e1f0b2c9d3a4f58"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The collection. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "info": {
                     *         "name": "WatchTraderHub Custom Integration API",
                     *         "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
                     *       },
                     *       "item": []
                     *     }
                     */
                    "application/json": components["schemas"]["PostmanCollection"];
                };
            };
            /** @description The copy named by `If-None-Match` is current. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadPublicRequest"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "integration",
                     *       "user_id": "9b2f6c1e-5d0a-4b7e-8c39-2f41d7a6e0b5",
                     *       "is_enabled": true,
                     *       "is_test_mode": true,
                     *       "api_version": "2026-05-07",
                     *       "subscribed_events": [
                     *         "*"
                     *       ],
                     *       "webhook": {
                     *         "url": "https://your-site.com/webhooks/wth",
                     *         "last_success_at": null,
                     *         "last_failure_at": null,
                     *         "consecutive_failures": 0
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Integration"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["PlanRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listListings: {
        parameters: {
            query?: {
                /**
                 * @description Only listings of this status. `unpublished` ones are listed only together with `updated_after`.
                 * @example active
                 */
                status?: components["schemas"]["ListingStatus"];
                /**
                 * @description Only watches of this brand. The whole name, in upper or lower case.
                 * @example Rolex
                 */
                brand?: string;
                /**
                 * @description Only watches of this reference number. The whole number, in upper or lower case.
                 * @example 116610LN
                 */
                reference?: string;
                /**
                 * @description Only objects whose `updated_at` is later than this moment (RFC 3339; percent-encode the `+` of an offset).
                 *     To stay in sync, walk all pages, then keep the newest `updated_at` of the first page for the next round.
                 * @example 2026-05-08T08:41:16.345Z
                 */
                updated_after?: components["parameters"]["UpdatedAfter"];
                /**
                 * @description The number of objects on a page.
                 * @example 10
                 */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the previous page. Leave it out for the first page. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of listings. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "list",
                     *       "data": [
                     *         {
                     *           "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                     *           "object": "listing",
                     *           "status": "active",
                     *           "watch": {
                     *             "brand": "Rolex",
                     *             "model": "Submariner Date",
                     *             "reference": "116610LN",
                     *             "year": 2019,
                     *             "condition": "very_good",
                     *             "case_material": "Stainless steel",
                     *             "case_diameter_mm": 40,
                     *             "dial_color": "Black",
                     *             "bracelet": "Oyster, stainless steel",
                     *             "caliber": "3135",
                     *             "movement": "automatic",
                     *             "complications": [
                     *               "Date"
                     *             ],
                     *             "water_resistance_m": 300,
                     *             "power_reserve_h": 48,
                     *             "box": true,
                     *             "papers": true
                     *           },
                     *           "price": {
                     *             "amount": 1200000,
                     *             "currency": "USD",
                     *             "amount_formatted": "$12,000.00"
                     *           },
                     *           "photos": [],
                     *           "created_at": "2026-05-07T09:12:44.120Z",
                     *           "updated_at": "2026-05-08T08:41:16.345Z"
                     *         },
                     *         {
                     *           "id": "c2d8a1f4-0e57-4b6b-9a13-6c0f2b7d9e84",
                     *           "object": "listing",
                     *           "status": "sold",
                     *           "watch": {
                     *             "brand": "Omega",
                     *             "model": "Speedmaster Moonwatch Professional",
                     *             "reference": "310.30.42.50.01.001",
                     *             "year": 2023,
                     *             "condition": "unworn",
                     *             "case_material": "Stainless steel",
                     *             "case_diameter_mm": 42,
                     *             "dial_color": "Black",
                     *             "bracelet": "Stainless steel",
                     *             "caliber": "3861",
                     *             "movement": "manual",
                     *             "complications": [
                     *               "Chronograph",
                     *               "Tachymeter"
                     *             ],
                     *             "water_resistance_m": 50,
                     *             "power_reserve_h": 50,
                     *             "box": true,
                     *             "papers": true
                     *           },
                     *           "price": {
                     *             "amount": 689000,
                     *             "currency": "EUR",
                     *             "amount_formatted": "€6,890.00"
                     *           },
                     *           "photos": [
                     *             {
                     *               "id": "5a7c3e90-1b24-4d8f-b6a1-93e2c4f07d18",
                     *               "url": "https://images.watchtraderhub.com/c2d8a1f4/front.jpg",
                     *               "position": 0
                     *             }
                     *           ],
                     *           "created_at": "2026-04-28T14:03:05.871Z",
                     *           "updated_at": "2026-05-07T16:20:31.002Z"
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListingList"];
                };
            };
            400: components["responses"]["BadPageRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getListing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The listing. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                     *       "object": "listing",
                     *       "status": "active",
                     *       "watch": {
                     *         "brand": "Rolex",
                     *         "model": "Submariner Date",
                     *         "reference": "116610LN",
                     *         "year": 2019,
                     *         "condition": "very_good",
                     *         "case_material": "Stainless steel",
                     *         "case_diameter_mm": 40,
                     *         "dial_color": "Black",
                     *         "bracelet": "Oyster, stainless steel",
                     *         "caliber": "3135",
                     *         "movement": "automatic",
                     *         "complications": [
                     *           "Date"
                     *         ],
                     *         "water_resistance_m": 300,
                     *         "power_reserve_h": 48,
                     *         "box": true,
                     *         "papers": true
                     *       },
                     *       "price": {
                     *         "amount": 1200000,
                     *         "currency": "USD",
                     *         "amount_formatted": "$12,000.00"
                     *       },
                     *       "photos": [
                     *         {
                     *           "id": "0d94b7a2-6c3f-4e15-8f02-b1a7d5e3c960",
                     *           "url": "https://images.watchtraderhub.com/24f0ebb1/front.jpg",
                     *           "position": 0
                     *         }
                     *       ],
                     *       "created_at": "2026-05-07T09:12:44.120Z",
                     *       "updated_at": "2026-05-08T08:41:16.345Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Listing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /**
                 * @description Only the client with this e-mail address, in upper or lower case.
                 * @example a1@example.com
                 */
                email?: string;
                /**
                 * @description Only the object with this id of yours.
                 * @example shop-12345
                 */
                external_id?: components["parameters"]["FilterExternalId"];
                /**
                 * @description The number of objects on a page.
                 * @example 10
                 */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the previous page. Leave it out for the first page. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of clients. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "list",
                     *       "data": [
                     *         {
                     *           "id": "36f5655d-4c3a-4d58-b8e2-a68edfcda239",
                     *           "object": "customer",
                     *           "external_id": "ext-A1",
                     *           "email": "a1@example.com",
                     *           "name": "Customer A1",
                     *           "phone": "+15551111",
                     *           "matched_existing": false,
                     *           "accepts_marketing": false,
                     *           "metadata": {},
                     *           "is_test": true,
                     *           "created_at": "2026-05-08T08:40:50.417Z",
                     *           "updated_at": "2026-05-08T08:40:50.417Z"
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["CustomerList"];
                };
            };
            400: components["responses"]["BadPageRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    upsertCustomer: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A value of 1 to 255 bytes, new for each operation and the same for its retries; a UUID serves well.
                 *     The answer is kept for 24 hours, for the integration, mode, method and path. The same key with the same body gets
                 *     that answer again, with `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
                 * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "external_id": "ext-A1",
                 *       "email": "a1@example.com",
                 *       "name": "Customer A1",
                 *       "phone": "+15551111",
                 *       "accepts_marketing": false
                 *     }
                 */
                "application/json": components["schemas"]["CustomerUpsert"];
            };
        };
        responses: {
            /** @description The client existed, and is updated. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "36f5655d-4c3a-4d58-b8e2-a68edfcda239",
                     *       "object": "customer",
                     *       "external_id": "ext-A1",
                     *       "email": "a1@example.com",
                     *       "name": "Customer A1",
                     *       "phone": "+15551111",
                     *       "matched_existing": true,
                     *       "accepts_marketing": false,
                     *       "metadata": {},
                     *       "is_test": true,
                     *       "created_at": "2026-05-08T08:40:50.417Z",
                     *       "updated_at": "2026-05-08T08:41:02.006Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description The client is created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "36f5655d-4c3a-4d58-b8e2-a68edfcda239",
                     *       "object": "customer",
                     *       "external_id": "ext-A1",
                     *       "email": "a1@example.com",
                     *       "name": "Customer A1",
                     *       "phone": "+15551111",
                     *       "matched_existing": false,
                     *       "accepts_marketing": false,
                     *       "metadata": {},
                     *       "is_test": true,
                     *       "created_at": "2026-05-08T08:40:50.417Z",
                     *       "updated_at": "2026-05-08T08:40:50.417Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["BadPostWithBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    bulkUpsertCustomers: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A value of 1 to 255 bytes, new for each operation and the same for its retries; a UUID serves well.
                 *     The answer is kept for 24 hours, for the integration, mode, method and path. The same key with the same body gets
                 *     that answer again, with `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
                 * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "customers": [
                 *         {
                 *           "external_id": "ext-A1",
                 *           "email": "a1@example.com",
                 *           "name": "Customer A1",
                 *           "phone": "+15551111"
                 *         },
                 *         {
                 *           "email": "marta.keller@example.com",
                 *           "name": "Marta Keller",
                 *           "accepts_marketing": true,
                 *           "metadata": {
                 *             "shop_customer_group": "collectors"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CustomerBulkUpsert"];
            };
        };
        responses: {
            /** @description One result for each client, in the order of the request. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerBulkResultList"];
                };
            };
            400: components["responses"]["BadPostWithBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "36f5655d-4c3a-4d58-b8e2-a68edfcda239",
                     *       "object": "customer",
                     *       "external_id": "ext-A1",
                     *       "email": "a1@example.com",
                     *       "name": "Customer A1",
                     *       "phone": "+15551111",
                     *       "matched_existing": false,
                     *       "accepts_marketing": false,
                     *       "metadata": {},
                     *       "is_test": true,
                     *       "created_at": "2026-05-08T08:40:50.417Z",
                     *       "updated_at": "2026-05-08T08:40:50.417Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /**
                 * @description Only orders of this status.
                 * @example pending
                 */
                status?: components["schemas"]["OrderStatus"];
                /**
                 * @description Only the object with this id of yours.
                 * @example shop-12345
                 */
                external_id?: components["parameters"]["FilterExternalId"];
                /**
                 * @description Only objects whose `updated_at` is later than this moment (RFC 3339; percent-encode the `+` of an offset).
                 *     To stay in sync, walk all pages, then keep the newest `updated_at` of the first page for the next round.
                 * @example 2026-05-08T08:41:16.345Z
                 */
                updated_after?: components["parameters"]["UpdatedAfter"];
                /**
                 * @description The number of objects on a page.
                 * @example 10
                 */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the previous page. Leave it out for the first page. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of orders. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "list",
                     *       "data": [
                     *         {
                     *           "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
                     *           "object": "order",
                     *           "external_id": "shop-12345",
                     *           "status": "fulfilled",
                     *           "listing_id": "24f0ebb1-73d7-4e99-9901-821078594271",
                     *           "total_amount": 1500000,
                     *           "currency": "USD",
                     *           "buyer": {
                     *             "name": "Alice",
                     *             "email": "alice@example.com",
                     *             "country": "US"
                     *           },
                     *           "line_items": [
                     *             {
                     *               "sku": "116610LN",
                     *               "quantity": 1,
                     *               "unit_amount": 1500000
                     *             }
                     *           ],
                     *           "metadata": {
                     *             "shop_channel": "web"
                     *           },
                     *           "is_test": true,
                     *           "ordered_at": "2026-05-08T08:41:16.345Z",
                     *           "created_at": "2026-05-08T08:41:16.770Z",
                     *           "updated_at": "2026-05-09T10:02:57.214Z",
                     *           "fulfilled_at": "2026-05-09T10:02:57.201Z",
                     *           "cancelled_at": null
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["OrderList"];
                };
            };
            400: components["responses"]["BadPageRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createOrder: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A value of 1 to 255 bytes, new for each operation and the same for its retries; a UUID serves well.
                 *     The answer is kept for 24 hours, for the integration, mode, method and path. The same key with the same body gets
                 *     that answer again, with `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
                 * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "external_id": "shop-12345",
                 *       "total_amount": 1500000,
                 *       "currency": "USD",
                 *       "buyer": {
                 *         "name": "Alice",
                 *         "email": "alice@example.com",
                 *         "country": "US"
                 *       },
                 *       "line_items": [
                 *         {
                 *           "sku": "116610LN",
                 *           "quantity": 1,
                 *           "unit_amount": 1500000
                 *         }
                 *       ],
                 *       "metadata": {
                 *         "shop_channel": "web"
                 *       },
                 *       "ordered_at": "2026-05-08T08:41:16.345Z"
                 *     }
                 */
                "application/json": components["schemas"]["OrderCreate"];
            };
        };
        responses: {
            /** @description The order is recorded. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
                     *       "object": "order",
                     *       "external_id": "shop-12345",
                     *       "status": "pending",
                     *       "listing_id": null,
                     *       "total_amount": 1500000,
                     *       "currency": "USD",
                     *       "buyer": {
                     *         "name": "Alice",
                     *         "email": "alice@example.com",
                     *         "country": "US"
                     *       },
                     *       "line_items": [
                     *         {
                     *           "sku": "116610LN",
                     *           "quantity": 1,
                     *           "unit_amount": 1500000
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "shop_channel": "web"
                     *       },
                     *       "is_test": true,
                     *       "ordered_at": "2026-05-08T08:41:16.345Z",
                     *       "created_at": "2026-05-08T08:41:16.770Z",
                     *       "updated_at": "2026-05-08T08:41:16.770Z",
                     *       "fulfilled_at": null,
                     *       "cancelled_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadPostWithBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["OrderConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
                     *       "object": "order",
                     *       "external_id": "shop-12345",
                     *       "status": "pending",
                     *       "listing_id": null,
                     *       "total_amount": 1500000,
                     *       "currency": "USD",
                     *       "buyer": {
                     *         "name": "Alice",
                     *         "email": "alice@example.com",
                     *         "country": "US"
                     *       },
                     *       "line_items": [
                     *         {
                     *           "sku": "116610LN",
                     *           "quantity": 1,
                     *           "unit_amount": 1500000
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "shop_channel": "web"
                     *       },
                     *       "is_test": true,
                     *       "ordered_at": "2026-05-08T08:41:16.345Z",
                     *       "created_at": "2026-05-08T08:41:16.770Z",
                     *       "updated_at": "2026-05-08T08:41:16.770Z",
                     *       "fulfilled_at": null,
                     *       "cancelled_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A value of 1 to 255 bytes, new for each operation and the same for its retries; a UUID serves well.
                 *     The answer is kept for 24 hours, for the integration, mode, method and path. The same key with the same body gets
                 *     that answer again, with `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
                 * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order is cancelled. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
                     *       "object": "order",
                     *       "external_id": "shop-12345",
                     *       "status": "cancelled",
                     *       "listing_id": null,
                     *       "total_amount": 1500000,
                     *       "currency": "USD",
                     *       "buyer": {
                     *         "name": "Alice",
                     *         "email": "alice@example.com",
                     *         "country": "US"
                     *       },
                     *       "line_items": [
                     *         {
                     *           "sku": "116610LN",
                     *           "quantity": 1,
                     *           "unit_amount": 1500000
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "shop_channel": "web"
                     *       },
                     *       "is_test": true,
                     *       "ordered_at": "2026-05-08T08:41:16.345Z",
                     *       "created_at": "2026-05-08T08:41:16.770Z",
                     *       "updated_at": "2026-05-08T11:30:00.118Z",
                     *       "fulfilled_at": null,
                     *       "cancelled_at": "2026-05-08T11:30:00.105Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadPost"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFoundOnPost"];
            409: components["responses"]["CancelConflict"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /**
                 * @description Only events of this type.
                 * @example listing.published
                 */
                type?: components["schemas"]["EventType"];
                /**
                 * @description Only objects created later than this moment (RFC 3339; percent-encode the `+` of an offset).
                 * @example 2026-05-08T08:41:16.345Z
                 */
                created_after?: components["parameters"]["CreatedAfter"];
                /**
                 * @description The number of objects on a page.
                 * @example 10
                 */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the previous page. Leave it out for the first page. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "list",
                     *       "data": [
                     *         {
                     *           "id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *           "object": "event",
                     *           "type": "integration.test_event",
                     *           "api_version": "2026-05-07",
                     *           "created_at": "2026-05-08T08:45:03.412Z",
                     *           "livemode": false,
                     *           "data": {
                     *             "object": {
                     *               "message": "Test event from /v1/test/webhook_ping."
                     *             }
                     *           }
                     *         },
                     *         {
                     *           "id": "evt_0f6a9c3e7d2b48519e04c8b7a1d5f326",
                     *           "object": "event",
                     *           "type": "listing.published",
                     *           "api_version": "2026-05-07",
                     *           "created_at": "2026-05-08T08:39:12.008Z",
                     *           "livemode": false,
                     *           "data": {
                     *             "object": {
                     *               "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                     *               "object": "listing"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["EventList"];
                };
            };
            400: components["responses"]["BadPageRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the event.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                id: components["parameters"]["EventIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *       "object": "event",
                     *       "type": "integration.test_event",
                     *       "api_version": "2026-05-07",
                     *       "created_at": "2026-05-08T08:45:03.412Z",
                     *       "livemode": false,
                     *       "data": {
                     *         "object": {
                     *           "message": "Test event from /v1/test/webhook_ping."
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    replayEvent: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A value of 1 to 255 bytes, new for each operation and the same for its retries; a UUID serves well.
                 *     The answer is kept for 24 hours, for the integration, mode, method and path. The same key with the same body gets
                 *     that answer again, with `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
                 * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the event.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                id: components["parameters"]["EventIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new delivery is on its way. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "55fbd03c-5744-4b8e-a057-a29af4729317",
                     *       "object": "webhook_delivery",
                     *       "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *       "event_type": "integration.test_event",
                     *       "endpoint_url": "https://your-site.com/webhooks/wth",
                     *       "status": "pending",
                     *       "attempt_count": 0,
                     *       "next_attempt_at": "2026-05-08T08:45:03.412Z",
                     *       "created_at": "2026-05-08T08:45:03.412Z",
                     *       "delivered_at": null,
                     *       "livemode": false,
                     *       "attempts": []
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["BadPost"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFoundOnPost"];
            409: components["responses"]["WebhookConflict"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Only deliveries of this status.
                 * @example delivered
                 */
                status?: components["schemas"]["WebhookDeliveryStatus"];
                /**
                 * @description Only deliveries of events of this type.
                 * @example integration.test_event
                 */
                type?: components["schemas"]["EventType"];
                /**
                 * @description Only deliveries of this event.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                event_id?: components["schemas"]["EventId"];
                /**
                 * @description Only objects created later than this moment (RFC 3339; percent-encode the `+` of an offset).
                 * @example 2026-05-08T08:41:16.345Z
                 */
                created_after?: components["parameters"]["CreatedAfter"];
                /**
                 * @description The number of objects on a page.
                 * @example 10
                 */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the previous page. Leave it out for the first page. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "list",
                     *       "data": [
                     *         {
                     *           "id": "55fbd03c-5744-4b8e-a057-a29af4729317",
                     *           "object": "webhook_delivery",
                     *           "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *           "event_type": "integration.test_event",
                     *           "endpoint_url": "https://your-site.com/webhooks/wth",
                     *           "status": "delivered",
                     *           "attempt_count": 2,
                     *           "next_attempt_at": null,
                     *           "created_at": "2026-05-08T08:45:03.412Z",
                     *           "delivered_at": "2026-05-08T08:45:08.798Z",
                     *           "livemode": false
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            400: components["responses"]["BadPageRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "55fbd03c-5744-4b8e-a057-a29af4729317",
                     *       "object": "webhook_delivery",
                     *       "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *       "event_type": "integration.test_event",
                     *       "endpoint_url": "https://your-site.com/webhooks/wth",
                     *       "status": "delivered",
                     *       "attempt_count": 2,
                     *       "next_attempt_at": null,
                     *       "created_at": "2026-05-08T08:45:03.412Z",
                     *       "delivered_at": "2026-05-08T08:45:08.798Z",
                     *       "livemode": false,
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "attempted_at": "2026-05-08T08:45:03.437Z",
                     *           "duration_ms": 212,
                     *           "response_status": 500,
                     *           "response_body_preview": "Internal Server Error",
                     *           "error": "http_status"
                     *         },
                     *         {
                     *           "number": 2,
                     *           "attempted_at": "2026-05-08T08:45:08.702Z",
                     *           "duration_ms": 96,
                     *           "response_status": 200,
                     *           "response_body_preview": "ok",
                     *           "error": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    retryWebhookDelivery: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A value of 1 to 255 bytes, new for each operation and the same for its retries; a UUID serves well.
                 *     The answer is kept for 24 hours, for the integration, mode, method and path. The same key with the same body gets
                 *     that answer again, with `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
                 * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attempt is on its way. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "55fbd03c-5744-4b8e-a057-a29af4729317",
                     *       "object": "webhook_delivery",
                     *       "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *       "event_type": "integration.test_event",
                     *       "endpoint_url": "https://your-site.com/webhooks/wth",
                     *       "status": "pending",
                     *       "attempt_count": 1,
                     *       "next_attempt_at": "2026-05-08T08:45:05.020Z",
                     *       "created_at": "2026-05-08T08:45:03.412Z",
                     *       "delivered_at": null,
                     *       "livemode": false,
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "attempted_at": "2026-05-08T08:45:03.437Z",
                     *           "duration_ms": 212,
                     *           "response_status": 500,
                     *           "response_body_preview": "Internal Server Error",
                     *           "error": "http_status"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["BadPost"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFoundOnPost"];
            409: components["responses"]["RetryConflict"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sendWebhookPing: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A value of 1 to 255 bytes, new for each operation and the same for its retries; a UUID serves well.
                 *     The answer is kept for 24 hours, for the integration, mode, method and path. The same key with the same body gets
                 *     that answer again, with `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
                 * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event is recorded, and its delivery is on its way. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "webhook_delivery",
                     *       "delivery_id": "55fbd03c-5744-4b8e-a057-a29af4729317",
                     *       "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *       "event_type": "integration.test_event",
                     *       "status": "pending"
                     *     }
                     */
                    "application/json": components["schemas"]["TestDelivery"];
                };
            };
            400: components["responses"]["BadPost"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["WebhookConflict"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sendTestEvent: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A value of 1 to 255 bytes, new for each operation and the same for its retries; a UUID serves well.
                 *     The answer is kept for 24 hours, for the integration, mode, method and path. The same key with the same body gets
                 *     that answer again, with `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
                 * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "listing.updated",
                 *       "data": {
                 *         "object": {
                 *           "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                 *           "object": "listing"
                 *         },
                 *         "previous_attributes": {
                 *           "price": {
                 *             "amount": 1199000
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TestEventCreate"];
            };
        };
        responses: {
            /** @description The event is recorded, and its delivery is on its way. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "webhook_delivery",
                     *       "delivery_id": "1f4e6a92-7b3d-4c05-8e61-d92a0c5b7f38",
                     *       "event_id": "evt_7a1c5e90d2f84b3690be4d17f2a8c653",
                     *       "event_type": "listing.updated",
                     *       "status": "pending"
                     *     }
                     */
                    "application/json": components["schemas"]["TestDelivery"];
                };
            };
            400: components["responses"]["BadPostWithBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["WebhookConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listPartnerWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhooks, without their secrets. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "550e8400-e29b-41d4-a716-446655440000",
                     *           "url": "https://example.com/webhooks/exchange",
                     *           "events": [
                     *             "order.created",
                     *             "order.status_changed"
                     *           ],
                     *           "isActive": true,
                     *           "failCount": 0,
                     *           "createdAt": "2026-05-07T05:31:56.000Z",
                     *           "updatedAt": "2026-05-07T05:31:56.000Z"
                     *         }
                     *       ],
                     *       "hasMore": false,
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerWebhookList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["SecretKeyRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    registerPartnerWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Optional: a value of 1 to 255 bytes, new for each operation and the same for its retries. The answer is kept for 24
                 *     hours, for the key, method and path. The same value with the same body gets that answer again, with
                 *     `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
                 * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
                 */
                "Idempotency-Key"?: components["parameters"]["OptionalIdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.com/webhooks/exchange",
                 *       "events": [
                 *         "order.created",
                 *         "order.status_changed"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PartnerWebhookCreate"];
            };
        };
        responses: {
            /** @description Webhook registered. The secretKey field is shown only in this response. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "550e8400-e29b-41d4-a716-446655440000",
                     *       "url": "https://example.com/webhooks/exchange",
                     *       "events": [
                     *         "order.created",
                     *         "order.status_changed"
                     *       ],
                     *       "isActive": true,
                     *       "failCount": 0,
                     *       "createdAt": "2026-05-07T05:31:56.000Z",
                     *       "updatedAt": "2026-05-07T05:31:56.000Z",
                     *       "secretKey": "a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2",
                     *       "note": "Store this secret key securely — it will not be shown again. Use it to verify HMAC-SHA256 signatures."
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerWebhookRegistered"];
                };
            };
            400: components["responses"]["BadPostWithBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["SecretKeyRequired"];
            409: components["responses"]["PartnerWebhookConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getPartnerWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook, without its secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "550e8400-e29b-41d4-a716-446655440000",
                     *       "url": "https://example.com/webhooks/exchange",
                     *       "events": [
                     *         "order.created",
                     *         "order.status_changed"
                     *       ],
                     *       "isActive": true,
                     *       "failCount": 0,
                     *       "createdAt": "2026-05-07T05:31:56.000Z",
                     *       "updatedAt": "2026-05-07T05:31:56.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerWebhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["SecretKeyRequired"];
            404: components["responses"]["PartnerNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deletePartnerWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook is deleted. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["SecretKeyRequired"];
            404: components["responses"]["PartnerNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updatePartnerWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isActive": true
                 *     }
                 */
                "application/json": components["schemas"]["PartnerWebhookUpdate"];
            };
        };
        responses: {
            /** @description The webhook as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "550e8400-e29b-41d4-a716-446655440000",
                     *       "url": "https://example.com/webhooks/exchange",
                     *       "events": [
                     *         "order.created",
                     *         "order.status_changed"
                     *       ],
                     *       "isActive": true,
                     *       "failCount": 0,
                     *       "createdAt": "2026-05-07T05:31:56.000Z",
                     *       "updatedAt": "2026-05-07T05:31:56.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerWebhook"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["SecretKeyRequired"];
            404: components["responses"]["PartnerNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    testPartnerWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Optional: a value of 1 to 255 bytes, new for each operation and the same for its retries. The answer is kept for 24
                 *     hours, for the key, method and path. The same value with the same body gets that answer again, with
                 *     `Idempotent-Replay: true`; with another body it gets 409 `key_reused_with_different_body`.
                 * @example 7f3d1c52-0f0b-4f8f-8f53-1a5d1ed0f0aa
                 */
                "Idempotency-Key"?: components["parameters"]["OptionalIdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the object, a UUID.
                 * @example 24f0ebb1-73d7-4e99-9901-821078594271
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery is on its way. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Idempotent-Replay": components["headers"]["IdempotentReplay"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deliveryId": "55fbd03c-5744-4b8e-a057-a29af4729317",
                     *       "eventId": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *       "event": "order.created",
                     *       "status": "pending"
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerTestDelivery"];
                };
            };
            400: components["responses"]["BadPost"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["SecretKeyRequired"];
            404: components["responses"]["PartnerNotFound"];
            409: components["responses"]["PartnerTestConflict"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listPartnerOrders: {
        parameters: {
            query?: {
                /**
                 * @description Only orders of this status.
                 * @example pending
                 */
                status?: components["schemas"]["OrderStatus"];
                /**
                 * @description The number of objects on a page.
                 * @example 10
                 */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the previous page. Leave it out for the first page. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of orders. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
                     *           "dealerId": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                     *           "externalId": "shop-12345",
                     *           "status": "pending",
                     *           "listingId": null,
                     *           "totalAmount": 1500000,
                     *           "currency": "USD",
                     *           "buyer": {
                     *             "name": "Alice",
                     *             "email": "alice@example.com",
                     *             "country": "US"
                     *           },
                     *           "lineItems": [
                     *             {
                     *               "sku": "116610LN",
                     *               "quantity": 1,
                     *               "unitAmount": 1500000
                     *             }
                     *           ],
                     *           "isTest": false,
                     *           "orderedAt": "2026-05-08T08:41:16.345Z",
                     *           "createdAt": "2026-05-08T08:41:16.770Z",
                     *           "updatedAt": "2026-05-08T08:41:16.770Z",
                     *           "fulfilledAt": null,
                     *           "cancelledAt": null
                     *         }
                     *       ],
                     *       "hasMore": false,
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerOrderList"];
                };
            };
            400: components["responses"]["BadPageRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["SecretKeyRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listPartnerOffers: {
        parameters: {
            query?: {
                /**
                 * @description The number of objects on a page.
                 * @example 10
                 */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the previous page. Leave it out for the first page. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of offers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-API-Version": components["headers"]["ApiVersion"];
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                     *           "dealerId": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                     *           "brand": "Rolex",
                     *           "model": "Submariner Date",
                     *           "reference": "116610LN",
                     *           "price": 1200000,
                     *           "currency": "USD",
                     *           "availability": "in_stock",
                     *           "updatedAt": "2026-05-08T08:41:16.345Z"
                     *         }
                     *       ],
                     *       "hasMore": false,
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerOfferList"];
                };
            };
            400: components["responses"]["BadPageRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    onListingPublished: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`, with one more `,v1=<hex>` while a previous secret is in its grace period. Each `v1` is
                 *     HMAC-SHA256 over `<t>.<raw body>` with the whole signing secret, `whsec_` included, as the key. Signed anew for each
                 *     attempt. Reject the request if `t` is more than 300 seconds off your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["WthSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["WthSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The type of the event, as in the body.
                 * @example integration.test_event
                 */
                "X-WTH-Event-Type": components["parameters"]["WthEventType"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
                /**
                 * @description The id of the event, for libraries of the Standard Webhooks specification.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "webhook-id": components["parameters"]["StandardWebhookId"];
                /**
                 * @description The time of this attempt in Unix seconds, for libraries of the Standard Webhooks specification.
                 * @example 1778229903
                 */
                "webhook-timestamp": components["parameters"]["StandardWebhookTimestamp"];
                /**
                 * @description `v1,<base64>`, with a second one after a space while a previous secret is in its grace period. Each is HMAC-SHA256
                 *     over `<webhook-id>.<webhook-timestamp>.<raw body>`; the key is what follows `whsec_` in the secret, base64-decoded.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["StandardWebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_0f6a9c3e7d2b48519e04c8b7a1d5f326",
                 *       "object": "event",
                 *       "type": "listing.published",
                 *       "api_version": "2026-05-07",
                 *       "created_at": "2026-05-08T08:39:12.008Z",
                 *       "livemode": true,
                 *       "data": {
                 *         "object": {
                 *           "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                 *           "object": "listing"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ListingPublishedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onListingUpdated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`, with one more `,v1=<hex>` while a previous secret is in its grace period. Each `v1` is
                 *     HMAC-SHA256 over `<t>.<raw body>` with the whole signing secret, `whsec_` included, as the key. Signed anew for each
                 *     attempt. Reject the request if `t` is more than 300 seconds off your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["WthSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["WthSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The type of the event, as in the body.
                 * @example integration.test_event
                 */
                "X-WTH-Event-Type": components["parameters"]["WthEventType"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
                /**
                 * @description The id of the event, for libraries of the Standard Webhooks specification.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "webhook-id": components["parameters"]["StandardWebhookId"];
                /**
                 * @description The time of this attempt in Unix seconds, for libraries of the Standard Webhooks specification.
                 * @example 1778229903
                 */
                "webhook-timestamp": components["parameters"]["StandardWebhookTimestamp"];
                /**
                 * @description `v1,<base64>`, with a second one after a space while a previous secret is in its grace period. Each is HMAC-SHA256
                 *     over `<webhook-id>.<webhook-timestamp>.<raw body>`; the key is what follows `whsec_` in the secret, base64-decoded.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["StandardWebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_7a1c5e90d2f84b3690be4d17f2a8c653",
                 *       "object": "event",
                 *       "type": "listing.updated",
                 *       "api_version": "2026-05-07",
                 *       "created_at": "2026-05-08T08:41:16.345Z",
                 *       "livemode": true,
                 *       "data": {
                 *         "object": {
                 *           "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                 *           "object": "listing"
                 *         },
                 *         "previous_attributes": {
                 *           "price": {
                 *             "amount": 1199000
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ListingUpdatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onListingUnpublished: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`, with one more `,v1=<hex>` while a previous secret is in its grace period. Each `v1` is
                 *     HMAC-SHA256 over `<t>.<raw body>` with the whole signing secret, `whsec_` included, as the key. Signed anew for each
                 *     attempt. Reject the request if `t` is more than 300 seconds off your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["WthSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["WthSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The type of the event, as in the body.
                 * @example integration.test_event
                 */
                "X-WTH-Event-Type": components["parameters"]["WthEventType"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
                /**
                 * @description The id of the event, for libraries of the Standard Webhooks specification.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "webhook-id": components["parameters"]["StandardWebhookId"];
                /**
                 * @description The time of this attempt in Unix seconds, for libraries of the Standard Webhooks specification.
                 * @example 1778229903
                 */
                "webhook-timestamp": components["parameters"]["StandardWebhookTimestamp"];
                /**
                 * @description `v1,<base64>`, with a second one after a space while a previous secret is in its grace period. Each is HMAC-SHA256
                 *     over `<webhook-id>.<webhook-timestamp>.<raw body>`; the key is what follows `whsec_` in the secret, base64-decoded.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["StandardWebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_3d8b20f7c6914e5aa1f07b9e4c2d6085",
                 *       "object": "event",
                 *       "type": "listing.unpublished",
                 *       "api_version": "2026-05-07",
                 *       "created_at": "2026-05-08T16:20:31.002Z",
                 *       "livemode": true,
                 *       "data": {
                 *         "object": {
                 *           "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                 *           "object": "listing"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ListingUnpublishedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onListingSold: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`, with one more `,v1=<hex>` while a previous secret is in its grace period. Each `v1` is
                 *     HMAC-SHA256 over `<t>.<raw body>` with the whole signing secret, `whsec_` included, as the key. Signed anew for each
                 *     attempt. Reject the request if `t` is more than 300 seconds off your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["WthSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["WthSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The type of the event, as in the body.
                 * @example integration.test_event
                 */
                "X-WTH-Event-Type": components["parameters"]["WthEventType"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
                /**
                 * @description The id of the event, for libraries of the Standard Webhooks specification.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "webhook-id": components["parameters"]["StandardWebhookId"];
                /**
                 * @description The time of this attempt in Unix seconds, for libraries of the Standard Webhooks specification.
                 * @example 1778229903
                 */
                "webhook-timestamp": components["parameters"]["StandardWebhookTimestamp"];
                /**
                 * @description `v1,<base64>`, with a second one after a space while a previous secret is in its grace period. Each is HMAC-SHA256
                 *     over `<webhook-id>.<webhook-timestamp>.<raw body>`; the key is what follows `whsec_` in the secret, base64-decoded.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["StandardWebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_c4e1075ab93f4d268d5e1f6a70b2398d",
                 *       "object": "event",
                 *       "type": "listing.sold",
                 *       "api_version": "2026-05-07",
                 *       "created_at": "2026-05-08T16:20:31.002Z",
                 *       "livemode": true,
                 *       "data": {
                 *         "object": {
                 *           "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                 *           "object": "listing"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ListingSoldEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onListingInStock: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`, with one more `,v1=<hex>` while a previous secret is in its grace period. Each `v1` is
                 *     HMAC-SHA256 over `<t>.<raw body>` with the whole signing secret, `whsec_` included, as the key. Signed anew for each
                 *     attempt. Reject the request if `t` is more than 300 seconds off your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["WthSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["WthSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The type of the event, as in the body.
                 * @example integration.test_event
                 */
                "X-WTH-Event-Type": components["parameters"]["WthEventType"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
                /**
                 * @description The id of the event, for libraries of the Standard Webhooks specification.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "webhook-id": components["parameters"]["StandardWebhookId"];
                /**
                 * @description The time of this attempt in Unix seconds, for libraries of the Standard Webhooks specification.
                 * @example 1778229903
                 */
                "webhook-timestamp": components["parameters"]["StandardWebhookTimestamp"];
                /**
                 * @description `v1,<base64>`, with a second one after a space while a previous secret is in its grace period. Each is HMAC-SHA256
                 *     over `<webhook-id>.<webhook-timestamp>.<raw body>`; the key is what follows `whsec_` in the secret, base64-decoded.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["StandardWebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_91b6d3e8f05a47c2b7f48a0d6e3c1529",
                 *       "object": "event",
                 *       "type": "listing.in_stock",
                 *       "api_version": "2026-05-07",
                 *       "created_at": "2026-05-08T16:20:31.002Z",
                 *       "livemode": true,
                 *       "data": {
                 *         "object": {
                 *           "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                 *           "object": "listing"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ListingInStockEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onOrderReceived: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`, with one more `,v1=<hex>` while a previous secret is in its grace period. Each `v1` is
                 *     HMAC-SHA256 over `<t>.<raw body>` with the whole signing secret, `whsec_` included, as the key. Signed anew for each
                 *     attempt. Reject the request if `t` is more than 300 seconds off your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["WthSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["WthSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The type of the event, as in the body.
                 * @example integration.test_event
                 */
                "X-WTH-Event-Type": components["parameters"]["WthEventType"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
                /**
                 * @description The id of the event, for libraries of the Standard Webhooks specification.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "webhook-id": components["parameters"]["StandardWebhookId"];
                /**
                 * @description The time of this attempt in Unix seconds, for libraries of the Standard Webhooks specification.
                 * @example 1778229903
                 */
                "webhook-timestamp": components["parameters"]["StandardWebhookTimestamp"];
                /**
                 * @description `v1,<base64>`, with a second one after a space while a previous secret is in its grace period. Each is HMAC-SHA256
                 *     over `<webhook-id>.<webhook-timestamp>.<raw body>`; the key is what follows `whsec_` in the secret, base64-decoded.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["StandardWebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_58d2f9b04e7c4a138c6d0e95b1a7f342",
                 *       "object": "event",
                 *       "type": "order.received",
                 *       "api_version": "2026-05-07",
                 *       "created_at": "2026-05-08T08:41:16.770Z",
                 *       "livemode": true,
                 *       "data": {
                 *         "object": {
                 *           "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
                 *           "object": "order",
                 *           "external_id": "shop-12345",
                 *           "status": "pending",
                 *           "listing_id": null,
                 *           "total_amount": 1500000,
                 *           "currency": "USD",
                 *           "buyer": {
                 *             "name": "Alice",
                 *             "email": "alice@example.com",
                 *             "country": "US"
                 *           },
                 *           "line_items": [
                 *             {
                 *               "sku": "116610LN",
                 *               "quantity": 1,
                 *               "unit_amount": 1500000
                 *             }
                 *           ],
                 *           "metadata": {
                 *             "shop_channel": "web"
                 *           },
                 *           "is_test": false,
                 *           "ordered_at": "2026-05-08T08:41:16.345Z",
                 *           "created_at": "2026-05-08T08:41:16.770Z",
                 *           "updated_at": "2026-05-08T08:41:16.770Z",
                 *           "fulfilled_at": null,
                 *           "cancelled_at": null
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["OrderReceivedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onOrderFulfilled: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`, with one more `,v1=<hex>` while a previous secret is in its grace period. Each `v1` is
                 *     HMAC-SHA256 over `<t>.<raw body>` with the whole signing secret, `whsec_` included, as the key. Signed anew for each
                 *     attempt. Reject the request if `t` is more than 300 seconds off your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["WthSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["WthSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The type of the event, as in the body.
                 * @example integration.test_event
                 */
                "X-WTH-Event-Type": components["parameters"]["WthEventType"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
                /**
                 * @description The id of the event, for libraries of the Standard Webhooks specification.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "webhook-id": components["parameters"]["StandardWebhookId"];
                /**
                 * @description The time of this attempt in Unix seconds, for libraries of the Standard Webhooks specification.
                 * @example 1778229903
                 */
                "webhook-timestamp": components["parameters"]["StandardWebhookTimestamp"];
                /**
                 * @description `v1,<base64>`, with a second one after a space while a previous secret is in its grace period. Each is HMAC-SHA256
                 *     over `<webhook-id>.<webhook-timestamp>.<raw body>`; the key is what follows `whsec_` in the secret, base64-decoded.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["StandardWebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_e27f4c81a6d94b05932b8d5f0c7e16a4",
                 *       "object": "event",
                 *       "type": "order.fulfilled",
                 *       "api_version": "2026-05-07",
                 *       "created_at": "2026-05-09T10:02:57.214Z",
                 *       "livemode": true,
                 *       "data": {
                 *         "object": {
                 *           "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
                 *           "object": "order",
                 *           "external_id": "shop-12345",
                 *           "status": "fulfilled",
                 *           "listing_id": "24f0ebb1-73d7-4e99-9901-821078594271",
                 *           "total_amount": 1500000,
                 *           "currency": "USD",
                 *           "buyer": {
                 *             "name": "Alice",
                 *             "email": "alice@example.com",
                 *             "country": "US"
                 *           },
                 *           "line_items": [
                 *             {
                 *               "sku": "116610LN",
                 *               "quantity": 1,
                 *               "unit_amount": 1500000
                 *             }
                 *           ],
                 *           "metadata": {
                 *             "shop_channel": "web"
                 *           },
                 *           "is_test": false,
                 *           "ordered_at": "2026-05-08T08:41:16.345Z",
                 *           "created_at": "2026-05-08T08:41:16.770Z",
                 *           "updated_at": "2026-05-09T10:02:57.214Z",
                 *           "fulfilled_at": "2026-05-09T10:02:57.201Z",
                 *           "cancelled_at": null
                 *         },
                 *         "previous_attributes": {
                 *           "status": "pending"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["OrderFulfilledEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onOrderCancelled: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`, with one more `,v1=<hex>` while a previous secret is in its grace period. Each `v1` is
                 *     HMAC-SHA256 over `<t>.<raw body>` with the whole signing secret, `whsec_` included, as the key. Signed anew for each
                 *     attempt. Reject the request if `t` is more than 300 seconds off your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["WthSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["WthSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The type of the event, as in the body.
                 * @example integration.test_event
                 */
                "X-WTH-Event-Type": components["parameters"]["WthEventType"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
                /**
                 * @description The id of the event, for libraries of the Standard Webhooks specification.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "webhook-id": components["parameters"]["StandardWebhookId"];
                /**
                 * @description The time of this attempt in Unix seconds, for libraries of the Standard Webhooks specification.
                 * @example 1778229903
                 */
                "webhook-timestamp": components["parameters"]["StandardWebhookTimestamp"];
                /**
                 * @description `v1,<base64>`, with a second one after a space while a previous secret is in its grace period. Each is HMAC-SHA256
                 *     over `<webhook-id>.<webhook-timestamp>.<raw body>`; the key is what follows `whsec_` in the secret, base64-decoded.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["StandardWebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_6b0d9e57f3a14c82b5e7d10c94f8a263",
                 *       "object": "event",
                 *       "type": "order.cancelled",
                 *       "api_version": "2026-05-07",
                 *       "created_at": "2026-05-08T11:30:00.118Z",
                 *       "livemode": true,
                 *       "data": {
                 *         "object": {
                 *           "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
                 *           "object": "order",
                 *           "external_id": "shop-12345",
                 *           "status": "cancelled",
                 *           "listing_id": null,
                 *           "total_amount": 1500000,
                 *           "currency": "USD",
                 *           "buyer": {
                 *             "name": "Alice",
                 *             "email": "alice@example.com",
                 *             "country": "US"
                 *           },
                 *           "line_items": [
                 *             {
                 *               "sku": "116610LN",
                 *               "quantity": 1,
                 *               "unit_amount": 1500000
                 *             }
                 *           ],
                 *           "metadata": {
                 *             "shop_channel": "web"
                 *           },
                 *           "is_test": false,
                 *           "ordered_at": "2026-05-08T08:41:16.345Z",
                 *           "created_at": "2026-05-08T08:41:16.770Z",
                 *           "updated_at": "2026-05-08T11:30:00.118Z",
                 *           "fulfilled_at": null,
                 *           "cancelled_at": "2026-05-08T11:30:00.105Z"
                 *         },
                 *         "previous_attributes": {
                 *           "status": "pending"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["OrderCancelledEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onCustomerMatched: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`, with one more `,v1=<hex>` while a previous secret is in its grace period. Each `v1` is
                 *     HMAC-SHA256 over `<t>.<raw body>` with the whole signing secret, `whsec_` included, as the key. Signed anew for each
                 *     attempt. Reject the request if `t` is more than 300 seconds off your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["WthSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["WthSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The type of the event, as in the body.
                 * @example integration.test_event
                 */
                "X-WTH-Event-Type": components["parameters"]["WthEventType"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
                /**
                 * @description The id of the event, for libraries of the Standard Webhooks specification.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "webhook-id": components["parameters"]["StandardWebhookId"];
                /**
                 * @description The time of this attempt in Unix seconds, for libraries of the Standard Webhooks specification.
                 * @example 1778229903
                 */
                "webhook-timestamp": components["parameters"]["StandardWebhookTimestamp"];
                /**
                 * @description `v1,<base64>`, with a second one after a space while a previous secret is in its grace period. Each is HMAC-SHA256
                 *     over `<webhook-id>.<webhook-timestamp>.<raw body>`; the key is what follows `whsec_` in the secret, base64-decoded.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["StandardWebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_a85c3f10d7e64b9280c1f6b3e9d5472a",
                 *       "object": "event",
                 *       "type": "customer.matched",
                 *       "api_version": "2026-05-07",
                 *       "created_at": "2026-05-08T08:41:02.006Z",
                 *       "livemode": true,
                 *       "data": {
                 *         "object": {
                 *           "id": "36f5655d-4c3a-4d58-b8e2-a68edfcda239",
                 *           "object": "customer",
                 *           "external_id": "ext-A1",
                 *           "email": "a1@example.com",
                 *           "name": "Customer A1",
                 *           "phone": "+15551111",
                 *           "matched_existing": true,
                 *           "accepts_marketing": false,
                 *           "metadata": {},
                 *           "is_test": false,
                 *           "created_at": "2026-05-08T08:40:50.417Z",
                 *           "updated_at": "2026-05-08T08:41:02.006Z"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CustomerMatchedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onIntegrationTestEvent: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`, with one more `,v1=<hex>` while a previous secret is in its grace period. Each `v1` is
                 *     HMAC-SHA256 over `<t>.<raw body>` with the whole signing secret, `whsec_` included, as the key. Signed anew for each
                 *     attempt. Reject the request if `t` is more than 300 seconds off your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["WthSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["WthSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The type of the event, as in the body.
                 * @example integration.test_event
                 */
                "X-WTH-Event-Type": components["parameters"]["WthEventType"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
                /**
                 * @description The id of the event, for libraries of the Standard Webhooks specification.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "webhook-id": components["parameters"]["StandardWebhookId"];
                /**
                 * @description The time of this attempt in Unix seconds, for libraries of the Standard Webhooks specification.
                 * @example 1778229903
                 */
                "webhook-timestamp": components["parameters"]["StandardWebhookTimestamp"];
                /**
                 * @description `v1,<base64>`, with a second one after a space while a previous secret is in its grace period. Each is HMAC-SHA256
                 *     over `<webhook-id>.<webhook-timestamp>.<raw body>`; the key is what follows `whsec_` in the secret, base64-decoded.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["StandardWebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                 *       "object": "event",
                 *       "type": "integration.test_event",
                 *       "api_version": "2026-05-07",
                 *       "created_at": "2026-05-08T08:45:03.412Z",
                 *       "livemode": false,
                 *       "data": {
                 *         "object": {
                 *           "message": "Test event from /v1/test/webhook_ping."
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["IntegrationTestEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onPartnerOrderCreated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`: `v1` is HMAC-SHA256 over `<t>.<raw body>` with the `secretKey` of the webhook, all 64
                 *     characters as text, as the key. Signed anew for each attempt. Reject the request if `t` is more than 300 seconds off
                 *     your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["PartnerSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["PartnerSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The event, as in the body.
                 * @example order.created
                 */
                "X-WTH-Event-Type": components["parameters"]["PartnerEventTypeHeader"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_58d2f9b04e7c4a138c6d0e95b1a7f342",
                 *       "event": "order.created",
                 *       "createdAt": "2026-05-08T08:41:16.770Z",
                 *       "data": {
                 *         "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
                 *         "dealerId": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                 *         "externalId": "shop-12345",
                 *         "status": "pending",
                 *         "listingId": null,
                 *         "totalAmount": 1500000,
                 *         "currency": "USD",
                 *         "buyer": {
                 *           "name": "Alice",
                 *           "email": "alice@example.com",
                 *           "country": "US"
                 *         },
                 *         "lineItems": [
                 *           {
                 *             "sku": "116610LN",
                 *             "quantity": 1,
                 *             "unitAmount": 1500000
                 *           }
                 *         ],
                 *         "isTest": false,
                 *         "orderedAt": "2026-05-08T08:41:16.345Z",
                 *         "createdAt": "2026-05-08T08:41:16.770Z",
                 *         "updatedAt": "2026-05-08T08:41:16.770Z",
                 *         "fulfilledAt": null,
                 *         "cancelledAt": null
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PartnerOrderCreatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onPartnerOrderStatusChanged: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`: `v1` is HMAC-SHA256 over `<t>.<raw body>` with the `secretKey` of the webhook, all 64
                 *     characters as text, as the key. Signed anew for each attempt. Reject the request if `t` is more than 300 seconds off
                 *     your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["PartnerSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["PartnerSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The event, as in the body.
                 * @example order.created
                 */
                "X-WTH-Event-Type": components["parameters"]["PartnerEventTypeHeader"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_0c1f4e6a7b8d49e2a3b5c7d9e1f20314",
                 *       "event": "order.status_changed",
                 *       "createdAt": "2026-05-08T08:41:16.770Z",
                 *       "data": {
                 *         "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
                 *         "dealerId": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                 *         "externalId": "shop-12345",
                 *         "status": "fulfilled",
                 *         "listingId": "24f0ebb1-73d7-4e99-9901-821078594271",
                 *         "totalAmount": 1500000,
                 *         "currency": "USD",
                 *         "buyer": {
                 *           "name": "Alice",
                 *           "email": "alice@example.com",
                 *           "country": "US"
                 *         },
                 *         "lineItems": [
                 *           {
                 *             "sku": "116610LN",
                 *             "quantity": 1,
                 *             "unitAmount": 1500000
                 *           }
                 *         ],
                 *         "isTest": false,
                 *         "orderedAt": "2026-05-08T08:41:16.345Z",
                 *         "createdAt": "2026-05-08T08:41:16.770Z",
                 *         "updatedAt": "2026-05-09T10:02:57.201Z",
                 *         "fulfilledAt": "2026-05-09T10:02:57.201Z",
                 *         "cancelledAt": null,
                 *         "previousStatus": "pending"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PartnerOrderStatusChangedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onPartnerOrderCancelled: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`: `v1` is HMAC-SHA256 over `<t>.<raw body>` with the `secretKey` of the webhook, all 64
                 *     characters as text, as the key. Signed anew for each attempt. Reject the request if `t` is more than 300 seconds off
                 *     your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["PartnerSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["PartnerSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The event, as in the body.
                 * @example order.created
                 */
                "X-WTH-Event-Type": components["parameters"]["PartnerEventTypeHeader"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_a7c39d1be5f04826b1d7e9c2f4a60853",
                 *       "event": "order.cancelled",
                 *       "createdAt": "2026-05-08T08:41:16.770Z",
                 *       "data": {
                 *         "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
                 *         "dealerId": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                 *         "externalId": "shop-12345",
                 *         "status": "cancelled",
                 *         "listingId": null,
                 *         "totalAmount": 1500000,
                 *         "currency": "USD",
                 *         "buyer": {
                 *           "name": "Alice",
                 *           "email": "alice@example.com",
                 *           "country": "US"
                 *         },
                 *         "lineItems": [
                 *           {
                 *             "sku": "116610LN",
                 *             "quantity": 1,
                 *             "unitAmount": 1500000
                 *           }
                 *         ],
                 *         "isTest": false,
                 *         "orderedAt": "2026-05-08T08:41:16.345Z",
                 *         "createdAt": "2026-05-08T08:41:16.770Z",
                 *         "updatedAt": "2026-05-08T11:30:00.105Z",
                 *         "fulfilledAt": null,
                 *         "cancelledAt": "2026-05-08T11:30:00.105Z",
                 *         "previousStatus": "pending"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PartnerOrderCancelledEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    onPartnerOfferUpdated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `t=<Unix seconds>,v1=<hex>`: `v1` is HMAC-SHA256 over `<t>.<raw body>` with the `secretKey` of the webhook, all 64
                 *     characters as text, as the key. Signed anew for each attempt. Reject the request if `t` is more than 300 seconds off
                 *     your clock.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "X-WTH-Signature": components["parameters"]["PartnerSignature"];
                /**
                 * @description The same value as `X-WTH-Signature`.
                 * @example t=1778229903,v1=5a81dbf590e046237fd578e75f5824f210fff7bf4cabd6de7a767169362b5044
                 */
                "WTH-Signature": components["parameters"]["PartnerSignatureAlias"];
                /**
                 * @description The id of the event, the same over all its deliveries and attempts. Deduplicate on it.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                "X-WTH-Event-Id": components["parameters"]["WthEventId"];
                /**
                 * @description The event, as in the body.
                 * @example order.created
                 */
                "X-WTH-Event-Type": components["parameters"]["PartnerEventTypeHeader"];
                /**
                 * @description The id of the delivery: one dispatch of one event to one endpoint. The same over automatic retries; a replay of the
                 *     event has a new one.
                 * @example 55fbd03c-5744-4b8e-a057-a29af4729317
                 */
                "X-WTH-Delivery-Id": components["parameters"]["WthDeliveryId"];
                /**
                 * @description The number of this attempt of the delivery, from 1.
                 * @example 1
                 */
                "X-WTH-Delivery-Attempt": components["parameters"]["WthDeliveryAttempt"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_3e5a7c9d1f2b4a6c8e0d2f4b6a8c0e1d",
                 *       "event": "offer.updated",
                 *       "createdAt": "2026-05-08T08:41:16.770Z",
                 *       "data": {
                 *         "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                 *         "dealerId": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                 *         "brand": "Rolex",
                 *         "model": "Submariner Date",
                 *         "reference": "116610LN",
                 *         "price": 1200000,
                 *         "currency": "USD",
                 *         "availability": "in_stock",
                 *         "updatedAt": "2026-05-08T08:41:16.345Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PartnerOfferUpdatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookAcknowledged"];
            default: components["responses"]["WebhookFailed"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
