import type { components } from "@wth/contract";
import {
  deletePartnerWebhooks,
  lockPartnerWebhook,
  savePartnerWebhook,
  type Transaction,
} from "@wth/database";
import { settleBatch } from "../../holding/settle.ts";
import { notFound } from "../../http/errors.ts";
import { type PartnerWebhook, serializeWebhook } from "./serialize.ts";
import { checkWebhookUrl } from "./url.ts";

/** Which webhook: of this key. */
export type WebhookKey = readonly [id: string, keyId: string];

/**
 * Changes a webhook. Made inactive, its deliveries are held; made active again, they go out in the order in which they were
 * made, and failures are counted anew. So are they with another URL, which also ends a deactivation for failing. The first of
 * what waits follows in the same transaction, and the rest, if there is more than a batch, by the workers.
 *
 * @throws {ApiError} `resource_not_found`, `invalid_request` for the URL.
 */
export async function changeWebhook(
  tx: Transaction,
  [id, keyId]: WebhookKey,
  change: components["schemas"]["PartnerWebhookUpdate"],
  allowInsecure: boolean,
): Promise<PartnerWebhook> {
  const [before] = await tx.run(lockPartnerWebhook, [id, keyId]);
  if (before === undefined) throw notFound();
  const url = change.url === undefined ? before.url : checkWebhookUrl(change.url, allowInsecure);
  const hasMoved = url !== before.url;
  const disabled = reasonAfter(before.disabled_reason, change.isActive, hasMoved);
  const afresh = hasMoved || (before.disabled_reason !== null && disabled === null);
  const events = [...new Set(change.events ?? before.events)];
  const [row] = await tx.run(savePartnerWebhook, [id, url, events, disabled, afresh]);
  if (row === undefined) throw new Error("The webhook was not written.");
  if ((before.disabled_reason === null) !== (disabled === null)) await settleBatch(tx, id);
  return serializeWebhook(row);
}

/** Why a webhook is not active after a change; null when it is. */
function reasonAfter(
  before: "failing" | "owner" | null,
  isActive: boolean | undefined,
  hasMoved: boolean,
): "failing" | "owner" | null {
  if (isActive === true) return null;
  // Also of one that had been deactivated for failing: neither a late success nor another URL makes it active again then.
  if (isActive === false) return "owner";
  return before === "failing" && hasMoved ? null : before;
}

/**
 * Deletes a webhook: nothing is sent to it any more, and what waits is cancelled, the first of it in the same transaction,
 * and the rest by the workers.
 *
 * @throws {ApiError} `resource_not_found`.
 */
export async function deleteWebhook(tx: Transaction, [id, keyId]: WebhookKey): Promise<void> {
  const [deleted] = await tx.run(deletePartnerWebhooks, [keyId, id]);
  if (deleted === undefined) throw notFound();
  await settleBatch(tx, deleted.endpoint_id);
}
