import type { EventFact } from "./facts.ts";
import type { View } from "./view.ts";

/** Every batch that was said to be committed is in the database, with all of its events. */
export function lostAfterCommit({ committed, events }: View): string[] {
  const found = countBatches(events);
  return [...committed]
    .filter(([batch, size]) => found.get(batch)?.length !== size)
    .map(([batch, size]) => `batch ${batch}: ${found.get(batch)?.length ?? 0} of ${size} events are there`);
}

/** Of a batch whose commit nobody spoke of, all events are there or none. */
export function partlyCommitted({ events }: View): string[] {
  return [...countBatches(events)]
    .filter(([, rows]) => rows.length !== rows[0]?.size)
    .map(([batch, rows]) => `batch ${batch}: ${rows.length} of ${rows[0]?.size} events are there`);
}

/** Nothing of a transaction that was rolled back is there. */
export function rolledBackButThere({ rolledBack, events }: View): string[] {
  return events.filter(({ batch }) => rolledBack.has(batch)).map(({ id }) => id);
}

/** Each event has one delivery: each integration has one endpoint. */
export function withoutOneDelivery({ events, deliveries }: View): string[] {
  const count = new Map<string, number>();
  for (const { eventId } of deliveries) count.set(eventId, (count.get(eventId) ?? 0) + 1);
  return events
    .filter(({ id }) => count.get(id) !== 1)
    .map(({ id }) => `${id}: ${count.get(id) ?? 0} deliveries`);
}

function countBatches(events: readonly EventFact[]): Map<string, EventFact[]> {
  const batches = new Map<string, EventFact[]>();
  for (const event of events) {
    const rows = batches.get(event.batch) ?? [];
    rows.push(event);
    batches.set(event.batch, rows);
  }
  return batches;
}
