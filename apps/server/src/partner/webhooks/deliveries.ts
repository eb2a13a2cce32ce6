import { type PartnerEventType, partnerEventTypes } from "@wth/contract";
import {
  type Database,
  type DeliveryRow,
  DeliveryStatus,
  type DeliveryWithAttempts,
  getPartnerDelivery,
  keepPartnerWebhook,
  listPartnerDeliveries,
  lockPartnerDelivery,
  lockQueuedPartnerDelivery,
  logWindow,
  readLogPage,
  run,
  type Transaction,
} from "@wth/database";
import { attemptOnceMore } from "../../deliveries/retry.ts";
import { decodeCursor } from "../../http/cursor.ts";
import { ApiError, notFound } from "../../http/errors.ts";

/** Which delivery: to this webhook. */
export type PartnerDeliveryKey = readonly [id: string, webhookId: string];

/** The filters and the place of a page of what was sent to a webhook. */
export interface PartnerLogQuery {
  status?: DeliveryStatus;
  type?: PartnerEventType;
  livemode?: boolean;
  createdAfter?: Date;
  after?: string;
}

/**
 * Reads a page of what was sent to a partner's webhook, the newest first.
 *
 * @param limit the most rows.
 * @throws {ApiError} `invalid_cursor`.
 */
export function readPartnerDeliveries(
  database: Database,
  webhookId: string,
  { status, type, livemode, createdAfter, after }: PartnerLogQuery,
  limit: number,
): Promise<DeliveryRow[]> {
  const cursor = after === undefined ? null : decodeCursor("webhook_deliveries", after);
  const window = logWindow(database.retentionDays, cursor, createdAfter ?? null);
  const livemodes = livemode === undefined ? [true, false] : [livemode];
  const types = type === undefined ? partnerEventTypes : [type];
  const statuses = status === undefined ? Object.values(DeliveryStatus) : [status];
  return readLogPage(window, limit, (part, most) =>
    run(database.logPool, listPartnerDeliveries, [webhookId, livemodes, types, statuses, most, ...part]),
  );
}

/**
 * One delivery to a partner's webhook.
 *
 * @throws {ApiError} `resource_not_found`.
 */
export async function readPartnerDelivery(
  database: Database,
  key: PartnerDeliveryKey,
): Promise<DeliveryWithAttempts> {
  const [delivery] = await run(database.pool, getPartnerDelivery, key);
  if (delivery === undefined) throw notFound();
  return delivery;
}

/**
 * Makes one more attempt of a delivery to a partner's webhook, now, as retryDelivery does for an integration. What is held
 * waits until the webhook is active again.
 *
 * @throws {ApiError} `resource_not_found`, `delivery_not_retryable`.
 */
export async function retryPartnerDelivery(
  tx: Transaction,
  key: PartnerDeliveryKey,
): Promise<DeliveryWithAttempts> {
  const [id, webhookId] = key;
  const [webhook] = await tx.run(keepPartnerWebhook, [webhookId]);
  await tx.run(lockQueuedPartnerDelivery, key);
  const [found] = await tx.run(lockPartnerDelivery, key);
  if (found === undefined) throw notFound();
  if (webhook === undefined) {
    throw new ApiError("delivery_not_retryable", {
      message: "The webhook has been deleted, so that nothing is sent to it any more.",
    });
  }
  await attemptOnceMore(tx, id, found);
  const [delivery] = await tx.run(getPartnerDelivery, key);
  if (delivery === undefined) throw new Error("The delivery is gone.");
  return delivery;
}
