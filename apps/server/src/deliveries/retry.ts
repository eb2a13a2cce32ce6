import {
  boundsOf,
  findSendableEvents,
  getDelivery,
  lockActivation,
  lockDelivery,
  lockQueuedDelivery,
  type RetryableDelivery,
  retryDeliveries,
  type Transaction,
} from "@wth/database";
import { ApiError, notFound } from "../http/errors.ts";

/** Which delivery: of this integration, in this mode. */
export type DeliveryKey = readonly [id: string, integrationId: string, livemode: boolean];

/**
 * Makes one more attempt of a delivery, now: of a failed one, whose schedule goes on, or of a dead letter. What is held waits
 * until it is resumed.
 *
 * @returns the delivery, with its attempts so far.
 * @throws {ApiError} `resource_not_found`, `delivery_not_retryable`, `webhook_not_configured`.
 */
export async function retryDelivery(tx: Transaction, key: DeliveryKey) {
  const [id, integrationId] = key;
  await tx.run(lockActivation, [integrationId]);
  await tx.run(lockQueuedDelivery, key);
  const [found] = await tx.run(lockDelivery, key);
  if (found === undefined) throw notFound();
  await attemptOnceMore(tx, id, found);
  const [delivery] = await tx.run(getDelivery, key);
  if (delivery === undefined) throw new Error("The delivery is gone.");
  return delivery;
}

/**
 * Makes one more attempt due of a delivery that is locked, and whose endpoint can be neither held nor resumed meanwhile.
 *
 * @throws {ApiError} `delivery_not_retryable`, `webhook_not_configured`.
 */
export async function attemptOnceMore(tx: Transaction, id: string, found: RetryableDelivery): Promise<void> {
  const sendable = await tx.run(findSendableEvents, [[found.event_id], ...boundsOf([found.event_id])]);
  if (!found.is_retryable || sendable.length === 0) throw new ApiError("delivery_not_retryable");
  if (!found.has_url) throw new ApiError("webhook_not_configured");
  await tx.run(retryDeliveries, [[id], ...boundsOf([id])]);
  tx.wakeWorkers();
}
