import { randomUUIDv7 } from "node:crypto";
import type { EventType, WebhookEvent, WebhookEventOf } from "@wth/contract";
import { type InsertedDelivery, insertEvent, type Transaction } from "@wth/database";
import { formatEventId } from "./event-id.ts";

/** Whose event it is, and how its deliveries are to be treated. */
export interface EventContext {
  integrationId: string;
  /** The version that the event is produced with, and keeps. */
  apiVersion: string;
  livemode: boolean;
  /** Deliver it whatever the endpoint is subscribed to. */
  ignoreSubscriptions?: boolean;
  /** Echo suppression: the integration caused this itself. The event is recorded and its delivery logged, not sent. */
  suppress?: boolean;
}

/** A recorded event, and the deliveries that the fan-out made of it. */
export interface RecordedEvent {
  /** `evt_…`. */
  id: string;
  deliveries: readonly InsertedDelivery[];
}

/**
 * Records an event with its deliveries, in the transaction of the change that causes it: the two commit together or
 * not at all. The text written here is what every attempt signs and sends, byte for byte.
 */
export async function recordEvent<Type extends EventType>(
  tx: Transaction,
  type: Type,
  data: WebhookEventOf<Type>["data"],
  context: EventContext,
): Promise<RecordedEvent> {
  const id = randomUUIDv7();
  const createdAt = new Date();
  const envelope: Omit<WebhookEvent, "data" | "type"> = {
    id: formatEventId(id),
    object: "event",
    api_version: context.apiVersion,
    created_at: createdAt.toISOString(),
    livemode: context.livemode,
  };
  const { id: eventId, object, ...rest } = envelope;
  const payload = JSON.stringify({ id: eventId, object, type, ...rest, data });
  const deliveries = await tx.run(insertEvent, [
    id,
    context.integrationId,
    type,
    context.apiVersion,
    context.livemode,
    payload,
    createdAt,
    context.ignoreSubscriptions ?? false,
    context.suppress ?? false,
  ]);
  tx.wakeWorkers();
  return { id: eventId, deliveries };
}
