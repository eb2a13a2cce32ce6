// Generated from spec/ by packages/contract/codegen: do not edit. Run `npm run generate`.

export interface paths {
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I
         * @description The session of the cookie, or that there is none. Asking counts as using it.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in
         * @description Begins a session and sets its cookie. A session that the browser had before ends. Too many attempts for one account
         *     are refused with 429 `too_many_sign_ins`, whether the password is right or not.
         */
        post: operations["signIn"];
        /**
         * Sign out
         * @description Ends the session of the cookie, if there is one, and takes the cookie back.
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change preferences
         * @description Changes what the dealer has chosen for the dashboard. What is left out stays as it is.
         */
        patch: operations["updatePreferences"];
        trace?: never;
    };
    "/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the inventory
         * @description The dealer's watches, the most recently added first.
         */
        get: operations["listInventory"];
        put?: never;
        /**
         * Add a watch
         * @description Adds a watch. If it goes onto the custom channel at once, that is `listing.published`. One more than the dealer's plan
         *     has room for is refused with 403 `plan_limit_reached`.
         */
        post: operations["addInventoryItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/{id}": {
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
         * Get a watch
         * @description One watch.
         */
        get: operations["getInventoryItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit a watch
         * @description Changes what is given. On the custom channel that is `listing.updated`, with the previous values of what has
         *     changed; if nothing has, nothing happens.
         */
        patch: operations["updateInventoryItem"];
        trace?: never;
    };
    "/inventory/{id}/channel": {
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
        /**
         * Put a watch onto the custom channel, or take it off
         * @description On: `listing.published`. Off: `listing.unpublished`. Refused with 409 `channel_unchanged` if it is so already: somebody
         *     else was faster.
         */
        put: operations["setChannel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/{id}/sale": {
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
        /**
         * Mark a watch as sold
         * @description The watch is sold without an order of it here. On the custom channel that is `listing.sold`.
         */
        put: operations["markSold"];
        post?: never;
        /**
         * Void the sale of a watch
         * @description The watch is for sale again. On the custom channel that is `listing.in_stock`. If an order that is still pending had
         *     sold it, the order is no longer matched; that of a fulfilled order is refused: cancel the order.
         */
        delete: operations["voidSale"];
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
         * @description The orders, the most recently received first. Test orders only if the dealer wants to see test data.
         */
        get: operations["listOrders"];
        put?: never;
        /**
         * Add an order by hand
         * @description Adds an order that came in another way: `order.received`. If the e-mail address of the buyer is that of a client, that
         *     is `customer.matched`; otherwise the buyer becomes a client.
         */
        post: operations["addOrder"];
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
         * @description One order, also a test order, whatever the dealer wants to see in lists.
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
    "/orders/{id}/suggestions": {
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
         * Suggest watches for an order
         * @description Watches that are for sale, those that the order is likeliest for first.
         */
        get: operations["suggestListings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/match": {
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
        /**
         * Match an order to a watch
         * @description The order is for this watch, which is sold by it: on the custom channel that is `listing.sold`. The order stays
         *     `pending`. A test order sells nothing.
         */
        put: operations["matchOrder"];
        post?: never;
        /**
         * Void the sale of an order
         * @description The order is matched to nothing any more, and its watch is for sale again: on the custom channel that is
         *     `listing.in_stock`. Only while the order is pending.
         */
        delete: operations["unmatchOrder"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/fulfil": {
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
         * Fulfil an order
         * @description The watch that the order is matched to was handed over: `order.fulfilled`.
         */
        post: operations["fulfilOrder"];
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
         * @description Also one that is fulfilled: `order.cancelled`. The watch that a live order has sold is for sale again: on the custom
         *     channel that is `listing.in_stock`.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List clients
         * @description The clients, the most recently updated first. Test clients only if the dealer wants to see test data.
         */
        get: operations["listClients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clients/{id}": {
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
         * @description One client, also a test client, whatever the dealer wants to see in lists.
         */
        get: operations["getClient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the integration
         * @description Everything that its page shows.
         */
        get: operations["getIntegration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Switch the integration
         * @description Switches it on or off, to live or to test mode, or notes that it is set up. While it is off events are kept, and
         *     their deliveries wait. Needs the Business plan (403 `plan_required`), except for switching off.
         */
        patch: operations["updateIntegration"];
        trace?: never;
    };
    "/integration/api_keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an API key
         * @description Makes a new key of the kind; the one before stops working at once.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save the webhook URL
         * @description Sends events there from now on, also those that wait. With the first URL a signing secret is made. Another URL than
         *     before enables an endpoint that was disabled for failing, and counts failures anew.
         */
        put: operations["saveWebhook"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose events
         * @description Sends these events from now on. What is recorded already is not affected.
         */
        put: operations["saveSubscriptions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/signing_secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the signing secret
         * @description Makes a new signing secret, which signs at once; the one before signs too until its grace period ends. Rotating while a
         *     grace period runs ends that one at once, unless its previous secret is to be kept.
         */
        post: operations["rotateSigningSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/signing_secret/grace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End the grace period
         * @description From now on only the newest signing secret signs. Does nothing when no grace period runs.
         */
        delete: operations["endGracePeriod"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/ping": {
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
         * @description Sends an `integration.test_event` to the webhook URL, as `POST /test/webhook_ping` does.
         */
        post: operations["sendPing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/event_types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List event types
         * @description The catalogue of events, with what each carries and an example, in the pinned version of the integration.
         */
        get: operations["listEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description The delivery log of the last 30 days, the newest first: of live mode, and of test mode too if the dealer wants to see test
         *     data. Every filter that is given has to fit. Where each delivery has to be looked at (for a text, or by `outcome`), the newest
         *     5,000 that fit the other filters are; `next_cursor` then leads to those before them, also after a page with few or none.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{id}": {
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
         * @description One delivery of the last 30 days with what was sent and what came back, of either mode, whatever the dealer wants to see in
         *     lists.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{id}/retry": {
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
         * @description One more attempt of the same delivery, now. Only of one that is failed or a dead letter.
         */
        post: operations["retryDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{id}/cancel": {
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
         * Cancel a delivery
         * @description Calls a delivery off that is pending or failed. An attempt that is being made is waited for, and counts.
         */
        post: operations["cancelDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{id}/replay": {
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
         * Replay a delivery's event
         * @description Sends the event once more, as a new delivery to the present URL. The answer is the new delivery.
         */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{id}/signature": {
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
         * Sign a delivery anew
         * @description The headers with which the delivery's next attempt would be sent now, signed with the secrets that are live now: so that the
         *     request can be repeated by hand. Receivers take them for five minutes. Nothing is sent or changed.
         */
        post: operations["signDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/delivery_stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear of changes
         * @description Server-sent events. `changed` says that there is something new in the deliveries that lists show: a delivery, or what became
         *     of one; its data is `{}`, and the list tells what it is. `end` says that the session has ended, or the server stops: do not
         *     come back by yourself. A comment comes every 15 seconds. A session has four streams at most; another one is refused with
         *     429 `too_many_streams`: ask the list again and again instead.
         */
        get: operations["streamDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/delivery_stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the charts
         * @description Deliveries by the hour of their making, over the last 24 hours or 7 days, in the modes that lists show. What is suppressed
         *     was never to be sent, and is left out.
         */
        get: operations["getDeliveryStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/delivery_failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List failures by cause
         * @description What is failed or a dead letter now, by the cause of its latest attempt, the most frequent first, in the modes that lists
         *     show, of the last 24 hours or 7 days. The newest 5,000 are looked at. A cause is open until somebody resolves it, and again when
         *     an attempt fails for it after that.
         */
        get: operations["listDeliveryFailures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/delivery_failures/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Resolve a cause of failures, or open it again
         * @description Says that what has failed for a cause so far has been dealt with. Nothing is sent or called off: this only keeps what is known
         *     apart from what is new. The cause opens by itself when an attempt fails for it later.
         */
        put: operations["resolveFailures"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the latest recovery
         * @description How far the latest recovery has come, or that there was none.
         */
        get: operations["getRecovery"];
        put?: never;
        /**
         * Begin a recovery
         * @description Redelivers everything selected that is failed or a dead letter, the oldest first, each by one more attempt of its own; or
         *     sends events that were never sent, each as a first delivery to the present URL, whatever is subscribed to. The workers do it,
         *     at a steady rate, and no crash repeats or skips any. An integration has one recovery at a time.
         */
        post: operations["startRecovery"];
        /**
         * Cancel the recovery
         * @description Ends the running recovery. What it has made due already still goes out.
         */
        delete: operations["stopRecovery"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recovery/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count what a recovery would send
         * @description A dry run. Nothing is changed.
         */
        post: operations["countRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List partners
         * @description All partners with their keys, and the webhooks that are registered with these. For superadmins only.
         */
        get: operations["listPartners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners/{id}/keys": {
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
         * Make a partner key
         * @description Makes a key of a partner, which is shown only now. Those that there are go on working. For superadmins only.
         */
        post: operations["createPartnerKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partner_keys/{id}": {
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
        post?: never;
        /**
         * Revoke a partner key
         * @description Revokes a key: it stops working at once, its webhooks are deleted, and what waits for them is cancelled. For superadmins
         *     only.
         */
        delete: operations["revokePartnerKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test_events": {
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
         * @description Sends an event of any type to the webhook URL, whatever the endpoint is subscribed to, with the data given or the sample of
         *     its type. Always in test mode.
         */
        post: operations["sendTestEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description An amount of money as an integer in the minor units of its currency: `1200000` is USD 12,000.00,
         *     and JPY 1,200,000 (the yen has no minor unit).
         * @example 1200000
         */
        Amount: number;
        /** @description The kind of key to make. */
        ApiKeyCreate: {
            /**
             * @description A test key always acts in test mode.
             * @enum {string}
             */
            kind: "main" | "test";
        };
        /** @description What is known of an API key after it was shown once. */
        ApiKeySummary: {
            /**
             * @description Its first 12 characters.
             * @example wth_Ab12Cd34
             */
            prefix: string;
            created_at: components["schemas"]["Timestamp"];
            /** @description Within a minute; `null` if it was never used. */
            last_used_at: components["schemas"]["NullableTimestamp"];
        };
        /**
         * @description A dated API version. An integration is pinned to one when it is created.
         * @example 2026-05-07
         */
        ApiVersion: string;
        /** @description Whether a watch is to be on the custom channel. */
        ChannelState: {
            is_published: boolean;
        };
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
        /** @description A page of clients, the most recently updated first. */
        CustomerList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Customer"][];
            has_more: components["schemas"]["HasMore"];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /** @description The dealer, who is one user. */
        Dealer: {
            id: components["schemas"]["Uuid"];
            /** @description The address to sign in with. */
            email: string;
            /** @description The dealer's name. */
            name: string;
            /** @description Whether the user may manage partners. */
            is_superadmin: boolean;
            /** @enum {string} */
            plan: "starter" | "business" | "enterprise";
        };
        /** @description An order, with the watch that it is matched to. */
        DealerOrder: {
            /** @description The watch of `listing_id`. */
            listing: components["schemas"]["MatchedListing"] | null;
        } & components["schemas"]["Order"];
        /** @description An order that came to the dealer in another way than through the API. */
        DealerOrderCreate: {
            /** @description The dealer's own number of the order, unique among live or test orders; `null` if there is none. */
            external_id?: string | null;
            total_amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            buyer: components["schemas"]["OrderBuyerInput"];
            line_items: components["schemas"]["OrderLineItemInput"][];
            /**
             * @description Whether it is only for trying the integration out: it never changes a watch, and lists show it only with the other
             *     test data.
             * @default false
             */
            is_test?: boolean;
        };
        /** @description A page of orders, the most recently received first. */
        DealerOrderList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["DealerOrder"][];
            has_more: components["schemas"]["HasMore"];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /** @description One request to the endpoint, with its headers, and how it ended. */
        DeliveryAttempt: {
            /** @description The headers as they were sent, but for the signatures, which are not kept. */
            request_headers: components["schemas"]["HeaderField"][];
            /** @description The first 2 KB of the answer's headers, one a line; empty if there was no answer. */
            response_headers: string;
        } & components["schemas"]["WebhookDeliveryAttempt"];
        /** @description A delivery with all that is known of it. */
        DeliveryDetail: {
            /** @description The body of every attempt, exactly as it is signed and sent; `null` when the event is no longer kept. */
            request_body: string | null;
            /** @description The attempts in the order they were made. */
            attempts: components["schemas"]["DeliveryAttempt"][];
        } & components["schemas"]["WebhookDeliverySummary"];
        /** @description Deliveries whose latest attempt failed alike. */
        DeliveryFailureCause: {
            /** @description What the attempts came to, in the word by which lists and recoveries are filtered. */
            outcome: components["schemas"]["Outcome"];
            /** @description The kind of error, as in an attempt. */
            error: string;
            /** @description The status of the answer, where that is what failed; else `null`. */
            response_status: number | null;
            /** @description How many are tried again. */
            failed: number;
            /** @description How many are given up. */
            dead_letter: number;
            /** @description When the newest of these attempts was made. */
            newest_at: components["schemas"]["Timestamp"];
            /** @description The newest of them. */
            delivery_ids: components["schemas"]["Uuid"][];
            /** @description When somebody said that this has been dealt with, if nothing has failed for it since; else `null`: the cause is open. */
            resolved_at: components["schemas"]["NullableTimestamp"];
        };
        /** @description What fails now, by cause. */
        DeliveryFailures: {
            /** @constant */
            object: "delivery_failures";
            /** @enum {string} */
            range: "24h" | "7d";
            /** @description Whether all were looked at, and not the newest only. */
            is_complete: boolean;
            causes: components["schemas"]["DeliveryFailureCause"][];
        };
        /** @description What became of the deliveries that were made in an hour. */
        DeliveryHour: {
            /** @description When it began. */
            hour: components["schemas"]["Timestamp"];
            /** @description All that were to be sent. */
            total: number;
            delivered: number;
            /** @description Failed, and to be tried again. */
            failed: number;
            dead_letter: number;
            /** @description The median time from the start of a first attempt to its outcome; `null` when none was made. */
            latency_p50_ms: number | null;
            /** @description The same, of 95 in a hundred. */
            latency_p95_ms: number | null;
            /** @description The same, of 99 in a hundred. */
            latency_p99_ms: number | null;
        };
        /** @description What the charts show. */
        DeliveryStats: {
            /** @constant */
            object: "delivery_stats";
            /** @enum {string} */
            range: "24h" | "7d";
            hours: components["schemas"]["DeliveryHour"][];
            /** @description The same by type of event, the most frequent first; only types of which there was a delivery. */
            types: components["schemas"]["DeliveryTypeStats"][];
        };
        /** @description What became of the deliveries of one type of event. */
        DeliveryTypeStats: {
            type: components["schemas"]["EventType"];
            /** @description All that were to be sent. */
            total: number;
            delivered: number;
            /** @description Failed, and to be tried again. */
            failed: number;
            dead_letter: number;
            /** @description The median time from the start of a first attempt to its outcome; `null` when none was made. */
            latency_p50_ms: number | null;
            /** @description The same, of 95 in a hundred. */
            latency_p95_ms: number | null;
        };
        /** @description What is still to be sent. Each number stops at 10,000, which stands for that many or more. */
        EndpointQueue: {
            /** @description Due now. */
            due: number;
            /** @description Failed, and due later. */
            retrying: number;
            /** @description Waits until the integration or its endpoint is enabled. */
            held: number;
        };
        /** @description The body of every response whose status is 400 or higher. */
        Error: {
            error: components["schemas"]["ErrorDetail"];
        };
        /**
         * @description What went wrong, for programs. Codes keep their meaning; new ones may be added.
         * @enum {string}
         */
        ErrorCode: "missing_authorization" | "malformed_authorization" | "invalid_api_key" | "plan_required" | "integration_disabled" | "secret_key_required" | "route_not_found" | "resource_not_found" | "method_not_allowed" | "invalid_request" | "invalid_json" | "invalid_cursor" | "missing_idempotency_key" | "payload_too_large" | "unsupported_media_type" | "order_already_exists" | "order_not_cancellable" | "delivery_not_retryable" | "webhook_not_configured" | "webhook_limit_reached" | "webhook_inactive" | "key_reused_with_different_body" | "idempotency_key_in_use" | "too_many_requests" | "too_many_failed_authentications" | "not_signed_in" | "superadmin_required" | "wrong_email_or_password" | "cross_site_request" | "too_many_sign_ins" | "no_grace_period" | "plan_limit_reached" | "channel_unchanged" | "listing_already_sold" | "listing_not_sold" | "order_already_matched" | "order_not_matched" | "order_not_pending" | "delivery_not_cancellable" | "recovery_running" | "no_recovery_running" | "too_many_streams" | "internal_error" | "service_unavailable";
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
        /** @description A field of an event's `data`. */
        EventField: {
            /** @example object.total_amount */
            path: string;
            /**
             * @description Its JSON types or only value.
             * @example integer
             * @example string or null
             */
            type: string;
            /** @description Whether it is always there. */
            is_required: boolean;
            description: string;
        };
        /**
         * @description The id of one event: `evt_` and 32 hexadecimal digits. Receivers deduplicate on it.
         * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
         */
        EventId: string;
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
        /** @description Only of these types; all of them if it is not there. */
        EventTypeChoice: components["schemas"]["EventType"][];
        /** @description An event type as the integration's pinned version has it. */
        EventTypeDescription: {
            /** @constant */
            object: "event_type";
            type: components["schemas"]["EventType"];
            /** @description When it fires and what it carries. */
            description: string;
            /** @description What `data` can hold, each by its path, as in `object.line_items[].sku`. */
            fields: components["schemas"]["EventField"][];
            /** @description An event as it is sent. */
            example: {
                [key: string]: unknown;
            };
        };
        /** @description Every event type, in the order of the catalogue. */
        EventTypeList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["EventTypeDescription"][];
        };
        /** @description Deliveries that are failed or dead letters now, by their latest attempt and by when they were made. */
        FailedSelection: {
            /** @constant */
            kind: "failed";
            /** @enum {string} */
            mode: "live" | "test" | "both";
            statuses: ("failed" | "dead_letter")[];
            /**
             * Format: date-time
             * @description Only what was last tried since then (RFC 3339).
             */
            since?: string;
            /**
             * Format: date-time
             * @description Only what was last tried before that moment (RFC 3339).
             */
            until?: string;
            outcome?: components["schemas"]["Outcome"];
            types?: components["schemas"]["EventTypeChoice"];
            /**
             * Format: date-time
             * @description Only what was made later than this moment (RFC 3339).
             */
            created_after?: string;
            /**
             * Format: date-time
             * @description Only what was made earlier than this moment (RFC 3339).
             */
            created_before?: string;
        };
        /** @description What is known of a cause of failures. */
        FailureResolution: {
            /** @constant */
            object: "failure_resolution";
            outcome: components["schemas"]["Outcome"];
            resolved_at: components["schemas"]["NullableTimestamp"];
        };
        /** @description What is said of a cause of failures. */
        FailureResolutionChange: {
            outcome: components["schemas"]["Outcome"];
            resolved: boolean;
        };
        /** @description Whether there is a further page. */
        HasMore: boolean;
        /** @description A header of a request. */
        HeaderField: {
            name: string;
            value: string;
        };
        /** @description What to change. What is left out stays as it is. */
        IntegrationChange: {
            /** @description True also enables an endpoint that was disabled for failing. */
            is_enabled?: boolean;
            is_test_mode?: boolean;
            /** @constant */
            is_set_up?: true;
        };
        /** @description The Custom Integration as its page shows it. No secret is in it. */
        IntegrationSettings: {
            /** @constant */
            object: "integration_settings";
            /** @description The server's time, for countdowns in browsers whose clock is wrong. */
            as_of: components["schemas"]["Timestamp"];
            is_enabled: boolean;
            is_test_mode: boolean;
            /** @description Whether the steps of the set-up have been gone through. */
            is_set_up: boolean;
            /**
             * @description Where the public API is.
             * @example https://watchtraderhub.com/api/v1
             */
            api_base_url: string;
            /** @description The live key of each kind; `null` where there is none. */
            api_keys: {
                main: components["schemas"]["ApiKeySummary"] | null;
                test: components["schemas"]["ApiKeySummary"] | null;
            };
            webhook: components["schemas"]["WebhookState"];
            queue: components["schemas"]["EndpointQueue"];
            /** @description The pinned version, and those that are newer, the oldest first. */
            api_version: {
                pinned: components["schemas"]["ApiVersion"];
                newer: components["schemas"]["ApiVersion"][];
            };
            rate_limit: {
                /** @description Tokens in any 60 seconds. */
                per_minute: number;
                /** @description Whether support has given it another number than all have. */
                is_default: boolean;
            };
        };
        /** @description Whether the Custom Integration is on, and in which mode. */
        IntegrationState: {
            is_enabled: boolean;
            is_test_mode: boolean;
        };
        /** @description A watch of the dealer's, on the custom channel or not. */
        InventoryItem: {
            id: components["schemas"]["Uuid"];
            /** @constant */
            object: "inventory_item";
            /**
             * @description For sale, or sold.
             * @enum {string}
             */
            status: "active" | "sold";
            /** @description Whether it is on the custom channel. */
            is_published: boolean;
            watch: components["schemas"]["Watch"];
            price: components["schemas"]["Price"];
            photos: components["schemas"]["Photo"][];
            /** @description By what it was sold; `null` if it is not, or nobody noted it. */
            sale: components["schemas"]["Sale"] | null;
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
        };
        /** @description A watch to add. */
        InventoryItemCreate: {
            watch: components["schemas"]["NewWatchInput"];
            price: components["schemas"]["PriceInput"];
            photos?: components["schemas"]["PhotosInput"];
            /**
             * @description Whether it goes onto the custom channel at once.
             * @default false
             */
            is_published?: boolean;
        };
        /** @description What to change. What is left out stays as it is; photos are replaced as a whole. */
        InventoryItemUpdate: {
            watch?: components["schemas"]["WatchInput"];
            price?: components["schemas"]["PriceInput"];
            photos?: components["schemas"]["PhotosInput"];
        };
        /** @description A page of watches, the most recently added first. */
        InventoryList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["InventoryItem"][];
            has_more: components["schemas"]["HasMore"];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /** @description Whether the object was created in test mode. Never changes. */
        IsTest: boolean;
        /** @description `false` for everything that happens in test mode, and for test events. */
        Livemode: boolean;
        /** @description A watch that an order may be for. */
        MatchSuggestion: {
            listing: components["schemas"]["MatchedListing"];
            /**
             * @description Why it is suggested, the best reason first: a position names its reference, or contains it or a part of it, or its
             *     price is what was paid for one. `null`: it is only for sale.
             * @enum {string|null}
             */
            reason: "same_reference" | "similar_reference" | "same_price" | null;
        };
        /** @description Watches for sale that an order may be for, the likeliest first. Not paged. */
        MatchSuggestionList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["MatchSuggestion"][];
        };
        /** @description A watch, as far as it is needed to recognise it. */
        MatchedListing: {
            id: components["schemas"]["Uuid"];
            brand: string;
            model: string;
            reference: string | null;
            /** @enum {string} */
            status: "active" | "sold";
            price: components["schemas"]["Price"];
        };
        /**
         * @description Your own notes on the object, kept and returned as they are. At most 20 keys.
         * @example {
         *       "shop_customer_group": "collectors"
         *     }
         */
        Metadata: {
            [key: string]: string;
        };
        /** @description Events that were never sent to the endpoint, because it was not subscribed to them or had no URL. */
        NeverSentSelection: {
            /** @constant */
            kind: "never_sent";
            /** @enum {string} */
            mode: "live" | "test" | "both";
            types?: components["schemas"]["EventTypeChoice"];
            /**
             * Format: date-time
             * @description Only what happened later than this moment (RFC 3339).
             */
            created_after?: string;
            /**
             * Format: date-time
             * @description Only what happened earlier than this moment (RFC 3339).
             */
            created_before?: string;
        };
        /** @description An API key that was just made. Its predecessor has stopped working. */
        NewApiKey: {
            /** @constant */
            object: "new_api_key";
            /** @enum {string} */
            kind: "main" | "test";
            /** @description The only time it is to be had. */
            api_key: string;
            integration: components["schemas"]["IntegrationSettings"];
        };
        /** @description A partner key that was just made. Those that there were still work. */
        NewPartnerKey: {
            /** @constant */
            object: "new_partner_key";
            /** @description The only time it is to be had. */
            api_key: string;
            partner: components["schemas"]["Partner"];
        };
        /** @description A signing secret that was just made. */
        NewSigningSecret: {
            /** @constant */
            object: "new_signing_secret";
            /** @description The only time it is to be had. */
            secret: string;
            /** @description Whether a grace period was running, whose previous secret has stopped signing by this. */
            ended_grace: boolean;
            integration: components["schemas"]["IntegrationSettings"];
        };
        /** @description Attributes of a new watch. */
        NewWatchInput: WithRequired<components["schemas"]["WatchInput"], "brand" | "model">;
        /**
         * @description Pass it as `after` to get the next page; `null` on the last one. Opaque; do not build or parse it.
         * @example eyJpZCI6IjI0ZjBlYmIxLTczZDctNGU5OS05OTAxLTgyMTA3ODU5NDI3MSIsInVwZGF0ZWRfYXQiOiIyMDI2LTA1LTA4VDA4OjQxOjE2LjM0NVoifQ
         * @example null
         */
        NextCursor: string | null;
        /** @description Nobody is signed in. */
        NoSession: {
            /** @constant */
            object: "session";
            /** @constant */
            signed_in: false;
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
        /** @description The watch that an order is matched to. */
        OrderMatch: {
            listing_id: components["schemas"]["Uuid"];
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
         * @description What the latest attempt came to: a status of HTTP (`500`), a class of them (`5xx`), the kind of error of an attempt (`timeout`),
         *     or `network_error` for every kind but an answer of another status.
         * @example 5xx
         */
        Outcome: string;
        /** @description A partner, with its keys and what is registered with them. */
        Partner: {
            id: components["schemas"]["Uuid"];
            /** @constant */
            object: "partner";
            /** @description The partner's name. */
            name: string;
            /** @description The branch whose dealers its keys cover. */
            branch: string;
            /** @description How many dealers the branch has. */
            dealers: number;
            created_at: components["schemas"]["Timestamp"];
            /** @description The keys that are not revoked, the newest first. */
            keys: components["schemas"]["PartnerKey"][];
        };
        /** @description All partners, by branch and name. */
        PartnerDirectory: {
            /** @constant */
            object: "partner_directory";
            data: components["schemas"]["Partner"][];
        };
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
        /** @description A partner key, as far as it is shown again. */
        PartnerKey: {
            id: components["schemas"]["Uuid"];
            type: components["schemas"]["PartnerKeyType"];
            /**
             * @description How it begins.
             * @example sk_branch_Ab12Cd34
             */
            prefix: string;
            /** @description Whose dealers a personal key covers; `null` for the others. */
            user_email: string | null;
            created_at: components["schemas"]["Timestamp"];
            /** @description Within a minute; `null` if it was never used. */
            last_used_at: components["schemas"]["NullableTimestamp"];
            /** @description What is registered with it, the oldest first. */
            webhooks: components["schemas"]["PartnerWebhook"][];
        };
        /** @description A partner key to make. */
        PartnerKeyCreate: {
            type: components["schemas"]["PartnerKeyType"];
            /** @description For a personal key, and only for one, whose dealers it covers. */
            user_email?: string;
        };
        /**
         * @description What a partner key covers: all dealers of the branch, those of one user, or, read-only, the offers of the branch.
         * @enum {string}
         */
        PartnerKeyType: "branch" | "personal" | "public";
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
        /** @description The addresses of all photos, in the order of display. They have to be reachable without signing in. */
        PhotosInput: string[];
        /** @description What the dealer has chosen for the dashboard. */
        Preferences: {
            /** @description Whether lists, counts and charts show test data too, with a badge. */
            show_test_data: boolean;
        };
        /** @description The preferences to change. */
        PreferencesUpdate: {
            show_test_data?: boolean;
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
        /** @description A price. */
        PriceInput: {
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
        };
        /** @description The redelivery of what has failed, or the sending of events that were never sent. */
        Recovery: {
            id: components["schemas"]["Uuid"];
            /** @constant */
            object: "recovery";
            /** @enum {string} */
            kind: "failed" | "never_sent";
            /** @enum {string} */
            status: "running" | "completed" | "cancelled";
            since: components["schemas"]["Timestamp"];
            until: components["schemas"]["NullableTimestamp"];
            created_after: components["schemas"]["NullableTimestamp"];
            created_before: components["schemas"]["NullableTimestamp"];
            /** @description The mode; `null` for both. */
            livemode: boolean | null;
            statuses: ("failed" | "dead_letter")[];
            /** @description Empty for all. */
            event_types: string[];
            outcome: string | null;
            rate_per_second: number;
            /** @description How many there were when it began. */
            total: number;
            /** @description How many were made due so far. */
            redelivered: number;
            created_at: components["schemas"]["Timestamp"];
            ended_at: components["schemas"]["NullableTimestamp"];
        };
        /** @description How much a recovery would send now. */
        RecoveryCount: {
            /** @constant */
            object: "recovery_count";
            total: number;
            failed: number;
            dead_letter: number;
            /** @description The same by type, where there is something. */
            types: {
                type: components["schemas"]["EventType"];
                total: number;
            }[];
        };
        /** @description What to send. Only what the log still shows. */
        RecoverySelection: components["schemas"]["FailedSelection"] | components["schemas"]["NeverSentSelection"];
        /** @description The latest recovery, if there was one. */
        RecoveryState: {
            /** @constant */
            object: "recovery_state";
            recovery: components["schemas"]["Recovery"] | null;
        };
        /**
         * @description The id of one API request: `req_` and 32 hexadecimal digits.
         * @example req_5c1d9e1f0f6a4f0f9b0f3f1d2b8a7c64
         */
        RequestId: string;
        /** @description The sale of a watch that stands. */
        Sale: {
            sold_at: components["schemas"]["Timestamp"];
            /**
             * Format: uuid
             * @description The order that it was matched to; `null` if the dealer has marked it as sold.
             */
            order_id: string | null;
        };
        /** @description The webhook as it was saved. */
        SavedWebhook: {
            /** @constant */
            object: "saved_webhook";
            /** @description The signing secret, if this was the first URL; the only time it is to be had. Otherwise `null`. */
            secret: string | null;
            integration: components["schemas"]["IntegrationSettings"];
        };
        /** @description How to make the new signing secret. */
        SecretRotation: {
            /** @description How long the one before signs too; 0 ends every older secret at once. */
            grace_seconds?: number;
            /**
             * @description While a grace period runs: the newest secret, which was lost, is replaced, and the one before signs on until its
             *     grace ends.
             * @constant
             */
            keep_previous?: true;
        };
        /** @description The dealer who is signed in, with what every page shows. */
        Session: {
            /** @constant */
            object: "session";
            /** @constant */
            signed_in: true;
            dealer: components["schemas"]["Dealer"];
            integration: components["schemas"]["IntegrationState"];
            preferences: components["schemas"]["Preferences"];
            /** @description When the session ends whatever is done with it; unused it ends sooner. */
            expires_at: components["schemas"]["Timestamp"];
        };
        /** @description Who is signed in, if anybody is. */
        SessionState: components["schemas"]["Session"] | components["schemas"]["NoSession"];
        /** @description An e-mail address and a password. */
        SignIn: {
            email: string;
            password: string;
        };
        /** @description The headers of a request, signed now. */
        SignedHeaders: {
            /** @constant */
            object: "signed_headers";
            headers: components["schemas"]["HeaderField"][];
        };
        /** @description What the webhook endpoint receives. `integration.test_event` is delivered whatever it says. */
        Subscriptions: components["schemas"]["EventSubscription"][];
        /** @description What to receive from now on. */
        SubscriptionsChange: {
            subscribed_events: components["schemas"]["Subscriptions"];
        };
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
        /** @description Attributes of a watch. What the dealer does not know is `null`, or left out. */
        WatchInput: {
            brand?: string;
            model?: string;
            reference?: string | null;
            year?: number | null;
            condition?: components["schemas"]["WatchCondition"];
            case_material?: string | null;
            case_diameter_mm?: number | null;
            dial_color?: string | null;
            bracelet?: string | null;
            caliber?: string | null;
            movement?: components["schemas"]["WatchMovement"];
            complications?: string[];
            water_resistance_m?: number | null;
            power_reserve_h?: number | null;
            box?: boolean;
            papers?: boolean;
        };
        /**
         * @description How the watch is driven.
         * @example automatic
         * @enum {string|null}
         */
        WatchMovement: "automatic" | "manual" | "quartz" | null;
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
        /** @description The webhook endpoint, with its secrets as far as they are shown, and how deliveries to it have gone. */
        WebhookState: {
            /** @description `null`: none was set yet. */
            url: string | null;
            subscribed_events: components["schemas"]["Subscriptions"];
            /** @description Whether there is a signing secret. */
            has_secret: boolean;
            /** @description Until then the signing secret before the last rotation signs too; `null` when only the newest does. */
            grace_ends_at: components["schemas"]["NullableTimestamp"];
            last_success_at: components["schemas"]["NullableTimestamp"];
            last_failure_at: components["schemas"]["NullableTimestamp"];
            /** @description Failed attempts since the last success. */
            consecutive_failures: number;
            /** @description The first of them, within a minute. */
            failing_since: components["schemas"]["NullableTimestamp"];
            /** @description When it will be disabled if it goes on failing, and has failed often enough by then. */
            disables_at: components["schemas"]["NullableTimestamp"];
            /** @description How often is often enough. */
            disables_after_failures: number;
            /** @description When it was disabled for failing; `null` if it was not. Its deliveries wait then. */
            disabled_at: components["schemas"]["NullableTimestamp"];
        };
        /** @description Where events are to be sent. */
        WebhookUrl: {
            /** @description Checked by the rules of webhook URLs; a refusal names `url`. */
            url: string;
        };
    };
    responses: {
        /** @description Something went wrong on our side, or is not available for a moment. */
        Failed: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The request is refused, and has changed nothing. `error.code` says why. */
        Refused: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
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
         * @description The id of the object, a UUID.
         * @example 24f0ebb1-73d7-4e99-9901-821078594271
         */
        Id: components["schemas"]["Uuid"];
        /**
         * @description The number of objects on a page.
         * @example 10
         */
        Limit: number;
        /**
         * @description Only deliveries whose latest attempt came to this. Of those that wait for an attempt that was asked for, only with `status`.
         * @example 5xx
         */
        Outcome: components["schemas"]["Outcome"];
        /**
         * @description How far back to look.
         * @example 24h
         */
        Range: "24h" | "7d";
        /**
         * @description Only what has this text in it, in upper or lower case; where it is looked for, the page says.
         * @example a1@example.com
         */
        Search: string;
    };
    requestBodies: never;
    headers: {
        /** @description Answers must not be stored by shared or private caches. */
        CacheControl: "no-store";
        /**
         * @description Identifies this request in our logs. Quote it when writing to support.
         *     A replayed answer carries the id of the original request.
         */
        RequestId: components["schemas"]["RequestId"];
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether somebody is signed in, and who. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionState"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "dealer@example.com",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description The session that has begun. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "session",
                     *       "signed_in": true,
                     *       "dealer": {
                     *         "id": "7d3f8d8e-54f3-4f35-9f59-6f5d2ce3f1d0",
                     *         "email": "dealer@example.com",
                     *         "name": "Sample Watches",
                     *         "plan": "business",
                     *         "is_superadmin": false
                     *       },
                     *       "integration": {
                     *         "is_enabled": false,
                     *         "is_test_mode": true
                     *       },
                     *       "preferences": {
                     *         "show_test_data": false
                     *       },
                     *       "expires_at": "2026-05-15T08:41:16.345Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nobody is signed in any more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "session",
                     *       "signed_in": false
                     *     }
                     */
                    "application/json": components["schemas"]["NoSession"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    updatePreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "show_test_data": true
                 *     }
                 */
                "application/json": components["schemas"]["PreferencesUpdate"];
            };
        };
        responses: {
            /** @description The preferences as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "show_test_data": true
                     *     }
                     */
                    "application/json": components["schemas"]["Preferences"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listInventory: {
        parameters: {
            query?: {
                /**
                 * @description Only what has this text in it, in upper or lower case; where it is looked for, the page says.
                 * @example a1@example.com
                 */
                q?: components["parameters"]["Search"];
                /**
                 * @description Only what is for sale, or only what is sold.
                 * @example active
                 */
                status?: "active" | "sold";
                /**
                 * @description Only what is on the custom channel, or only what is not.
                 * @example on
                 */
                channel?: "on" | "off";
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
            /** @description A page of watches. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    addInventoryItem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "watch": {
                 *         "brand": "Rolex",
                 *         "model": "Submariner Date",
                 *         "reference": "116610LN"
                 *       },
                 *       "price": {
                 *         "amount": 1200000,
                 *         "currency": "USD"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["InventoryItemCreate"];
            };
        };
        responses: {
            /** @description The new watch. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryItem"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    getInventoryItem: {
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
            /** @description The watch. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryItem"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    updateInventoryItem: {
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
                 *       "price": {
                 *         "amount": 1150000,
                 *         "currency": "USD"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["InventoryItemUpdate"];
            };
        };
        responses: {
            /** @description The watch as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryItem"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    setChannel: {
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
                 *       "is_published": true
                 *     }
                 */
                "application/json": components["schemas"]["ChannelState"];
            };
        };
        responses: {
            /** @description The watch as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryItem"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    markSold: {
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
            /** @description The watch as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryItem"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    voidSale: {
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
            /** @description The watch as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryItem"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /**
                 * @description Only what has this text in it, in upper or lower case; where it is looked for, the page says.
                 * @example a1@example.com
                 */
                q?: components["parameters"]["Search"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealerOrderList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    addOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "external_id": "phone-7",
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
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["DealerOrderCreate"];
            };
        };
        responses: {
            /** @description The new order. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealerOrder"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealerOrder"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    suggestListings: {
        parameters: {
            query?: {
                /**
                 * @description Only what has this text in it, in upper or lower case; where it is looked for, the page says.
                 * @example a1@example.com
                 */
                q?: components["parameters"]["Search"];
            };
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
            /** @description The suggestions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "list",
                     *       "data": [
                     *         {
                     *           "reason": "same_reference",
                     *           "listing": {
                     *             "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                     *             "brand": "Rolex",
                     *             "model": "Submariner Date",
                     *             "reference": "116610LN",
                     *             "status": "active",
                     *             "price": {
                     *               "amount": 1500000,
                     *               "currency": "USD",
                     *               "amount_formatted": "$15,000.00"
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MatchSuggestionList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    matchOrder: {
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
                 *       "listing_id": "24f0ebb1-73d7-4e99-9901-821078594271"
                 *     }
                 */
                "application/json": components["schemas"]["OrderMatch"];
            };
        };
        responses: {
            /** @description The order as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealerOrder"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    unmatchOrder: {
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
            /** @description The order as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealerOrder"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    fulfilOrder: {
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
            /** @description The order as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealerOrder"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    cancelOrder: {
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
            /** @description The order as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealerOrder"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listClients: {
        parameters: {
            query?: {
                /**
                 * @description Only what has this text in it, in upper or lower case; where it is looked for, the page says.
                 * @example a1@example.com
                 */
                q?: components["parameters"]["Search"];
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
                     *           "is_test": false,
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
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    getClient: {
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
                     *       "metadata": {
                     *         "group": "collectors"
                     *       },
                     *       "is_test": false,
                     *       "created_at": "2026-05-08T08:40:50.417Z",
                     *       "updated_at": "2026-05-08T08:40:50.417Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    getIntegration: {
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
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "integration_settings",
                     *       "as_of": "2026-05-08T08:45:03.412Z",
                     *       "is_enabled": true,
                     *       "is_test_mode": true,
                     *       "is_set_up": true,
                     *       "api_base_url": "https://watchtraderhub.com/api/v1",
                     *       "api_keys": {
                     *         "main": {
                     *           "prefix": "wth_Ab12Cd34",
                     *           "created_at": "2026-05-08T08:40:50.417Z",
                     *           "last_used_at": "2026-05-08T08:44:00.000Z"
                     *         },
                     *         "test": null
                     *       },
                     *       "webhook": {
                     *         "url": "https://your-site.com/webhooks/wth",
                     *         "subscribed_events": [
                     *           "*"
                     *         ],
                     *         "has_secret": true,
                     *         "grace_ends_at": null,
                     *         "last_success_at": "2026-05-08T08:44:01.112Z",
                     *         "last_failure_at": null,
                     *         "consecutive_failures": 0,
                     *         "failing_since": null,
                     *         "disables_at": null,
                     *         "disables_after_failures": 20,
                     *         "disabled_at": null
                     *       },
                     *       "queue": {
                     *         "due": 0,
                     *         "retrying": 0,
                     *         "held": 0
                     *       },
                     *       "api_version": {
                     *         "pinned": "2026-05-07",
                     *         "newer": []
                     *       },
                     *       "rate_limit": {
                     *         "per_minute": 600,
                     *         "is_default": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["IntegrationSettings"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    updateIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "is_enabled": true
                 *     }
                 */
                "application/json": components["schemas"]["IntegrationChange"];
            };
        };
        responses: {
            /** @description The integration as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "integration_settings",
                     *       "as_of": "2026-05-08T08:45:03.412Z",
                     *       "is_enabled": true,
                     *       "is_test_mode": true,
                     *       "is_set_up": true,
                     *       "api_base_url": "https://watchtraderhub.com/api/v1",
                     *       "api_keys": {
                     *         "main": {
                     *           "prefix": "wth_Ab12Cd34",
                     *           "created_at": "2026-05-08T08:40:50.417Z",
                     *           "last_used_at": "2026-05-08T08:44:00.000Z"
                     *         },
                     *         "test": null
                     *       },
                     *       "webhook": {
                     *         "url": "https://your-site.com/webhooks/wth",
                     *         "subscribed_events": [
                     *           "*"
                     *         ],
                     *         "has_secret": true,
                     *         "grace_ends_at": null,
                     *         "last_success_at": "2026-05-08T08:44:01.112Z",
                     *         "last_failure_at": null,
                     *         "consecutive_failures": 0,
                     *         "failing_since": null,
                     *         "disables_at": null,
                     *         "disables_after_failures": 20,
                     *         "disabled_at": null
                     *       },
                     *       "queue": {
                     *         "due": 0,
                     *         "retrying": 0,
                     *         "held": 0
                     *       },
                     *       "api_version": {
                     *         "pinned": "2026-05-07",
                     *         "newer": []
                     *       },
                     *       "rate_limit": {
                     *         "per_minute": 600,
                     *         "is_default": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["IntegrationSettings"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "main"
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyCreate"];
            };
        };
        responses: {
            /** @description The key, which is shown only here. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "new_api_key",
                     *       "kind": "main",
                     *       "api_key": "wth_Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56",
                     *       "integration": {
                     *         "object": "integration_settings",
                     *         "as_of": "2026-05-08T08:45:03.412Z",
                     *         "is_enabled": true,
                     *         "is_test_mode": true,
                     *         "is_set_up": true,
                     *         "api_base_url": "https://watchtraderhub.com/api/v1",
                     *         "api_keys": {
                     *           "main": {
                     *             "prefix": "wth_Ab12Cd34",
                     *             "created_at": "2026-05-08T08:40:50.417Z",
                     *             "last_used_at": "2026-05-08T08:44:00.000Z"
                     *           },
                     *           "test": null
                     *         },
                     *         "webhook": {
                     *           "url": "https://your-site.com/webhooks/wth",
                     *           "subscribed_events": [
                     *             "*"
                     *           ],
                     *           "has_secret": true,
                     *           "grace_ends_at": null,
                     *           "last_success_at": "2026-05-08T08:44:01.112Z",
                     *           "last_failure_at": null,
                     *           "consecutive_failures": 0,
                     *           "failing_since": null,
                     *           "disables_at": null,
                     *           "disables_after_failures": 20,
                     *           "disabled_at": null
                     *         },
                     *         "queue": {
                     *           "due": 0,
                     *           "retrying": 0,
                     *           "held": 0
                     *         },
                     *         "api_version": {
                     *           "pinned": "2026-05-07",
                     *           "newer": []
                     *         },
                     *         "rate_limit": {
                     *           "per_minute": 600,
                     *           "is_default": true
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    saveWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://your-site.com/webhooks/wth"
                 *     }
                 */
                "application/json": components["schemas"]["WebhookUrl"];
            };
        };
        responses: {
            /** @description The webhook, with its secret if one was made. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "saved_webhook",
                     *       "secret": null,
                     *       "integration": {
                     *         "object": "integration_settings",
                     *         "as_of": "2026-05-08T08:45:03.412Z",
                     *         "is_enabled": true,
                     *         "is_test_mode": true,
                     *         "is_set_up": true,
                     *         "api_base_url": "https://watchtraderhub.com/api/v1",
                     *         "api_keys": {
                     *           "main": {
                     *             "prefix": "wth_Ab12Cd34",
                     *             "created_at": "2026-05-08T08:40:50.417Z",
                     *             "last_used_at": "2026-05-08T08:44:00.000Z"
                     *           },
                     *           "test": null
                     *         },
                     *         "webhook": {
                     *           "url": "https://your-site.com/webhooks/wth",
                     *           "subscribed_events": [
                     *             "*"
                     *           ],
                     *           "has_secret": true,
                     *           "grace_ends_at": null,
                     *           "last_success_at": "2026-05-08T08:44:01.112Z",
                     *           "last_failure_at": null,
                     *           "consecutive_failures": 0,
                     *           "failing_since": null,
                     *           "disables_at": null,
                     *           "disables_after_failures": 20,
                     *           "disabled_at": null
                     *         },
                     *         "queue": {
                     *           "due": 0,
                     *           "retrying": 0,
                     *           "held": 0
                     *         },
                     *         "api_version": {
                     *           "pinned": "2026-05-07",
                     *           "newer": []
                     *         },
                     *         "rate_limit": {
                     *           "per_minute": 600,
                     *           "is_default": true
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SavedWebhook"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    saveSubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subscribed_events": [
                 *         "listing.*",
                 *         "order.cancelled"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SubscriptionsChange"];
            };
        };
        responses: {
            /** @description The integration as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "integration_settings",
                     *       "as_of": "2026-05-08T08:45:03.412Z",
                     *       "is_enabled": true,
                     *       "is_test_mode": true,
                     *       "is_set_up": true,
                     *       "api_base_url": "https://watchtraderhub.com/api/v1",
                     *       "api_keys": {
                     *         "main": {
                     *           "prefix": "wth_Ab12Cd34",
                     *           "created_at": "2026-05-08T08:40:50.417Z",
                     *           "last_used_at": "2026-05-08T08:44:00.000Z"
                     *         },
                     *         "test": null
                     *       },
                     *       "webhook": {
                     *         "url": "https://your-site.com/webhooks/wth",
                     *         "subscribed_events": [
                     *           "*"
                     *         ],
                     *         "has_secret": true,
                     *         "grace_ends_at": null,
                     *         "last_success_at": "2026-05-08T08:44:01.112Z",
                     *         "last_failure_at": null,
                     *         "consecutive_failures": 0,
                     *         "failing_since": null,
                     *         "disables_at": null,
                     *         "disables_after_failures": 20,
                     *         "disabled_at": null
                     *       },
                     *       "queue": {
                     *         "due": 0,
                     *         "retrying": 0,
                     *         "held": 0
                     *       },
                     *       "api_version": {
                     *         "pinned": "2026-05-07",
                     *         "newer": []
                     *       },
                     *       "rate_limit": {
                     *         "per_minute": 600,
                     *         "is_default": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["IntegrationSettings"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    rotateSigningSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "grace_seconds": 86400
                 *     }
                 */
                "application/json": components["schemas"]["SecretRotation"];
            };
        };
        responses: {
            /** @description The new secret, which is shown only here. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "new_signing_secret",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwHnWdXq2kd0E=",
                     *       "ended_grace": false,
                     *       "integration": {
                     *         "object": "integration_settings",
                     *         "as_of": "2026-05-08T08:45:03.412Z",
                     *         "is_enabled": true,
                     *         "is_test_mode": true,
                     *         "is_set_up": true,
                     *         "api_base_url": "https://watchtraderhub.com/api/v1",
                     *         "api_keys": {
                     *           "main": {
                     *             "prefix": "wth_Ab12Cd34",
                     *             "created_at": "2026-05-08T08:40:50.417Z",
                     *             "last_used_at": "2026-05-08T08:44:00.000Z"
                     *           },
                     *           "test": null
                     *         },
                     *         "webhook": {
                     *           "url": "https://your-site.com/webhooks/wth",
                     *           "subscribed_events": [
                     *             "*"
                     *           ],
                     *           "has_secret": true,
                     *           "grace_ends_at": null,
                     *           "last_success_at": "2026-05-08T08:44:01.112Z",
                     *           "last_failure_at": null,
                     *           "consecutive_failures": 0,
                     *           "failing_since": null,
                     *           "disables_at": null,
                     *           "disables_after_failures": 20,
                     *           "disabled_at": null
                     *         },
                     *         "queue": {
                     *           "due": 0,
                     *           "retrying": 0,
                     *           "held": 0
                     *         },
                     *         "api_version": {
                     *           "pinned": "2026-05-07",
                     *           "newer": []
                     *         },
                     *         "rate_limit": {
                     *           "per_minute": 600,
                     *           "is_default": true
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewSigningSecret"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    endGracePeriod: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "integration_settings",
                     *       "as_of": "2026-05-08T08:45:03.412Z",
                     *       "is_enabled": true,
                     *       "is_test_mode": true,
                     *       "is_set_up": true,
                     *       "api_base_url": "https://watchtraderhub.com/api/v1",
                     *       "api_keys": {
                     *         "main": {
                     *           "prefix": "wth_Ab12Cd34",
                     *           "created_at": "2026-05-08T08:40:50.417Z",
                     *           "last_used_at": "2026-05-08T08:44:00.000Z"
                     *         },
                     *         "test": null
                     *       },
                     *       "webhook": {
                     *         "url": "https://your-site.com/webhooks/wth",
                     *         "subscribed_events": [
                     *           "*"
                     *         ],
                     *         "has_secret": true,
                     *         "grace_ends_at": null,
                     *         "last_success_at": "2026-05-08T08:44:01.112Z",
                     *         "last_failure_at": null,
                     *         "consecutive_failures": 0,
                     *         "failing_since": null,
                     *         "disables_at": null,
                     *         "disables_after_failures": 20,
                     *         "disabled_at": null
                     *       },
                     *       "queue": {
                     *         "due": 0,
                     *         "retrying": 0,
                     *         "held": 0
                     *       },
                     *       "api_version": {
                     *         "pinned": "2026-05-07",
                     *         "newer": []
                     *       },
                     *       "rate_limit": {
                     *         "per_minute": 600,
                     *         "is_default": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["IntegrationSettings"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    sendPing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event is recorded, and its delivery is on its way. */
            202: {
                headers: {
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
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listEventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every event type. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "list",
                     *       "data": [
                     *         {
                     *           "object": "event_type",
                     *           "type": "listing.published",
                     *           "description": "Fires when the dealer puts a watch onto the custom channel.",
                     *           "fields": [
                     *             {
                     *               "path": "object.id",
                     *               "type": "string",
                     *               "is_required": true,
                     *               "description": "The listing."
                     *             }
                     *           ],
                     *           "example": {
                     *             "id": "evt_7a1c5e90d2f84b3690be4d17f2a8c653",
                     *             "object": "event",
                     *             "type": "listing.published",
                     *             "api_version": "2026-05-07",
                     *             "created_at": "2026-05-08T08:41:16.345Z",
                     *             "livemode": true,
                     *             "data": {
                     *               "object": {
                     *                 "id": "24f0ebb1-73d7-4e99-9901-821078594271",
                     *                 "object": "listing"
                     *               }
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EventTypeList"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Only deliveries of this status.
                 * @example dead_letter
                 */
                status?: components["schemas"]["WebhookDeliveryStatus"];
                /**
                 * @description Only deliveries of events of this type.
                 * @example order.received
                 */
                type?: components["schemas"]["EventType"];
                /**
                 * @description Only the delivery, or the deliveries of the event, that has this id. Anything else is looked for in the bodies, in upper or
                 *     lower case: the id of an order, say.
                 * @example evt_b6d0dfb9dfb64613bed8709ba8a5d079
                 */
                id?: string;
                /**
                 * @description Only deliveries whose latest attempt came to this. Of those that wait for an attempt that was asked for, only with `status`.
                 * @example 5xx
                 */
                outcome?: components["parameters"]["Outcome"];
                /**
                 * @description Only objects created later than this moment (RFC 3339; percent-encode the `+` of an offset).
                 * @example 2026-05-08T08:41:16.345Z
                 */
                created_after?: components["parameters"]["CreatedAfter"];
                /**
                 * @description Only deliveries created earlier than this moment (RFC 3339).
                 * @example 2026-05-08T09:00:00.000Z
                 */
                created_before?: string;
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
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "list",
                     *       "data": [
                     *         {
                     *           "id": "0190b5a0-55fb-7d03-8c57-a057a29af473",
                     *           "object": "webhook_delivery",
                     *           "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *           "event_type": "integration.test_event",
                     *           "endpoint_url": "https://your-site.com/webhooks/wth",
                     *           "status": "failed",
                     *           "attempt_count": 1,
                     *           "next_attempt_at": "2026-05-08T08:45:08.412Z",
                     *           "created_at": "2026-05-08T08:45:03.412Z",
                     *           "delivered_at": null,
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
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    getDelivery: {
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
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0190b5a0-55fb-7d03-8c57-a057a29af473",
                     *       "object": "webhook_delivery",
                     *       "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *       "event_type": "integration.test_event",
                     *       "endpoint_url": "https://your-site.com/webhooks/wth",
                     *       "status": "failed",
                     *       "attempt_count": 1,
                     *       "next_attempt_at": "2026-05-08T08:45:08.412Z",
                     *       "created_at": "2026-05-08T08:45:03.412Z",
                     *       "delivered_at": null,
                     *       "livemode": false,
                     *       "request_body": "{\"id\":\"evt_b6d0dfb9dfb64613bed8709ba8a5d079\",\"object\":\"event\"}",
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "attempted_at": "2026-05-08T08:45:03.437Z",
                     *           "duration_ms": 212,
                     *           "response_status": 500,
                     *           "response_body_preview": "Internal Server Error",
                     *           "error": "http_status",
                     *           "request_headers": [
                     *             {
                     *               "name": "content-type",
                     *               "value": "application/json"
                     *             }
                     *           ],
                     *           "response_headers": "content-type: text/plain"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    retryDelivery: {
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
            /** @description The delivery as it is now. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0190b5a0-55fb-7d03-8c57-a057a29af473",
                     *       "object": "webhook_delivery",
                     *       "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *       "event_type": "integration.test_event",
                     *       "endpoint_url": "https://your-site.com/webhooks/wth",
                     *       "status": "failed",
                     *       "attempt_count": 1,
                     *       "next_attempt_at": "2026-05-08T08:45:08.412Z",
                     *       "created_at": "2026-05-08T08:45:03.412Z",
                     *       "delivered_at": null,
                     *       "livemode": false,
                     *       "request_body": "{\"id\":\"evt_b6d0dfb9dfb64613bed8709ba8a5d079\",\"object\":\"event\"}",
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "attempted_at": "2026-05-08T08:45:03.437Z",
                     *           "duration_ms": 212,
                     *           "response_status": 500,
                     *           "response_body_preview": "Internal Server Error",
                     *           "error": "http_status",
                     *           "request_headers": [
                     *             {
                     *               "name": "content-type",
                     *               "value": "application/json"
                     *             }
                     *           ],
                     *           "response_headers": "content-type: text/plain"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    cancelDelivery: {
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
            /** @description The delivery as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0190b5a0-55fb-7d03-8c57-a057a29af473",
                     *       "object": "webhook_delivery",
                     *       "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *       "event_type": "integration.test_event",
                     *       "endpoint_url": "https://your-site.com/webhooks/wth",
                     *       "status": "failed",
                     *       "attempt_count": 1,
                     *       "next_attempt_at": "2026-05-08T08:45:08.412Z",
                     *       "created_at": "2026-05-08T08:45:03.412Z",
                     *       "delivered_at": null,
                     *       "livemode": false,
                     *       "request_body": "{\"id\":\"evt_b6d0dfb9dfb64613bed8709ba8a5d079\",\"object\":\"event\"}",
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "attempted_at": "2026-05-08T08:45:03.437Z",
                     *           "duration_ms": 212,
                     *           "response_status": 500,
                     *           "response_body_preview": "Internal Server Error",
                     *           "error": "http_status",
                     *           "request_headers": [
                     *             {
                     *               "name": "content-type",
                     *               "value": "application/json"
                     *             }
                     *           ],
                     *           "response_headers": "content-type: text/plain"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    replayDelivery: {
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
            /** @description The delivery as it is now. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0190b5a0-55fb-7d03-8c57-a057a29af473",
                     *       "object": "webhook_delivery",
                     *       "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
                     *       "event_type": "integration.test_event",
                     *       "endpoint_url": "https://your-site.com/webhooks/wth",
                     *       "status": "failed",
                     *       "attempt_count": 1,
                     *       "next_attempt_at": "2026-05-08T08:45:08.412Z",
                     *       "created_at": "2026-05-08T08:45:03.412Z",
                     *       "delivered_at": null,
                     *       "livemode": false,
                     *       "request_body": "{\"id\":\"evt_b6d0dfb9dfb64613bed8709ba8a5d079\",\"object\":\"event\"}",
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "attempted_at": "2026-05-08T08:45:03.437Z",
                     *           "duration_ms": 212,
                     *           "response_status": 500,
                     *           "response_body_preview": "Internal Server Error",
                     *           "error": "http_status",
                     *           "request_headers": [
                     *             {
                     *               "name": "content-type",
                     *               "value": "application/json"
                     *             }
                     *           ],
                     *           "response_headers": "content-type: text/plain"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    signDelivery: {
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
            /** @description The signed headers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "signed_headers",
                     *       "headers": [
                     *         {
                     *           "name": "content-type",
                     *           "value": "application/json"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SignedHeaders"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    streamDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream, until either side ends it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: changed
                     *     data: {}
                     */
                    "text/event-stream": string;
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    getDeliveryStats: {
        parameters: {
            query: {
                /**
                 * @description How far back to look.
                 * @example 24h
                 */
                range: components["parameters"]["Range"];
                /**
                 * @description Only deliveries of events of this type.
                 * @example order.received
                 */
                type?: components["schemas"]["EventType"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hours, the oldest first, none left out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "delivery_stats",
                     *       "range": "24h",
                     *       "hours": [
                     *         {
                     *           "hour": "2026-05-08T08:00:00.000Z",
                     *           "total": 120,
                     *           "delivered": 117,
                     *           "failed": 2,
                     *           "dead_letter": 1,
                     *           "latency_p50_ms": 84,
                     *           "latency_p95_ms": 310,
                     *           "latency_p99_ms": 720
                     *         }
                     *       ],
                     *       "types": [
                     *         {
                     *           "type": "order.received",
                     *           "total": 120,
                     *           "delivered": 117,
                     *           "failed": 2,
                     *           "dead_letter": 1,
                     *           "latency_p50_ms": 84,
                     *           "latency_p95_ms": 310
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryStats"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listDeliveryFailures: {
        parameters: {
            query: {
                /**
                 * @description How far back to look.
                 * @example 24h
                 */
                range: components["parameters"]["Range"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The causes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "delivery_failures",
                     *       "range": "24h",
                     *       "is_complete": true,
                     *       "causes": [
                     *         {
                     *           "outcome": "500",
                     *           "error": "http_status",
                     *           "response_status": 500,
                     *           "failed": 12,
                     *           "dead_letter": 3,
                     *           "newest_at": "2026-05-08T08:45:03.437Z",
                     *           "delivery_ids": [
                     *             "0190b5a0-55fb-7d03-8c57-a057a29af473"
                     *           ],
                     *           "resolved_at": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryFailures"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    resolveFailures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "outcome": "500",
                 *       "resolved": true
                 *     }
                 */
                "application/json": components["schemas"]["FailureResolutionChange"];
            };
        };
        responses: {
            /** @description It is noted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "failure_resolution",
                     *       "outcome": "500",
                     *       "resolved_at": "2026-05-08T08:45:03.437Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FailureResolution"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    getRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recovery. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "recovery_state",
                     *       "recovery": {
                     *         "id": "0190b5a0-7b3d-7c05-8e61-d92a0c5b7f38",
                     *         "object": "recovery",
                     *         "status": "running",
                     *         "kind": "failed",
                     *         "since": "2026-05-08T06:00:00.000Z",
                     *         "until": null,
                     *         "created_after": null,
                     *         "created_before": null,
                     *         "livemode": true,
                     *         "statuses": [
                     *           "failed",
                     *           "dead_letter"
                     *         ],
                     *         "event_types": [],
                     *         "outcome": null,
                     *         "rate_per_second": 50,
                     *         "total": 340,
                     *         "redelivered": 120,
                     *         "created_at": "2026-05-08T08:45:03.412Z",
                     *         "ended_at": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryState"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    startRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "failed",
                 *       "since": "2026-05-08T06:00:00.000Z",
                 *       "mode": "live",
                 *       "statuses": [
                 *         "failed",
                 *         "dead_letter"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RecoverySelection"];
            };
        };
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "recovery_state",
                     *       "recovery": {
                     *         "id": "0190b5a0-7b3d-7c05-8e61-d92a0c5b7f38",
                     *         "object": "recovery",
                     *         "status": "running",
                     *         "kind": "failed",
                     *         "since": "2026-05-08T06:00:00.000Z",
                     *         "until": null,
                     *         "created_after": null,
                     *         "created_before": null,
                     *         "livemode": true,
                     *         "statuses": [
                     *           "failed",
                     *           "dead_letter"
                     *         ],
                     *         "event_types": [],
                     *         "outcome": null,
                     *         "rate_per_second": 50,
                     *         "total": 340,
                     *         "redelivered": 120,
                     *         "created_at": "2026-05-08T08:45:03.412Z",
                     *         "ended_at": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryState"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    stopRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recovery as it ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "recovery_state",
                     *       "recovery": {
                     *         "id": "0190b5a0-7b3d-7c05-8e61-d92a0c5b7f38",
                     *         "object": "recovery",
                     *         "status": "running",
                     *         "kind": "failed",
                     *         "since": "2026-05-08T06:00:00.000Z",
                     *         "until": null,
                     *         "created_after": null,
                     *         "created_before": null,
                     *         "livemode": true,
                     *         "statuses": [
                     *           "failed",
                     *           "dead_letter"
                     *         ],
                     *         "event_types": [],
                     *         "outcome": null,
                     *         "rate_per_second": 50,
                     *         "total": 340,
                     *         "redelivered": 120,
                     *         "created_at": "2026-05-08T08:45:03.412Z",
                     *         "ended_at": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryState"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    countRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "failed",
                 *       "outcome": "5xx",
                 *       "mode": "live",
                 *       "statuses": [
                 *         "failed",
                 *         "dead_letter"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RecoverySelection"];
            };
        };
        responses: {
            /** @description How many there are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "recovery_count",
                     *       "total": 15,
                     *       "failed": 12,
                     *       "dead_letter": 3,
                     *       "types": [
                     *         {
                     *           "type": "listing.sold",
                     *           "total": 10
                     *         },
                     *         {
                     *           "type": "order.received",
                     *           "total": 5
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCount"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    listPartners: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partners. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "partner_directory",
                     *       "data": [
                     *         {
                     *           "id": "0190b5a0-1111-7000-8000-000000000001",
                     *           "object": "partner",
                     *           "name": "Exchange",
                     *           "branch": "Geneva",
                     *           "dealers": 12,
                     *           "created_at": "2026-05-07T05:31:56.000Z",
                     *           "keys": [
                     *             {
                     *               "id": "0190b5a0-2222-7000-8000-000000000002",
                     *               "type": "branch",
                     *               "prefix": "sk_branch_Ab12Cd34",
                     *               "user_email": null,
                     *               "created_at": "2026-05-07T05:31:56.000Z",
                     *               "last_used_at": "2026-05-08T08:41:16.000Z",
                     *               "webhooks": [
                     *                 {
                     *                   "id": "550e8400-e29b-41d4-a716-446655440000",
                     *                   "url": "https://example.com/webhooks/exchange",
                     *                   "events": [
                     *                     "order.created",
                     *                     "order.status_changed"
                     *                   ],
                     *                   "isActive": true,
                     *                   "failCount": 0,
                     *                   "createdAt": "2026-05-07T05:31:56.000Z",
                     *                   "updatedAt": "2026-05-07T05:31:56.000Z"
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerDirectory"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    createPartnerKey: {
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
                 *       "type": "branch"
                 *     }
                 */
                "application/json": components["schemas"]["PartnerKeyCreate"];
            };
        };
        responses: {
            /** @description The key, and the partner as it is now. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "new_partner_key",
                     *       "api_key": "sk_branch_Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56",
                     *       "partner": {
                     *         "id": "0190b5a0-1111-7000-8000-000000000001",
                     *         "object": "partner",
                     *         "name": "Exchange",
                     *         "branch": "Geneva",
                     *         "dealers": 12,
                     *         "created_at": "2026-05-07T05:31:56.000Z",
                     *         "keys": [
                     *           {
                     *             "id": "0190b5a0-2222-7000-8000-000000000002",
                     *             "type": "branch",
                     *             "prefix": "sk_branch_Ab12Cd34",
                     *             "user_email": null,
                     *             "created_at": "2026-05-07T05:31:56.000Z",
                     *             "last_used_at": "2026-05-08T08:41:16.000Z",
                     *             "webhooks": [
                     *               {
                     *                 "id": "550e8400-e29b-41d4-a716-446655440000",
                     *                 "url": "https://example.com/webhooks/exchange",
                     *                 "events": [
                     *                   "order.created",
                     *                   "order.status_changed"
                     *                 ],
                     *                 "isActive": true,
                     *                 "failCount": 0,
                     *                 "createdAt": "2026-05-07T05:31:56.000Z",
                     *                 "updatedAt": "2026-05-07T05:31:56.000Z"
                     *               }
                     *             ]
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NewPartnerKey"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    revokePartnerKey: {
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
            /** @description The partner as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
    sendTestEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "listing.published"
                 *     }
                 */
                "application/json": components["schemas"]["TestEventCreate"];
            };
        };
        responses: {
            /** @description The event is recorded, and its delivery is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "webhook_delivery",
                     *       "delivery_id": "1f4e6a92-7b3d-4c05-8e61-d92a0c5b7f38",
                     *       "event_id": "evt_7a1c5e90d2f84b3690be4d17f2a8c653",
                     *       "event_type": "listing.published",
                     *       "status": "pending"
                     *     }
                     */
                    "application/json": components["schemas"]["TestDelivery"];
                };
            };
            "4XX": components["responses"]["Refused"];
            "5XX": components["responses"]["Failed"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
