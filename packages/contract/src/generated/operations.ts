// Generated from the paths of spec/openapi.yaml by packages/contract/codegen: do not edit. Run `npm run generate`.

/**
 * Every operation but the Partner API's, by its id. `path` is a template relative to `basePath`; `security`: whether a caller has to be known;
 * `rateLimitCost`: in tokens, 0 where the rate limit does not apply; `bodyLimitBytes`: the largest request body;
 * `idempotent`: whether it takes an `Idempotency-Key`; `hasBody`: whether it takes a request body.
 */
export const operations = {
  getHealth: {
    method: "get",
    basePath: "/api/v1",
    path: "/health",
    security: false,
    rateLimitCost: 0,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  getOpenapiDocument: {
    method: "get",
    basePath: "/api/v1",
    path: "/openapi.json",
    security: false,
    rateLimitCost: 0,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  getPostmanCollection: {
    method: "get",
    basePath: "",
    path: "/openapi/v1.postman.json",
    security: false,
    rateLimitCost: 0,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  getMe: {
    method: "get",
    basePath: "/api/v1",
    path: "/me",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  listListings: {
    method: "get",
    basePath: "/api/v1",
    path: "/listings",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  getListing: {
    method: "get",
    basePath: "/api/v1",
    path: "/listings/{id}",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  listCustomers: {
    method: "get",
    basePath: "/api/v1",
    path: "/customers",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  upsertCustomer: {
    method: "post",
    basePath: "/api/v1",
    path: "/customers",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: true,
    hasBody: true
  },
  bulkUpsertCustomers: {
    method: "post",
    basePath: "/api/v1",
    path: "/customers/bulk",
    security: true,
    rateLimitCost: 2,
    bodyLimitBytes: 2097152,
    idempotent: true,
    hasBody: true
  },
  getCustomer: {
    method: "get",
    basePath: "/api/v1",
    path: "/customers/{id}",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  listOrders: {
    method: "get",
    basePath: "/api/v1",
    path: "/orders",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  createOrder: {
    method: "post",
    basePath: "/api/v1",
    path: "/orders",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: true,
    hasBody: true
  },
  getOrder: {
    method: "get",
    basePath: "/api/v1",
    path: "/orders/{id}",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  cancelOrder: {
    method: "post",
    basePath: "/api/v1",
    path: "/orders/{id}/cancel",
    security: true,
    rateLimitCost: 2,
    bodyLimitBytes: 262144,
    idempotent: true,
    hasBody: false
  },
  listEvents: {
    method: "get",
    basePath: "/api/v1",
    path: "/events",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  getEvent: {
    method: "get",
    basePath: "/api/v1",
    path: "/events/{id}",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  replayEvent: {
    method: "post",
    basePath: "/api/v1",
    path: "/events/{id}/replay",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: true,
    hasBody: false
  },
  listWebhookDeliveries: {
    method: "get",
    basePath: "/api/v1",
    path: "/webhook_deliveries",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  getWebhookDelivery: {
    method: "get",
    basePath: "/api/v1",
    path: "/webhook_deliveries/{id}",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false
  },
  retryWebhookDelivery: {
    method: "post",
    basePath: "/api/v1",
    path: "/webhook_deliveries/{id}/retry",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: true,
    hasBody: false
  },
  sendWebhookPing: {
    method: "post",
    basePath: "/api/v1",
    path: "/test/webhook_ping",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: true,
    hasBody: false
  },
  sendTestEvent: {
    method: "post",
    basePath: "/api/v1",
    path: "/test/events",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: true,
    hasBody: true
  }
} as const;

/** The id of an operation. */
export type OperationId = keyof typeof operations;

/** Every operation of the Partner API, as {@link operations}; `partnerKeys`: the types of keys that may call it. */
export const partnerOperations = {
  listPartnerWebhooks: {
    method: "get",
    basePath: "/api/v1",
    path: "/partner/webhooks",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false,
    partnerKeys: [
      "branch",
      "personal"
    ]
  },
  registerPartnerWebhook: {
    method: "post",
    basePath: "/api/v1",
    path: "/partner/webhooks",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: true,
    hasBody: true,
    partnerKeys: [
      "branch",
      "personal"
    ]
  },
  getPartnerWebhook: {
    method: "get",
    basePath: "/api/v1",
    path: "/partner/webhooks/{id}",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false,
    partnerKeys: [
      "branch",
      "personal"
    ]
  },
  deletePartnerWebhook: {
    method: "delete",
    basePath: "/api/v1",
    path: "/partner/webhooks/{id}",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false,
    partnerKeys: [
      "branch",
      "personal"
    ]
  },
  updatePartnerWebhook: {
    method: "patch",
    basePath: "/api/v1",
    path: "/partner/webhooks/{id}",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: true,
    partnerKeys: [
      "branch",
      "personal"
    ]
  },
  testPartnerWebhook: {
    method: "post",
    basePath: "/api/v1",
    path: "/partner/webhooks/{id}/test",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: true,
    hasBody: false,
    partnerKeys: [
      "branch",
      "personal"
    ]
  },
  listPartnerOrders: {
    method: "get",
    basePath: "/api/v1",
    path: "/partner/orders",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false,
    partnerKeys: [
      "branch",
      "personal"
    ]
  },
  listPartnerOffers: {
    method: "get",
    basePath: "/api/v1",
    path: "/partner/offers",
    security: true,
    rateLimitCost: 1,
    bodyLimitBytes: 262144,
    idempotent: false,
    hasBody: false,
    partnerKeys: [
      "branch",
      "personal",
      "public"
    ]
  }
} as const;

/** The id of an operation of the Partner API. */
export type PartnerOperationId = keyof typeof partnerOperations;
