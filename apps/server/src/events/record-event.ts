import { randomUUIDv7 } from "node:crypto";
import type { EventType, WebhookEvent, WebhookEventByType, WebhookEventOf } from "@wth/contract";
import { type InsertedDelivery, insertEvents, type Transaction } from "@wth/database";
import type { PinnedVersion } from "../versions/pinned-version.ts";
import { formatEventId } from "./event-id.ts";

/** Who makes a change: the dealer, and what the events of it are recorded with. */
export interface Actor {
  userId: string;
  integrationId: string;
  /** The version that the events are produced with, and keep. */
  apiVersion: PinnedVersion;
  livemode: boolean;
}

/** Whose events they are, and how their deliveries are to be treated. */
export interface EventContext extends Omit<Actor, "userId"> {
  /** Deliver them whatever the endpoint is subscribed to. */
  ignoreSubscriptions?: boolean;
  /** Echo suppression: the integration caused this itself. The event is recorded and its delivery logged, not sent. */
  suppress?: boolean;
  /** The data is in that version's form already; otherwise it is in the newest, and is transformed. */
  isInVersion?: boolean;
}

/** What an event is made of: its type, and the `data` of the contract's event of that type. */
export type NewEvent = {
  [Type in EventType]: { type: Type; data: WebhookEventByType[Type]["data"] };
}[EventType];

/** A recorded event, and the deliveries that the fan-out made of it. */
export interface RecordedEvent {
  /** `evt_…`. */
  id: string;
  deliveries: readonly InsertedDelivery[];
}

/**
 * Records events with their deliveries, in the transaction of the change that causes them: all commit together or not
 * at all. The text written here, in the integration's version, is what every attempt signs and sends, byte for byte. One statement for any number, and
 * nobody waits for it: it travels with the commit.
 */
export function recordEvents(tx: Transaction, events: readonly NewEvent[], context: EventContext): void {
  if (events.length === 0) return;
  const identified = events.map(({ type, data }) => ({ id: randomUUIDv7(), type, data }));
  tx.runLast(insertEvents, toParameters(identified, context));
  if (context.suppress !== true) tx.wakeWorkers();
}

/** {@link recordEvents} of one event, for callers that wait to hear which deliveries became of it. */
export async function recordEvent<Type extends EventType>(
  tx: Transaction,
  type: Type,
  data: WebhookEventOf<Type>["data"],
  context: EventContext,
): Promise<RecordedEvent> {
  const id = randomUUIDv7();
  const deliveries = await tx.run(insertEvents, toParameters([{ id, type, data }], context));
  if (context.suppress !== true) tx.wakeWorkers();
  return { id: formatEventId(id), deliveries };
}

interface IdentifiedEvent {
  id: string;
  type: EventType;
  data: NewEvent["data"];
}

/** What the statement takes: each event with its payload as the text that will be signed. */
function toParameters(events: readonly IdentifiedEvent[], context: EventContext) {
  const { integrationId, apiVersion, livemode, ignoreSubscriptions = false, suppress = false } = context;
  const { isInVersion = false } = context;
  const createdAt = new Date();
  const payloads = events.map(({ id, type, data }) => {
    const envelope: Record<keyof WebhookEvent, unknown> & { type: EventType } = {
      id: formatEventId(id),
      object: "event",
      type,
      api_version: apiVersion.date,
      created_at: createdAt.toISOString(),
      livemode,
      data,
    };
    return JSON.stringify(isInVersion ? envelope : apiVersion.event(envelope));
  });
  return [
    events.map(({ id }) => id),
    integrationId,
    events.map(({ type }) => type),
    apiVersion.date,
    livemode,
    payloads,
    createdAt,
    ignoreSubscriptions,
    suppress,
  ] as const;
}
