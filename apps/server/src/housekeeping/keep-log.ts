import { addDays, DAYS_AHEAD, type Database, dropDays, makeDays } from "@wth/database";
import type { Log } from "../log.ts";
import { type Repeating, repeat } from "./repeat.ts";

const AGAIN_MS = 10 * 60 * 1_000;
/** After so long is tried again what somebody else kept. */
const POSTPONED_MS = 10_000;
/** Days are made a week ahead: if there are so few, something has prevented that for days. */
const FEW_DAYS = 2;

/**
 * Begins to make the partitions of the log for the coming days, again and again. For every process, because every one writes;
 * any number of them can do it at once.
 */
export function startMakingDays(database: Database, log: Log): Repeating {
  return repeat("make days of the log", log, () => makeLogDays(database, log));
}

/**
 * Makes the partitions of the coming days, as far as they are missing.
 *
 * @param ahead how many days after today's.
 * @returns in how many ms it is to be done again.
 */
export async function makeLogDays(database: Database, log: Log, ahead = DAYS_AHEAD): Promise<number> {
  const { made, postponed, until } = await database.withConnection((client) => makeDays(client, { ahead }));
  if (made.length > 0) log.info({ partitions: made }, "Partitions of the log have been made.");
  if (until !== null && until < addDays(new Date(), FEW_DAYS)) {
    log.warn(
      { until, postponed },
      "The log will soon have no partitions for new days, and then puts them all into one. Look for long transactions on its tables (pg_stat_activity).",
    );
  }
  return postponed.length > 0 ? POSTPONED_MS : AGAIN_MS;
}

/**
 * Calls off what still waits of deliveries whose time in the log is over, and drops the days that are over. Any number of
 * workers can do it at once.
 *
 * @returns in how many ms it is to be done again.
 */
export async function dropLogDays(database: Database, log: Log, signal: AbortSignal): Promise<number> {
  const { retentionDays } = database;
  const { expired, dropped, postponed } = await database.withConnection((client) =>
    dropDays(client, retentionDays, signal),
  );
  if (expired > 0)
    log.warn({ deliveries: expired }, "Deliveries were called off: their time in the log is over.");
  if (dropped.length > 0) log.info({ partitions: dropped }, "Partitions of the log were dropped.");
  return postponed.length > 0 ? POSTPONED_MS : AGAIN_MS;
}
