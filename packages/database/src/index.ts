export { Database, type DatabaseOptions } from "./database.ts";
export {
  type ApiKeyKind,
  DeliveryStatus,
  type ListingStatus,
  type OrderStatus,
  Plan,
  type WatchCondition,
  type WatchMovement,
} from "./generated/enums.ts";
export { migrate, migrationStatus } from "./migrate/index.ts";
export type { Notifications, Subscriber, Subscription } from "./notifications.ts";
export { cancelOrder, voidSaleOfOrder } from "./sql/cancel-order.ts";
export {
  type Claim,
  type Claimed,
  type ClaimedDelivery,
  claimDueDeliveries,
} from "./sql/claim-due-deliveries.ts";
export { takeStamps } from "./sql/dealer-clock.ts";
export { type ApiKeyOwner, findApiKey, KEY_OWNER_CHANGED_CHANNEL } from "./sql/find-api-key.ts";
export {
  expireIdempotencyRecords,
  forgetIdempotencyKey,
  type IdempotencyIdentity,
  isIdempotencyConflict,
  saveIdempotencyRecord,
  type TakenIdempotencyKey,
  takeIdempotencyKey,
} from "./sql/idempotency-record.ts";
export { type InsertedDelivery, insertEvents } from "./sql/insert-events.ts";
export { insertOrder } from "./sql/insert-order.ts";
export {
  type CustomerRow,
  getCustomer,
  listCustomers,
  listCustomersByEmail,
  listCustomersByExternalId,
} from "./sql/list-customers.ts";
export {
  type AttemptRow,
  type DeliveryRow,
  getDelivery,
  listDeliveries,
  listDeliveriesOfEvent,
  listPendingDeliveries,
} from "./sql/list-deliveries.ts";
export { type EventRow, getEvent, listEvents } from "./sql/list-events.ts";
export { getListing, type ListingRow, listListings } from "./sql/list-listings.ts";
export { getOrder, listOrders, listOrdersByExternalId, type OrderRow } from "./sql/list-orders.ts";
export { parkBacklog } from "./sql/park-backlog.ts";
export { type AttemptOutcome, recordOutcomes } from "./sql/record-outcomes.ts";
export { replayEvent } from "./sql/replay-event.ts";
export { lockActivation, lockDelivery, lockQueuedDelivery, retryDelivery } from "./sql/retry-delivery.ts";
export { stampListings } from "./sql/stamp-listings.ts";
export { findMatchingCustomers, saveCustomers } from "./sql/upsert-customers.ts";
export { run, type Statement, statement } from "./statement.ts";
export type { PipelinedTransaction, PrismaTransaction, Transaction } from "./transaction.ts";
export { DELIVERY_DUE_CHANNEL } from "./waker.ts";
