import type { Schemas } from "../../api/client.ts";

/** A row of the list. */
export type Delivery = Schemas["WebhookDeliverySummary"];

/** A page that is being read, after the server was asked for it again. */
export interface Merged {
  /** The rows as they are now, in their places: none has come or gone. */
  rows: readonly Delivery[];
  /** How many are newer than all of them: what the pill counts. */
  waiting: number;
  /** Rows that the page no longer has, and that may have changed: to be asked for one by one. */
  missing: readonly string[];
}

/** What can still become something else without anybody asking for it. */
const UNSETTLED: ReadonlySet<string> = new Set(["pending", "failed"]);

/**
 * Brings rows that somebody is reading up to date without moving them.
 *
 * @param shown the rows as they are shown, the newest first.
 * @param fresh the same page as the server has it now.
 */
export function mergePage(shown: readonly Delivery[], fresh: readonly Delivery[]): Merged {
  const byId = new Map(fresh.map((delivery) => [delivery.id, delivery]));
  const known = new Set(shown.map(({ id }) => id));
  const firstKnown = fresh.findIndex(({ id }) => known.has(id));
  return {
    rows: shown.map((delivery) => byId.get(delivery.id) ?? delivery),
    waiting: firstKnown === -1 ? fresh.length : firstKnown,
    missing: shown.filter(({ id, status }) => !byId.has(id) && UNSETTLED.has(status)).map(({ id }) => id),
  };
}
