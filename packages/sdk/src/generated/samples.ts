// Generated from the contract of packages/contract by packages/sdk/codegen/generate.ts: do not edit. Run `npm run generate`.
import type { Samples } from "../mock/routes.ts";
import type { ErrorCode, ErrorType } from "./errors.ts";

/** The newest version of the API. */
export const API_VERSION = "2026-05-07";

/**
 * How each operation answers when it succeeds, by method and path, with the example of the documentation.
 *
 * @example
 * const order = { ...samples["POST /orders"].body, external_id: "shop-1" };
 * const fetch = mockFetch({ "POST /orders": order });
 */
export const samples: Samples = {
  "GET /health": {
    "status": 200,
    "body": {
      "status": "ok",
      "api_version": "2026-05-07"
    }
  },
  "GET /openapi.json": {
    "status": 200,
    "body": {
      "openapi": "3.1.0",
      "info": {
        "title": "WatchTraderHub Custom Integration API",
        "version": "2026-05-07"
      },
      "paths": {},
      "webhooks": {},
      "components": {}
    }
  },
  "GET /openapi/v1.postman.json": {
    "status": 200,
    "body": {
      "info": {
        "name": "WatchTraderHub Custom Integration API",
        "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
      },
      "item": []
    }
  },
  "GET /me": {
    "status": 200,
    "body": {
      "object": "integration",
      "user_id": "9b2f6c1e-5d0a-4b7e-8c39-2f41d7a6e0b5",
      "is_enabled": true,
      "is_test_mode": true,
      "api_version": "2026-05-07",
      "subscribed_events": [
        "*"
      ],
      "webhook": {
        "url": "https://your-site.com/webhooks/wth",
        "last_success_at": null,
        "last_failure_at": null,
        "consecutive_failures": 0
      }
    }
  },
  "GET /listings": {
    "status": 200,
    "body": {
      "object": "list",
      "data": [
        {
          "id": "24f0ebb1-73d7-4e99-9901-821078594271",
          "object": "listing",
          "status": "active",
          "watch": {
            "brand": "Rolex",
            "model": "Submariner Date",
            "reference": "116610LN",
            "year": 2019,
            "condition": "very_good",
            "case_material": "Stainless steel",
            "case_diameter_mm": 40,
            "dial_color": "Black",
            "bracelet": "Oyster, stainless steel",
            "caliber": "3135",
            "movement": "automatic",
            "complications": [
              "Date"
            ],
            "water_resistance_m": 300,
            "power_reserve_h": 48,
            "box": true,
            "papers": true
          },
          "price": {
            "amount": 1200000,
            "currency": "USD",
            "amount_formatted": "$12,000.00"
          },
          "photos": [],
          "created_at": "2026-05-07T09:12:44.120Z",
          "updated_at": "2026-05-08T08:41:16.345Z"
        },
        {
          "id": "c2d8a1f4-0e57-4b6b-9a13-6c0f2b7d9e84",
          "object": "listing",
          "status": "sold",
          "watch": {
            "brand": "Omega",
            "model": "Speedmaster Moonwatch Professional",
            "reference": "310.30.42.50.01.001",
            "year": 2023,
            "condition": "unworn",
            "case_material": "Stainless steel",
            "case_diameter_mm": 42,
            "dial_color": "Black",
            "bracelet": "Stainless steel",
            "caliber": "3861",
            "movement": "manual",
            "complications": [
              "Chronograph",
              "Tachymeter"
            ],
            "water_resistance_m": 50,
            "power_reserve_h": 50,
            "box": true,
            "papers": true
          },
          "price": {
            "amount": 689000,
            "currency": "EUR",
            "amount_formatted": "€6,890.00"
          },
          "photos": [
            {
              "id": "5a7c3e90-1b24-4d8f-b6a1-93e2c4f07d18",
              "url": "https://images.watchtraderhub.com/c2d8a1f4/front.jpg",
              "position": 0
            }
          ],
          "created_at": "2026-04-28T14:03:05.871Z",
          "updated_at": "2026-05-07T16:20:31.002Z"
        }
      ],
      "has_more": false,
      "next_cursor": null
    }
  },
  "GET /listings/{id}": {
    "status": 200,
    "body": {
      "id": "24f0ebb1-73d7-4e99-9901-821078594271",
      "object": "listing",
      "status": "active",
      "watch": {
        "brand": "Rolex",
        "model": "Submariner Date",
        "reference": "116610LN",
        "year": 2019,
        "condition": "very_good",
        "case_material": "Stainless steel",
        "case_diameter_mm": 40,
        "dial_color": "Black",
        "bracelet": "Oyster, stainless steel",
        "caliber": "3135",
        "movement": "automatic",
        "complications": [
          "Date"
        ],
        "water_resistance_m": 300,
        "power_reserve_h": 48,
        "box": true,
        "papers": true
      },
      "price": {
        "amount": 1200000,
        "currency": "USD",
        "amount_formatted": "$12,000.00"
      },
      "photos": [
        {
          "id": "0d94b7a2-6c3f-4e15-8f02-b1a7d5e3c960",
          "url": "https://images.watchtraderhub.com/24f0ebb1/front.jpg",
          "position": 0
        }
      ],
      "created_at": "2026-05-07T09:12:44.120Z",
      "updated_at": "2026-05-08T08:41:16.345Z"
    }
  },
  "GET /customers": {
    "status": 200,
    "body": {
      "object": "list",
      "data": [
        {
          "id": "36f5655d-4c3a-4d58-b8e2-a68edfcda239",
          "object": "customer",
          "external_id": "ext-A1",
          "email": "a1@example.com",
          "name": "Customer A1",
          "phone": "+15551111",
          "matched_existing": false,
          "accepts_marketing": false,
          "metadata": {},
          "is_test": true,
          "created_at": "2026-05-08T08:40:50.417Z",
          "updated_at": "2026-05-08T08:40:50.417Z"
        }
      ],
      "has_more": false,
      "next_cursor": null
    }
  },
  "POST /customers": {
    "status": 201,
    "body": {
      "id": "36f5655d-4c3a-4d58-b8e2-a68edfcda239",
      "object": "customer",
      "external_id": "ext-A1",
      "email": "a1@example.com",
      "name": "Customer A1",
      "phone": "+15551111",
      "matched_existing": false,
      "accepts_marketing": false,
      "metadata": {},
      "is_test": true,
      "created_at": "2026-05-08T08:40:50.417Z",
      "updated_at": "2026-05-08T08:40:50.417Z"
    }
  },
  "POST /customers/bulk": {
    "status": 200,
    "body": {
      "object": "list",
      "data": [
        {
          "index": 0,
          "status": "matched",
          "customer": {
            "id": "36f5655d-4c3a-4d58-b8e2-a68edfcda239",
            "object": "customer",
            "external_id": "ext-A1",
            "email": "a1@example.com",
            "name": "Customer A1",
            "phone": "+15551111",
            "matched_existing": true,
            "accepts_marketing": false,
            "metadata": {},
            "is_test": true,
            "created_at": "2026-05-08T08:40:50.417Z",
            "updated_at": "2026-05-08T08:41:02.006Z"
          }
        },
        {
          "index": 1,
          "status": "created",
          "customer": {
            "id": "8e0c4b7d-52f1-4a6e-9d38-1c7fa2b6e945",
            "object": "customer",
            "external_id": null,
            "email": "marta.keller@example.com",
            "name": "Marta Keller",
            "phone": null,
            "matched_existing": false,
            "accepts_marketing": true,
            "metadata": {
              "shop_customer_group": "collectors"
            },
            "is_test": true,
            "created_at": "2026-05-08T08:40:50.431Z",
            "updated_at": "2026-05-08T08:40:50.431Z"
          }
        }
      ]
    }
  },
  "GET /customers/{id}": {
    "status": 200,
    "body": {
      "id": "36f5655d-4c3a-4d58-b8e2-a68edfcda239",
      "object": "customer",
      "external_id": "ext-A1",
      "email": "a1@example.com",
      "name": "Customer A1",
      "phone": "+15551111",
      "matched_existing": false,
      "accepts_marketing": false,
      "metadata": {},
      "is_test": true,
      "created_at": "2026-05-08T08:40:50.417Z",
      "updated_at": "2026-05-08T08:40:50.417Z"
    }
  },
  "GET /orders": {
    "status": 200,
    "body": {
      "object": "list",
      "data": [
        {
          "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
          "object": "order",
          "external_id": "shop-12345",
          "status": "fulfilled",
          "listing_id": "24f0ebb1-73d7-4e99-9901-821078594271",
          "total_amount": 1500000,
          "currency": "USD",
          "buyer": {
            "name": "Alice",
            "email": "alice@example.com",
            "country": "US"
          },
          "line_items": [
            {
              "sku": "116610LN",
              "quantity": 1,
              "unit_amount": 1500000
            }
          ],
          "metadata": {
            "shop_channel": "web"
          },
          "is_test": true,
          "ordered_at": "2026-05-08T08:41:16.345Z",
          "created_at": "2026-05-08T08:41:16.770Z",
          "updated_at": "2026-05-09T10:02:57.214Z",
          "fulfilled_at": "2026-05-09T10:02:57.201Z",
          "cancelled_at": null
        }
      ],
      "has_more": false,
      "next_cursor": null
    }
  },
  "POST /orders": {
    "status": 201,
    "body": {
      "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
      "object": "order",
      "external_id": "shop-12345",
      "status": "pending",
      "listing_id": null,
      "total_amount": 1500000,
      "currency": "USD",
      "buyer": {
        "name": "Alice",
        "email": "alice@example.com",
        "country": "US"
      },
      "line_items": [
        {
          "sku": "116610LN",
          "quantity": 1,
          "unit_amount": 1500000
        }
      ],
      "metadata": {
        "shop_channel": "web"
      },
      "is_test": true,
      "ordered_at": "2026-05-08T08:41:16.345Z",
      "created_at": "2026-05-08T08:41:16.770Z",
      "updated_at": "2026-05-08T08:41:16.770Z",
      "fulfilled_at": null,
      "cancelled_at": null
    }
  },
  "GET /orders/{id}": {
    "status": 200,
    "body": {
      "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
      "object": "order",
      "external_id": "shop-12345",
      "status": "pending",
      "listing_id": null,
      "total_amount": 1500000,
      "currency": "USD",
      "buyer": {
        "name": "Alice",
        "email": "alice@example.com",
        "country": "US"
      },
      "line_items": [
        {
          "sku": "116610LN",
          "quantity": 1,
          "unit_amount": 1500000
        }
      ],
      "metadata": {
        "shop_channel": "web"
      },
      "is_test": true,
      "ordered_at": "2026-05-08T08:41:16.345Z",
      "created_at": "2026-05-08T08:41:16.770Z",
      "updated_at": "2026-05-08T08:41:16.770Z",
      "fulfilled_at": null,
      "cancelled_at": null
    }
  },
  "POST /orders/{id}/cancel": {
    "status": 200,
    "body": {
      "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
      "object": "order",
      "external_id": "shop-12345",
      "status": "cancelled",
      "listing_id": null,
      "total_amount": 1500000,
      "currency": "USD",
      "buyer": {
        "name": "Alice",
        "email": "alice@example.com",
        "country": "US"
      },
      "line_items": [
        {
          "sku": "116610LN",
          "quantity": 1,
          "unit_amount": 1500000
        }
      ],
      "metadata": {
        "shop_channel": "web"
      },
      "is_test": true,
      "ordered_at": "2026-05-08T08:41:16.345Z",
      "created_at": "2026-05-08T08:41:16.770Z",
      "updated_at": "2026-05-08T11:30:00.118Z",
      "fulfilled_at": null,
      "cancelled_at": "2026-05-08T11:30:00.105Z"
    }
  },
  "GET /events": {
    "status": 200,
    "body": {
      "object": "list",
      "data": [
        {
          "id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
          "object": "event",
          "type": "integration.test_event",
          "api_version": "2026-05-07",
          "created_at": "2026-05-08T08:45:03.412Z",
          "livemode": false,
          "data": {
            "object": {
              "message": "Test event from /v1/test/webhook_ping."
            }
          }
        },
        {
          "id": "evt_0f6a9c3e7d2b48519e04c8b7a1d5f326",
          "object": "event",
          "type": "listing.published",
          "api_version": "2026-05-07",
          "created_at": "2026-05-08T08:39:12.008Z",
          "livemode": false,
          "data": {
            "object": {
              "id": "24f0ebb1-73d7-4e99-9901-821078594271",
              "object": "listing"
            }
          }
        }
      ],
      "has_more": false,
      "next_cursor": null
    }
  },
  "GET /events/{id}": {
    "status": 200,
    "body": {
      "id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
      "object": "event",
      "type": "integration.test_event",
      "api_version": "2026-05-07",
      "created_at": "2026-05-08T08:45:03.412Z",
      "livemode": false,
      "data": {
        "object": {
          "message": "Test event from /v1/test/webhook_ping."
        }
      }
    }
  },
  "POST /events/{id}/replay": {
    "status": 202,
    "body": {
      "id": "55fbd03c-5744-4b8e-a057-a29af4729317",
      "object": "webhook_delivery",
      "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
      "event_type": "integration.test_event",
      "endpoint_url": "https://your-site.com/webhooks/wth",
      "status": "pending",
      "attempt_count": 0,
      "next_attempt_at": "2026-05-08T08:45:03.412Z",
      "created_at": "2026-05-08T08:45:03.412Z",
      "delivered_at": null,
      "livemode": false,
      "attempts": []
    }
  },
  "GET /webhook_deliveries": {
    "status": 200,
    "body": {
      "object": "list",
      "data": [
        {
          "id": "55fbd03c-5744-4b8e-a057-a29af4729317",
          "object": "webhook_delivery",
          "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
          "event_type": "integration.test_event",
          "endpoint_url": "https://your-site.com/webhooks/wth",
          "status": "delivered",
          "attempt_count": 2,
          "next_attempt_at": null,
          "created_at": "2026-05-08T08:45:03.412Z",
          "delivered_at": "2026-05-08T08:45:08.798Z",
          "livemode": false
        }
      ],
      "has_more": false,
      "next_cursor": null
    }
  },
  "GET /webhook_deliveries/{id}": {
    "status": 200,
    "body": {
      "id": "55fbd03c-5744-4b8e-a057-a29af4729317",
      "object": "webhook_delivery",
      "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
      "event_type": "integration.test_event",
      "endpoint_url": "https://your-site.com/webhooks/wth",
      "status": "delivered",
      "attempt_count": 2,
      "next_attempt_at": null,
      "created_at": "2026-05-08T08:45:03.412Z",
      "delivered_at": "2026-05-08T08:45:08.798Z",
      "livemode": false,
      "attempts": [
        {
          "number": 1,
          "attempted_at": "2026-05-08T08:45:03.437Z",
          "duration_ms": 212,
          "response_status": 500,
          "response_body_preview": "Internal Server Error",
          "error": "http_status"
        },
        {
          "number": 2,
          "attempted_at": "2026-05-08T08:45:08.702Z",
          "duration_ms": 96,
          "response_status": 200,
          "response_body_preview": "ok",
          "error": null
        }
      ]
    }
  },
  "POST /webhook_deliveries/{id}/retry": {
    "status": 202,
    "body": {
      "id": "55fbd03c-5744-4b8e-a057-a29af4729317",
      "object": "webhook_delivery",
      "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
      "event_type": "integration.test_event",
      "endpoint_url": "https://your-site.com/webhooks/wth",
      "status": "pending",
      "attempt_count": 1,
      "next_attempt_at": "2026-05-08T08:45:05.020Z",
      "created_at": "2026-05-08T08:45:03.412Z",
      "delivered_at": null,
      "livemode": false,
      "attempts": [
        {
          "number": 1,
          "attempted_at": "2026-05-08T08:45:03.437Z",
          "duration_ms": 212,
          "response_status": 500,
          "response_body_preview": "Internal Server Error",
          "error": "http_status"
        }
      ]
    }
  },
  "POST /test/webhook_ping": {
    "status": 202,
    "body": {
      "object": "webhook_delivery",
      "delivery_id": "55fbd03c-5744-4b8e-a057-a29af4729317",
      "event_id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
      "event_type": "integration.test_event",
      "status": "pending"
    }
  },
  "POST /test/events": {
    "status": 202,
    "body": {
      "object": "webhook_delivery",
      "delivery_id": "1f4e6a92-7b3d-4c05-8e61-d92a0c5b7f38",
      "event_id": "evt_7a1c5e90d2f84b3690be4d17f2a8c653",
      "event_type": "listing.updated",
      "status": "pending"
    }
  },
  "GET /partner/webhooks": {
    "status": 200,
    "body": {
      "data": [
        {
          "id": "550e8400-e29b-41d4-a716-446655440000",
          "url": "https://example.com/webhooks/exchange",
          "events": [
            "order.created",
            "order.status_changed"
          ],
          "isActive": true,
          "failCount": 0,
          "createdAt": "2026-05-07T05:31:56.000Z",
          "updatedAt": "2026-05-07T05:31:56.000Z"
        }
      ],
      "hasMore": false,
      "nextCursor": null
    }
  },
  "POST /partner/webhooks": {
    "status": 201,
    "body": {
      "id": "550e8400-e29b-41d4-a716-446655440000",
      "url": "https://example.com/webhooks/exchange",
      "events": [
        "order.created",
        "order.status_changed"
      ],
      "isActive": true,
      "failCount": 0,
      "createdAt": "2026-05-07T05:31:56.000Z",
      "updatedAt": "2026-05-07T05:31:56.000Z",
      "secretKey": "a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6a1b2",
      "note": "Store this secret key securely — it will not be shown again. Use it to verify HMAC-SHA256 signatures."
    }
  },
  "GET /partner/webhooks/{id}": {
    "status": 200,
    "body": {
      "id": "550e8400-e29b-41d4-a716-446655440000",
      "url": "https://example.com/webhooks/exchange",
      "events": [
        "order.created",
        "order.status_changed"
      ],
      "isActive": true,
      "failCount": 0,
      "createdAt": "2026-05-07T05:31:56.000Z",
      "updatedAt": "2026-05-07T05:31:56.000Z"
    }
  },
  "DELETE /partner/webhooks/{id}": {
    "status": 204
  },
  "PATCH /partner/webhooks/{id}": {
    "status": 200,
    "body": {
      "id": "550e8400-e29b-41d4-a716-446655440000",
      "url": "https://example.com/webhooks/exchange",
      "events": [
        "order.created",
        "order.status_changed"
      ],
      "isActive": true,
      "failCount": 0,
      "createdAt": "2026-05-07T05:31:56.000Z",
      "updatedAt": "2026-05-07T05:31:56.000Z"
    }
  },
  "POST /partner/webhooks/{id}/test": {
    "status": 202,
    "body": {
      "deliveryId": "55fbd03c-5744-4b8e-a057-a29af4729317",
      "eventId": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
      "event": "order.created",
      "status": "pending"
    }
  },
  "GET /partner/orders": {
    "status": 200,
    "body": {
      "data": [
        {
          "id": "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43",
          "dealerId": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
          "externalId": "shop-12345",
          "status": "pending",
          "listingId": null,
          "totalAmount": 1500000,
          "currency": "USD",
          "buyer": {
            "name": "Alice",
            "email": "alice@example.com",
            "country": "US"
          },
          "lineItems": [
            {
              "sku": "116610LN",
              "quantity": 1,
              "unitAmount": 1500000
            }
          ],
          "isTest": false,
          "orderedAt": "2026-05-08T08:41:16.345Z",
          "createdAt": "2026-05-08T08:41:16.770Z",
          "updatedAt": "2026-05-08T08:41:16.770Z",
          "fulfilledAt": null,
          "cancelledAt": null
        }
      ],
      "hasMore": false,
      "nextCursor": null
    }
  },
  "GET /partner/offers": {
    "status": 200,
    "body": {
      "data": [
        {
          "id": "24f0ebb1-73d7-4e99-9901-821078594271",
          "dealerId": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
          "brand": "Rolex",
          "model": "Submariner Date",
          "reference": "116610LN",
          "price": 1200000,
          "currency": "USD",
          "availability": "in_stock",
          "updatedAt": "2026-05-08T08:41:16.345Z"
        }
      ],
      "hasMore": false,
      "nextCursor": null
    }
  }
};

