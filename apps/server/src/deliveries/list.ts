import { eventTypes, type OperationTypes } from "@wth/contract";
import {
  type Database,
  type DeliveryRow,
  DeliveryStatus,
  listDeliveries,
  listDeliveriesOfEvent,
  listPendingDeliveries,
  logWindow,
  readLogPage,
  run,
} from "@wth/database";
import { parseEventId } from "../events/event-id.ts";
import { decodeCursor } from "../http/cursor.ts";

/** The filters and the place of a page of the delivery log. */
type Query = NonNullable<OperationTypes["listWebhookDeliveries"]["parameters"]["query"]>;

/** The same, for who wants several statuses: not those of one event, and of what is pending only beside what is delivered. */
type LogQuery = Query & { statuses?: readonly DeliveryStatus[] };

/** The order of a page of the log, for who puts pages of both modes together. */
export function newestFirst(a: DeliveryRow, b: DeliveryRow): number {
  // Lower-case text sorts as the bytes do.
  return a.id < b.id ? 1 : -1;
}

const ALL_STATUSES = Object.values(DeliveryStatus);

/**
 * Reads a page of the log through the index that narrows it most.
 *
 * @param limit the most rows.
 * @throws {ApiError} `invalid_cursor`.
 */
export async function readDeliveries(
  database: Database,
  { integrationId, livemode }: { integrationId: string; livemode: boolean },
  { event_id, type, status, statuses = ALL_STATUSES, created_after, after }: LogQuery,
  limit: number,
): Promise<DeliveryRow[]> {
  const cursor = after === undefined ? null : decodeCursor("webhook_deliveries", after);
  const createdAfter = created_after === undefined ? null : new Date(created_after);
  const window = logWindow(database.retentionDays, cursor, createdAfter);
  const whose = [integrationId, livemode] as const;
  const types = type === undefined ? eventTypes : [type];

  if (event_id !== undefined) {
    const eventId = parseEventId(event_id);
    if (eventId === null) return [];
    const filters = [eventId, type ?? null, status ?? null] as const;
    return run(database.logPool, listDeliveriesOfEvent, [
      ...whose,
      ...filters,
      limit,
      window.from,
      window.below,
    ]);
  }
  const wanted = status === undefined ? statuses : [status];
  return readLogPage(window, limit, (part, most) =>
    status === "pending"
      ? run(database.logPool, listPendingDeliveries, [...whose, types, most, ...part])
      : run(database.logPool, listDeliveries, [...whose, types, wanted, most, ...part]),
  );
}
