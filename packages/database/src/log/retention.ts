import { addDays } from "./days.ts";
import { lowestIdAt } from "./ids.ts";

/** How long the log is kept and shown, in days, unless the operator says otherwise. */
export const LOG_RETENTION_DAYS = 30;

/**
 * Events are kept for so many days more, because a replay of one is a delivery of its own, whose attempts come later: nine
 * over 38 hours, or over nine days if its receiver asks for the longest wait each time.
 */
export const EVENT_MARGIN_DAYS = 10;

/** The lowest id that is shown when the log is kept for so many days. */
export function lowestShown(retentionDays: number): string {
  return lowestIdAt(addDays(new Date(), -retentionDays));
}

/** A setting of PostgreSQL that tells statements for how long the log is kept: each connection of the program has it. */
const SETTING = "wth.log_retention";

/** What a connection is opened with for statements to know how long the log is kept. */
export const retentionOption = (days: number) => `-c ${SETTING}=P${days}D`;

/** SQL of how long the log is kept. */
export const RETENTION = `coalesce(nullif(current_setting('${SETTING}', true), ''), 'P${LOG_RETENTION_DAYS}D')::interval`;
