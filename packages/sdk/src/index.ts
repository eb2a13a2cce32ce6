export type { ApiPromise, ApiResult } from "./api-promise.ts";
export { WatchTraderHub } from "./client.ts";
export {
  ApiError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  type ErrorDetails,
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
export type { HookFailure, HookRequest, HookResponse, HookRetry, Hooks, Operation } from "./hooks.ts";
export type { LogFields, Logger, LogLevel } from "./logger.ts";
export type { CallLimits, ClientOptions, Fetch, FetchInit, PostOptions, RequestOptions } from "./options.ts";
export type { Page, PageIterator, PagePosition, PagePromise } from "./pagination.ts";
export type { Customers } from "./resources/customers.ts";
export type { Events } from "./resources/events.ts";
export type { ListingSync, SyncOptions } from "./resources/listing-sync.ts";
export type { Listings } from "./resources/listings.ts";
export type { Orders } from "./resources/orders.ts";
export type { TestUtilities } from "./resources/test-utilities.ts";
export type { WebhookDeliveries } from "./resources/webhook-deliveries.ts";
export type { Runtime } from "./runtime.ts";
export type * from "./types.ts";
