export type { ApiPromise, ApiResult } from "./api-promise.ts";
export { WatchTraderHub } from "./client.ts";
export {
  ApiError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  IdempotencyError,
  NotFoundError,
  PermissionError,
  type RateLimit,
  RateLimitError,
  type SdkErrorCode,
  TimeoutError,
  ValidationError,
  WatchTraderHubError,
  type WatchTraderHubErrorCode,
} from "./errors.ts";
export type { ErrorCode, ErrorType } from "./generated/errors.ts";
export type { components, operations, paths } from "./generated/openapi.ts";
export type { CallLimits, ClientOptions, PostOptions, RequestOptions, Runtime } from "./options.ts";
export type { Page, PageIterator, PagePosition, PagePromise } from "./pagination.ts";
export type { Customers } from "./resources/customers.ts";
export type { Events } from "./resources/events.ts";
export type { Listings } from "./resources/listings.ts";
export type { Orders } from "./resources/orders.ts";
export type { TestUtilities } from "./resources/test-utilities.ts";
export type { WebhookDeliveries } from "./resources/webhook-deliveries.ts";
export type * from "./types.ts";
