// Generated from the paths of spec/dashboard.yaml by packages/contract/codegen: do not edit. Run `npm run generate`.

/**
 * Every operation by its id. `path` is a template relative to `basePath`; `security`: whether a caller has to be known;
 * `rateLimitCost`: in tokens, 0 where the rate limit does not apply; `bodyLimitBytes`: the largest request body;
 * `idempotent`: whether it takes an `Idempotency-Key`; `hasBody`: whether it takes a request body.
 */
export const dashboardOperations = {
  getSession: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/session",
    security: false,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  signIn: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/session",
    security: false,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  signOut: {
    method: "delete",
    basePath: "/dashboard/api",
    path: "/session",
    security: false,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  updatePreferences: {
    method: "patch",
    basePath: "/dashboard/api",
    path: "/preferences",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  listInventory: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/inventory",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  addInventoryItem: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/inventory",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  getInventoryItem: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/inventory/{id}",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  updateInventoryItem: {
    method: "patch",
    basePath: "/dashboard/api",
    path: "/inventory/{id}",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  setChannel: {
    method: "put",
    basePath: "/dashboard/api",
    path: "/inventory/{id}/channel",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  markSold: {
    method: "put",
    basePath: "/dashboard/api",
    path: "/inventory/{id}/sale",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  voidSale: {
    method: "delete",
    basePath: "/dashboard/api",
    path: "/inventory/{id}/sale",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  listOrders: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/orders",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  addOrder: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/orders",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  getOrder: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/orders/{id}",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  suggestListings: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/orders/{id}/suggestions",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  matchOrder: {
    method: "put",
    basePath: "/dashboard/api",
    path: "/orders/{id}/match",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  unmatchOrder: {
    method: "delete",
    basePath: "/dashboard/api",
    path: "/orders/{id}/match",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  fulfilOrder: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/orders/{id}/fulfil",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  cancelOrder: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/orders/{id}/cancel",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  listClients: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/clients",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  getClient: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/clients/{id}",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  getIntegration: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/integration",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  updateIntegration: {
    method: "patch",
    basePath: "/dashboard/api",
    path: "/integration",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  createApiKey: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/integration/api_keys",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  saveWebhook: {
    method: "put",
    basePath: "/dashboard/api",
    path: "/integration/webhook",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  saveSubscriptions: {
    method: "put",
    basePath: "/dashboard/api",
    path: "/integration/subscriptions",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  rotateSigningSecret: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/integration/signing_secret",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  endGracePeriod: {
    method: "delete",
    basePath: "/dashboard/api",
    path: "/integration/signing_secret/grace",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  sendPing: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/integration/ping",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  listEventTypes: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/event_types",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  listDeliveries: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/deliveries",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  getDelivery: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/deliveries/{id}",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  retryDelivery: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/deliveries/{id}/retry",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  cancelDelivery: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/deliveries/{id}/cancel",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  replayDelivery: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/deliveries/{id}/replay",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  signDelivery: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/deliveries/{id}/signature",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  streamDeliveries: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/delivery_stream",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  getDeliveryStats: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/delivery_stats",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  listDeliveryFailures: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/delivery_failures",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  resolveFailures: {
    method: "put",
    basePath: "/dashboard/api",
    path: "/delivery_failures/resolution",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  getRecovery: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/recovery",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  startRecovery: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/recovery",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  stopRecovery: {
    method: "delete",
    basePath: "/dashboard/api",
    path: "/recovery",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  countRecovery: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/recovery/count",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  listPartners: {
    method: "get",
    basePath: "/dashboard/api",
    path: "/partners",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  createPartnerKey: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/partners/{id}/keys",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  },
  revokePartnerKey: {
    method: "delete",
    basePath: "/dashboard/api",
    path: "/partner_keys/{id}",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: false
  },
  sendTestEvent: {
    method: "post",
    basePath: "/dashboard/api",
    path: "/test_events",
    security: true,
    rateLimitCost: 0,
    bodyLimitBytes: 65536,
    idempotent: false,
    hasBody: true
  }
} as const;

/** The id of an operation. */
export type DashboardOperationId = keyof typeof dashboardOperations;
