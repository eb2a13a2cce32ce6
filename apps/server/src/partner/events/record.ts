import { randomUUIDv7 } from "node:crypto";
import { newestApiVersion, type PartnerEvent } from "@wth/contract";
import { insertPartnerEvents, insertPartnerTestEvent, type Transaction, timeOfId } from "@wth/database";
import { formatEventId } from "../../events/event-id.ts";
import type { NewPartnerEvent } from "./of-change.ts";

/**
 * Records events for partners, in the transaction of the change that causes them: one for all partners that want it, which
 * is the text that every attempt signs and sends, and a delivery for each of their webhooks. Nothing, if nobody wants it.
 * It travels with the commit, as the dealer's own event does.
 *
 * @param change of whose dealer, and whether it is real.
 */
export function recordPartnerEvents(
  tx: Transaction,
  events: readonly NewPartnerEvent[],
  { userId, livemode }: { userId: string; livemode: boolean },
): void {
  if (events.length === 0) return;
  const written = events.map(write);
  tx.runLast(insertPartnerEvents, [
    written.map(({ id }) => id),
    userId,
    written.map(({ type }) => type),
    newestApiVersion,
    livemode,
    written.map(({ payload }) => payload),
  ]);
  tx.wakeWorkers();
}

/** Records an event that is for one webhook alone, whatever it is subscribed to. @returns its delivery. */
export async function recordForOne(
  tx: Transaction,
  endpointId: string,
  event: NewPartnerEvent,
): Promise<{ eventId: string; deliveryId: string }> {
  const { id, type, payload } = write(event);
  const params = [id, endpointId, type, newestApiVersion, false, payload] as const;
  const [delivery] = await tx.run(insertPartnerTestEvent, params);
  if (delivery === undefined) throw new Error(`The webhook ${endpointId} is not there.`);
  tx.wakeWorkers();
  return { eventId: formatEventId(id), deliveryId: delivery.delivery_id };
}

function write({ event, data }: NewPartnerEvent): { id: string; type: string; payload: string } {
  const id = randomUUIDv7();
  const body: Record<keyof PartnerEvent, unknown> = {
    id: formatEventId(id),
    event,
    createdAt: timeOfId(id).toISOString(),
    data,
  };
  return { id, type: event, payload: JSON.stringify(body) };
}
