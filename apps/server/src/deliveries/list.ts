import { eventTypes, type OperationTypes } from "@wth/contract";
import {
  type Database,
  type DeliveryRow,
  DeliveryStatus,
  listDeliveries,
  listDeliveriesOfEvent,
  listPendingDeliveries,
  run,
} from "@wth/database";
import { parseEventId } from "../events/event-id.ts";
import { decodeCursor } from "../http/cursor.ts";

/** The filters and the place of a page of the delivery log. */
type Query = NonNullable<OperationTypes["listWebhookDeliveries"]["parameters"]["query"]>;

/** The order of a page of the log, for who puts pages of both modes together. */
export function newestFirst(a: DeliveryRow, b: DeliveryRow): number {
  return b.created_at.getTime() - a.created_at.getTime() || (a.id < b.id ? 1 : -1);
}

const statuses = Object.values(DeliveryStatus);

/**
 * Reads a page of the log through the index that narrows it most.
 *
 * @param limit the most rows.
 * @throws {ApiError} `invalid_cursor`.
 */
export async function readDeliveries(
  database: Database,
  { integrationId, livemode }: { integrationId: string; livemode: boolean },
  { event_id, type, status, created_after, after }: Query,
  limit: number,
): Promise<DeliveryRow[]> {
  const cursor = after === undefined ? null : decodeCursor("webhook_deliveries", after);
  const whose = [integrationId, livemode] as const;
  const types = type === undefined ? eventTypes : [type];
  const page = [
    limit,
    cursor?.at ?? null,
    cursor?.id ?? null,
    created_after === undefined ? null : new Date(created_after),
  ] as const;

  if (event_id !== undefined) {
    const eventId = parseEventId(event_id);
    if (eventId === null) return [];
    const filters = [eventId, type ?? null, status ?? null] as const;
    return run(database.pool, listDeliveriesOfEvent, [...whose, ...filters, ...page]);
  }
  if (status === "pending") return run(database.pool, listPendingDeliveries, [...whose, types, ...page]);
  const wanted = status === undefined ? statuses : [status];
  return run(database.pool, listDeliveries, [...whose, types, wanted, ...page]);
}
