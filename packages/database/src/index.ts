export { Database, type DatabaseOptions } from "./database.ts";
export {
  type ApiKeyKind,
  type DeliveryStatus,
  type ListingStatus,
  type OrderStatus,
  Plan,
  type WatchCondition,
  type WatchMovement,
} from "./generated/enums.ts";
export { migrate, migrationStatus } from "./migrate/index.ts";
export { type ClaimedDelivery, claimDueDeliveries } from "./sql/claim-due-deliveries.ts";
export { type ApiKeyOwner, findApiKey } from "./sql/find-api-key.ts";
export { type InsertedDelivery, insertEvent } from "./sql/insert-event.ts";
export { getListing, type ListingRow, listListings } from "./sql/list-listings.ts";
export { type RecordedOutcome, recordOutcomes } from "./sql/record-outcomes.ts";
export { stampListings } from "./sql/stamp-listings.ts";
export { run, type Statement, statement } from "./statement.ts";
export type { PipelinedTransaction, PrismaTransaction, Transaction } from "./transaction.ts";
export { DELIVERY_DUE_CHANNEL } from "./waker.ts";
