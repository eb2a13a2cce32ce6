import { dayOf } from "../log/days.ts";
import { boundsOf, HIGHEST_ID, lowestIdAt, timeOfId } from "../log/ids.ts";
import { EVENT_MARGIN_DAYS, lowestShown, RETENTION } from "../log/retention.ts";

/** A part of the log: from an id on, and below another. */
export interface LogWindow {
  from: string;
  below: string;
}

/** The parameters of a statement that reads a part of the log. */
export type WindowParams = readonly [from: string, below: string];

/** SQL of the moment from which on events and deliveries are shown. */
export const LOG_BEGINS = `now() - ${RETENTION}`;

/**
 * SQL of the moment from which on events may still be sent. A day later than what is dropped: so nobody who has just found an
 * event can be about to put a delivery of it into the queue when it is dropped.
 */
export const EVENTS_BEGIN = `${LOG_BEGINS} - interval '${EVENT_MARGIN_DAYS - 1} days'`;

/**
 * The part of the log in which a page lies: below the last row of the page before, and not before the first that is wanted
 * and shown. An id begins with its time, so that a time is a bound of ids.
 *
 * @param retentionDays for how long rows are shown.
 * @param cursor that last row, by its id and its time; a time with any other id stands for all that is older. Null: the
 *   first page.
 * @param createdAfter the filter by time, to the millisecond; null for none.
 */
export function logWindow(
  retentionDays: number,
  cursor: { id: string; at: Date } | null,
  createdAfter: Date | null,
): LogWindow {
  const begins = lowestShown(retentionDays);
  const wanted = createdAfter === null ? begins : lowestIdAt(new Date(createdAfter.getTime() + 1));
  const [, from] = boundsOf([wanted, begins]);
  return { from, below: cursor === null ? HIGHEST_ID : boundOf(cursor) };
}

function boundOf({ id, at }: { id: string; at: Date }): string {
  return timeOfId(id).getTime() === at.getTime() ? id : lowestIdAt(at);
}

/**
 * SQL: whether an id lies in a window. As parameters, and not computed in the statement, because then only the window's
 * partitions are opened when it begins.
 */
export const inWindow = (id: string, from: string, below: string) =>
  `${id} >= ${from}::uuid AND ${id} < ${below}::uuid`;

/** How many days back a page is looked for at once: where few rows are, it takes a further statement, or two. */
const SPANS_DAYS = [2, 8];

/**
 * Reads a page of the log, the newest row first: from its last days, and further back only if these do not fill it. So a page
 * of much opens two or three partitions, and one of little costs three statements.
 *
 * @param limit the most rows.
 * @param read reads up to `limit` rows of a part of the window, the newest first.
 */
export async function readLogPage<Row>(
  { from, below }: LogWindow,
  limit: number,
  read: (part: WindowParams, limit: number) => Promise<Row[]>,
): Promise<Row[]> {
  const page: Row[] = [];
  const newest = new Date(Math.min(timeOfId(below).getTime(), Date.now()));
  const starts = SPANS_DAYS.map((span) => lowestIdAt(dayOf(newest, 1 - span))).filter(
    (start) => start > from,
  );
  let end = below;
  for (const start of [...starts, from]) {
    page.push(...(await read([start, end], limit - page.length)));
    if (page.length >= limit) break;
    end = start;
  }
  return page;
}
