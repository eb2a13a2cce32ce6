import { getDelivery, replayEvent, type Transaction } from "@wth/database";
import { ApiError, notFound } from "../http/errors.ts";

/** Which event: of this integration, in this mode. */
export type EventKey = readonly [uuid: string, integrationId: string, livemode: boolean];

/**
 * Sends a recorded event once more, as a new delivery to the integration's present URL.
 *
 * @returns the new delivery, without attempts yet.
 * @throws {ApiError} `resource_not_found`, `webhook_not_configured`.
 */
export async function replay(tx: Transaction, [uuid, integrationId, livemode]: EventKey) {
  const [replayed] = await tx.run(replayEvent, [uuid, integrationId, livemode]);
  if (replayed === undefined) throw notFound();
  if (replayed.delivery_id === null) throw new ApiError("webhook_not_configured");
  tx.wakeWorkers();
  const [delivery] = await tx.run(getDelivery, [replayed.delivery_id, integrationId, livemode]);
  if (delivery === undefined) throw new Error("The delivery was not written.");
  return delivery;
}
