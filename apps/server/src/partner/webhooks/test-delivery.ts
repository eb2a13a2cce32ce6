import type { components } from "@wth/contract";
import { type PartnerEventByType, type PartnerEventType, partnerEventTypes } from "@wth/contract";
import { lockPartnerWebhook, type Transaction } from "@wth/database";
import { placeAt } from "../../http/document.ts";
import { ApiError, notFound } from "../../http/errors.ts";
import type { NewPartnerEvent } from "../events/of-change.ts";
import { recordForOne } from "../events/record.ts";
import type { WebhookKey } from "./change.ts";
import { eventsOf } from "./serialize.ts";

/**
 * Sends the contract's sample of the first of a webhook's events to it, and to no other.
 *
 * @throws {ApiError} `resource_not_found`; `webhook_inactive`, because the delivery would be held.
 */
export async function sendTestDelivery(
  tx: Transaction,
  [id, keyId]: WebhookKey,
): Promise<components["schemas"]["PartnerTestDelivery"]> {
  const [webhook] = await tx.run(lockPartnerWebhook, [id, keyId]);
  if (webhook === undefined) throw notFound();
  if (webhook.disabled_reason !== null) throw new ApiError("webhook_inactive");
  const [event = partnerEventTypes[0]] = eventsOf(webhook.events);
  const { eventId, deliveryId } = await recordForOne(tx, id, sampleOf(event));
  return { deliveryId, eventId, event, status: "pending" };
}

/** The sample that the contract shows of an event; an order in it is marked as a test: nobody must take it for real. */
function sampleOf<Type extends PartnerEventType>(event: Type): NewPartnerEvent {
  const body = ["webhooks", `partner.${event}`, "post", "requestBody", "content", "application/json"];
  const data = placeAt(...body, "example", "data")?.value;
  if (data === undefined) throw new Error(`The contract shows no sample of ${event}.`);
  const mark = "isTest" in data ? { isTest: true } : {};
  // Safe: the contract's own tests compare each sample with its schema.
  return {
    event,
    data: { ...data, ...mark } as unknown as PartnerEventByType[Type]["data"],
  } as NewPartnerEvent;
}
