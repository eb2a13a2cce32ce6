export { Database, type DatabaseOptions } from "./database.ts";
export {
  type ApiKeyKind,
  DeliveryStatus,
  type ListingStatus,
  type OrderStatus,
  PartnerKeyType,
  Plan,
  type WatchCondition,
  type WatchMovement,
} from "./generated/enums.ts";
export { addDays, dayOf } from "./log/days.ts";
export { type DroppedDays, dropDays } from "./log/drop-days.ts";
export { boundsOf, HIGHEST_ID, lowestIdAt, randomIdAt, sqlIdAt, timeOfId } from "./log/ids.ts";
export { DAYS_AHEAD, type MadeDays, makeDays } from "./log/make-days.ts";
export { LOG_TABLES, type LogPartition, readPartitions } from "./log/partitions.ts";
export { LOG_RETENTION_DAYS, lowestShown } from "./log/retention.ts";
export { isMigrated, migrate, migrationNames, migrationStatus } from "./migrate/index.ts";
export type { Notifications, Subscriber, Subscription } from "./notifications.ts";
export {
  lockActivation,
  lockEndpoint,
  markDisabled,
  markEnabled,
  restartEndpoint,
  type UnsettledEndpoint,
} from "./sql/activation.ts";
export { type CancelledDelivery, cancelDeliveries } from "./sql/cancel-deliveries.ts";
export { cancelOrder, voidSaleOfOrder } from "./sql/cancel-order.ts";
export {
  type Claim,
  type Claimed,
  type ClaimedDelivery,
  claimDueDeliveries,
} from "./sql/claim-due-deliveries.ts";
export { forgetWorker } from "./sql/claim-statements.ts";
export { COUNT_QUEUE_OPTIONS, countQueue, type QueueCounts } from "./sql/count-queue.ts";
export { takeStamps } from "./sql/dealer-clock.ts";
export { type DeliveryCounts, deliveryStats } from "./sql/delivery-charts.ts";
export { expireDeliveries, expireDeliveriesOfEvents } from "./sql/expire-deliveries.ts";
export {
  disableFailingEndpoints,
  type FailingEndpoint,
  noteFailingEndpoints,
  reviveEndpoints,
} from "./sql/failing-endpoints.ts";
export { type FailureCause, failureCauses, reopenFailures, resolveFailures } from "./sql/failure-causes.ts";
export { type ApiKeyOwner, findApiKey, KEY_OWNER_CHANGED_CHANNEL } from "./sql/find-api-key.ts";
export {
  type DeliveryExchange,
  endpointPulse,
  findDeliveryMode,
  getDeliveryExchange,
} from "./sql/find-delivery.ts";
export { findSendableEvents } from "./sql/find-sendable-events.ts";
export {
  expireIdempotencyRecords,
  forgetIdempotencyKey,
  type IdempotencyIdentity,
  isIdempotencyConflict,
  isNotFresh,
  saveIdempotencyRecord,
  type TakenIdempotencyKey,
  takeFreshIdempotencyKey,
  takeIdempotencyKey,
} from "./sql/idempotency-record.ts";
export {
  type InsertedDelivery,
  insertEvent,
  insertEvents,
  insertSuppressedEvent,
  insertSuppressedEvents,
} from "./sql/insert-events.ts";
export { findOrderId, insertOrder, isOrderConflict } from "./sql/insert-order.ts";
export { insertPartnerEvents, insertPartnerTestEvent } from "./sql/insert-partner-events.ts";
export {
  type ApiKeySummaryRow,
  findIntegrationSettings,
  type IntegrationSettingsRow,
} from "./sql/integration-settings.ts";
export {
  countForSale,
  getInventoryItem,
  type InventoryRow,
  listInventory,
} from "./sql/inventory.ts";
export { getClient, listClients } from "./sql/list-clients.ts";
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
  type DeliveryWithAttempts,
  getDelivery,
  listDeliveries,
  listDeliveriesOfEvent,
  listPendingDeliveries,
} from "./sql/list-deliveries.ts";
export { type EventRow, getEvent, listEvents } from "./sql/list-events.ts";
export { getListing, type ListingRow, listListings } from "./sql/list-listings.ts";
export { getOrder, listOrders, listOrdersByExternalId, type OrderRow } from "./sql/list-orders.ts";
export { logWindow, readLogPage } from "./sql/log-page.ts";
export { measurePartitions, type PartitionSize } from "./sql/measure-partitions.ts";
export {
  type DealerOrderRow,
  getDealerOrder,
  type ListingSummaryRow,
  listDealerOrders,
  type SuggestionRow,
  suggestListings,
} from "./sql/order-book.ts";
export { deliveriesWithOutcome } from "./sql/outcomes.ts";
export {
  getPartnerDelivery,
  keepPartnerWebhook,
  listPartnerDeliveries,
  lockPartnerDelivery,
  lockQueuedPartnerDelivery,
} from "./sql/partner-deliveries.ts";
export { findPartnerKey, type PartnerKeyRow, revokePartnerKey } from "./sql/partner-keys.ts";
export {
  listPartnerOffers,
  listPartnerOrders,
  type OfferRow,
  type PartnerOrderRow,
} from "./sql/partner-lists.ts";
export {
  cancelDeletedWebhooks,
  countPartnerWebhooks,
  deletePartnerWebhooks,
  forgetDeletedWebhook,
  getPartnerWebhook,
  insertPartnerWebhook,
  listPartnerWebhooks,
  lockPartnerKey,
  lockPartnerWebhook,
  lockUnsettledPartnerWebhook,
  type PartnerWebhookRow,
  savePartnerWebhook,
} from "./sql/partner-webhooks.ts";
export { QUEUE_PLANS, RECORD_PLANS } from "./sql/queue-plans.ts";
export { type AttemptOutcome, recordOutcomes } from "./sql/record-outcomes.ts";
export {
  advanceRecovery,
  type DueRecovery,
  findRecoveryCandidates,
  lockQueuedDeliveries,
  lockRetryableDeliveries,
  type RecoveryCandidate,
  takeDueRecovery,
  untilDueRecovery,
} from "./sql/recover-deliveries.ts";
export {
  cancelRecovery,
  countRecoverable,
  expireRecoveries,
  findRecovery,
  insertRecovery,
  type RecoverableStatus,
  type RecoveryRow,
} from "./sql/recoveries.ts";
export { releaseLeases } from "./sql/release-leases.ts";
export { replayEvent } from "./sql/replay-event.ts";
export {
  lockDelivery,
  lockQueuedDelivery,
  type RetryableDelivery,
  retryDeliveries,
} from "./sql/retry-delivery.ts";
export { insertSale, voidSale } from "./sql/sales.ts";
export { saveListing } from "./sql/save-listing.ts";
export { insertOrderByHand, saveOrderState } from "./sql/save-order.ts";
export {
  countSealedTexts,
  pageSealedAnswers,
  replaceSealedAnswers,
  type SealedAnswer,
  type SealedKind,
  type SealedSecret,
  sealedPreviousSecrets,
  sealedSecrets,
} from "./sql/sealed-texts.ts";
export { searchEvents } from "./sql/search-events.ts";
export {
  beginSession,
  endSession,
  expireSessions,
  findPassword,
  findSession,
  listOpenSessions,
  type SessionRow,
  updatePreferences,
} from "./sql/sessions.ts";
export {
  countHeld,
  holdDeliveries,
  listUnsettledEndpoints,
  lockUnsettledEndpoint,
  noteHeld,
  noteResumed,
  resumeDeliveries,
  type SettledBatch,
} from "./sql/settle-queue.ts";
export {
  endSigningGrace,
  expirePreviousSecrets,
  lockSigningSecrets,
  replaceSigningSecret,
  rotateSigningSecret,
  type SigningSecretsState,
} from "./sql/signing-secrets.ts";
export { stampListings } from "./sql/stamp-listings.ts";
export { countUnsentEvents, findUnsentEvents, sendUnsentEvents } from "./sql/unsent-events.ts";
export { findMatchingCustomers, saveCustomers } from "./sql/upsert-customers.ts";
export { type Queryable, run, type Statement, statement } from "./statement.ts";
export type { PipelinedTransaction, PrismaTransaction, Transaction } from "./transaction.ts";
export { DELIVERY_DUE_CHANNEL } from "./waker.ts";