/** How each error looks: its status, its type, its message and, where it is always the same, what it is about. */
export const errorSamples: Readonly<Record<ErrorCode, { status: number; type: ErrorType; message: string; param?: string }>> =
  {
  "missing_authorization": {
    "status": 401,
    "type": "authentication_error",
    "message": "No API key was sent. Send it as `Authorization: Bearer wth_…`.",
    "param": "Authorization"
  },
  "malformed_authorization": {
    "status": 401,
    "type": "authentication_error",
    "message": "The Authorization header is not of the form `Bearer wth_<32 letters and digits>`.",
    "param": "Authorization"
  },
  "invalid_api_key": {
    "status": 401,
    "type": "authentication_error",
    "message": "This API key is not valid. It may have been regenerated. Use the current key of the integration.",
    "param": "Authorization"
  },
  "plan_required": {
    "status": 403,
    "type": "permission_error",
    "message": "The Custom Integration needs the Business plan or higher. Upgrade the plan in the dashboard."
  },
  "integration_disabled": {
    "status": 403,
    "type": "permission_error",
    "message": "The integration is disabled. Enable it under Custom Integration → Settings."
  },
  "secret_key_required": {
    "status": 403,
    "type": "permission_error",
    "message": "This needs a secret partner key (`sk_branch_…` or `sk_personal_…`). A public key (`pk_…`) only reads offers.",
    "param": "Authorization"
  },
  "route_not_found": {
    "status": 404,
    "type": "not_found_error",
    "message": "There is nothing at this path. Check it against the API reference."
  },
  "resource_not_found": {
    "status": 404,
    "type": "not_found_error",
    "message": "There is no such object, or it is not visible to this integration in this mode.",
    "param": "id"
  },
  "method_not_allowed": {
    "status": 405,
    "type": "not_found_error",
    "message": "This path exists, but not for this method. The Allow header lists the methods it accepts."
  },
  "invalid_request": {
    "status": 400,
    "type": "validation_error",
    "message": "The request is not valid. `param` names the part to correct."
  },
  "invalid_json": {
    "status": 400,
    "type": "validation_error",
    "message": "The body is not valid JSON in UTF-8."
  },
  "invalid_cursor": {
    "status": 400,
    "type": "validation_error",
    "message": "This cursor is not one of this list's. Pass `next_cursor` of the previous page unchanged, or leave `after` out.",
    "param": "after"
  },
  "missing_idempotency_key": {
    "status": 400,
    "type": "validation_error",
    "message": "Every POST needs an Idempotency-Key header of 1 to 255 bytes. Send a new UUID for each new operation.",
    "param": "Idempotency-Key"
  },
  "payload_too_large": {
    "status": 413,
    "type": "validation_error",
    "message": "The body is too large. The limit is 256 KiB, and 2 MiB for POST /customers/bulk."
  },
  "unsupported_media_type": {
    "status": 415,
    "type": "validation_error",
    "message": "The body must be JSON. Send `Content-Type: application/json`.",
    "param": "Content-Type"
  },
  "order_already_exists": {
    "status": 409,
    "type": "conflict_error",
    "message": "There is already an order with this `external_id`. Find it with GET /orders?external_id=…",
    "param": "external_id"
  },
  "order_not_cancellable": {
    "status": 409,
    "type": "conflict_error",
    "message": "Only a pending order can be cancelled through the API. Fetch the order to see its status."
  },
  "delivery_not_retryable": {
    "status": 409,
    "type": "conflict_error",
    "message": "Only a failed or dead-lettered delivery can be retried. To send the event again, replay it."
  },
  "webhook_not_configured": {
    "status": 409,
    "type": "conflict_error",
    "message": "The integration has no webhook URL. Set one under Custom Integration → Settings."
  },
  "webhook_limit_reached": {
    "status": 409,
    "type": "conflict_error",
    "message": "This key has 50 webhooks already, the most it can have. Delete one with DELETE /partner/webhooks/{id} first."
  },
  "webhook_inactive": {
    "status": 409,
    "type": "conflict_error",
    "message": "This webhook is not active, so nothing is sent to it. Activate it with PATCH and `isActive: true` first."
  },
  "key_reused_with_different_body": {
    "status": 409,
    "type": "idempotency_error",
    "message": "This Idempotency-Key was used for a different body. Use a new key for a new operation.",
    "param": "Idempotency-Key"
  },
  "idempotency_key_in_use": {
    "status": 409,
    "type": "idempotency_error",
    "message": "A request with this Idempotency-Key is still running. Repeat the request after the Retry-After seconds.",
    "param": "Idempotency-Key"
  },
  "too_many_requests": {
    "status": 429,
    "type": "rate_limit_error",
    "message": "The rate limit is used up. Repeat the request after the Retry-After seconds."
  },
  "too_many_failed_authentications": {
    "status": 429,
    "type": "rate_limit_error",
    "message": "Too many wrong API keys came from this address. Repeat with the right key, or after the Retry-After seconds."
  },
  "internal_error": {
    "status": 500,
    "type": "api_error",
    "message": "Something went wrong on our side. Repeat the request with the same Idempotency-Key."
  },
  "service_unavailable": {
    "status": 503,
    "type": "api_error",
    "message": "The service is not available for a moment. Repeat the request after the Retry-After seconds."
  }
};
