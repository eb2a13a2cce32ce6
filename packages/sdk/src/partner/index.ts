/**
 * The Partner API: for third-party platforms, with keys of their own. The classes of errors are exported here too: `instanceof`
 * is for those of the entry that the client comes from.
 *
 * @module
 */
export type { ApiPromise, ApiResult } from "../api-promise.ts";
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
  TimeoutError,
  ValidationError,
  WatchTraderHubError,
} from "../errors.ts";
export type { CallLimits, Fetch, FetchInit, PostOptions, RequestOptions } from "../options.ts";
export { type PartnerOptions, WatchTraderHubPartner } from "./client.ts";
export type { PartnerList, PartnerPage } from "./list.ts";
export type { PartnerOffers } from "./offers.ts";
export type { PartnerOrders } from "./orders.ts";
export type * from "./types.ts";
export type { PartnerWebhooks } from "./webhooks.ts";
