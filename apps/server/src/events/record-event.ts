import { randomUUIDv7 } from "node:crypto";
import type { EventType, WebhookEvent, WebhookEventByType, WebhookEventOf } from "@wth/contract";
import {
  type InsertedDelivery,
  insertEvent,
  insertEvents,
  insertSuppressedEvent,
  insertSuppressedEvents,
  type Transaction,
  timeOfId,
} from "@wth/database";
import { type OfferTerms, partnerEventsOf } from "../partner/events/of-change.ts";
import { recordPartnerEvents } from "../partner/events/record.ts";
import type { PinnedVersion } from "../versions/pinned-version.ts";
import { formatEventId } from "./event-id.ts";

/** Who makes a change: the dealer, and what the events of it are recorded with. */
export interface Actor {
  userId: string;
  integrationId: string;
  /** The version that the events are produced with, and keep. */
  apiVersion: PinnedVersion;
  livemode: boolean;
  /** Whether there can be partners who are told of it too: without, they cost nothing. */
  hasPartners: boolean;
}

/** Whose event it is, and how its deliveries are to be treated. */
export interface EventContext extends Omit<Actor, "userId" | "hasPartners"> {
  /** Deliver them whatever the endpoint is subscribed to. */
  ignoreSubscriptions?: boolean;
  /** The data is in that version's form already; otherwise it is in the newest, and is transformed. */
  isInVersion?: boolean;
}

/** Whose change the events are of: an {@link Actor}'s, or one that is certainly no partner's business. */
export type ChangeContext = EventContext & {
  /**
   * Echo suppression: the integration caused this itself. Its event is recorded and its delivery logged, not sent. For
   * partners it is news all the same.
   */
  suppress?: boolean;
} & (Pick<Actor, "userId" | "hasPartners"> | { hasPartners?: false });

/**
 * What an event is made of: its type, and the `data` of the contract's event of that type. Of a listing also its terms as
 * they are now, if these have changed: that is an event for partners.
 */
export type NewEvent = {
  [Type in EventType]: { type: Type; data: WebhookEventByType[Type]["data"]; offer?: OfferTerms };
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
 * nobody waits for it: it travels with the commit. So do the partners' events of the same change, if there can be partners.
 */
export function recordEvents(tx: Transaction, events: readonly NewEvent[], context: ChangeContext): void {
  if (context.hasPartners === true) recordPartnerEvents(tx, partnerEventsOf(events, context.userId), context);
  const written = events.map(({ type, data }) => write(type, data, context));
  const [first, ...others] = written;
  if (first === undefined) return;
  const { suppress = false } = context;
  if (others.length === 0) {
    tx.runLast(
      suppress ? insertSuppressedEvent : insertEvent,
      parametersOf(first.id, first.type, first.payload, context),
    );
  } else {
    const [ids, types] = [written.map(({ id }) => id), written.map(({ type }) => type)];
    const payloads = written.map(({ payload }) => payload);
    tx.runLast(suppress ? insertSuppressedEvents : insertEvents, parametersOf(ids, types, payloads, context));
  }
  if (!suppress) tx.wakeWorkers();
}

/** {@link recordEvents} of one event to be sent, for callers that wait to hear which deliveries became of it. */
export async function recordEvent<Type extends EventType>(
  tx: Transaction,
  type: Type,
  data: WebhookEventOf<Type>["data"],
  context: EventContext,
): Promise<RecordedEvent> {
  const { id, payload } = write(type, data, context);
  const deliveries = await tx.run(insertEvent, parametersOf(id, type, payload, context));
  tx.wakeWorkers();
  return { id: formatEventId(id), deliveries };
}

/** Gives an event its id, which says when it was made, and its payload: the text that will be signed. */
function write(
  type: EventType,
  data: NewEvent["data"],
  { apiVersion, livemode, isInVersion = false }: EventContext,
): { id: string; type: EventType; payload: string } {
  const id = randomUUIDv7();
  const envelope: Record<keyof WebhookEvent, unknown> & { type: EventType } = {
    id: formatEventId(id),
    object: "event",
    type,
    api_version: apiVersion.date,
    created_at: timeOfId(id).toISOString(),
    livemode,
    data,
  };
  return { id, type, payload: JSON.stringify(isInVersion ? envelope : apiVersion.event(envelope)) };
}

/** What the statements take: `Each` is a text for one event, a list of texts for several. */
function parametersOf<Each>(
  ids: Each,
  types: Each,
  payloads: Each,
  { integrationId, apiVersion, livemode, ignoreSubscriptions = false }: EventContext,
) {
  return [ids, integrationId, types, apiVersion.date, livemode, payloads, ignoreSubscriptions] as const;
}
