import { dayOf } from "./days.ts";
import type { LogPartition, Range } from "./partitions.ts";

/** What is to become of the last partition of a table, which has no end. */
export interface Plan {
  /** New partitions, without a gap from where the last one began or, if that has rows, from where it is to end. */
  made: Range[];
  /** What the last partition is to be from now on, because rows of that range are in it; null: there are none. */
  kept: Range | null;
  /** Where the new last partition begins. */
  end: Date;
}

/** The last partition of a table. */
export interface Tail extends Pick<LogPartition, "from"> {
  /** The time of its newest row below {@link endOf}; null when there is none. */
  newest: Date | null;
}

/** Up to where there are to be days. */
export function endOf(now: Date, ahead: number): Date {
  return dayOf(now, ahead + 1);
}

/** Which days there are to be. */
export interface WantedDays {
  /** How many after today's. */
  ahead: number;
  /** The first, in a log that has none yet. Default: yesterday's, for clocks that are late. */
  since?: Date;
}

/**
 * Plans the days of a table.
 *
 * Nearly always the last partition is empty, and a day is cut from its beginning. If nobody did that for so long that rows
 * have come into it, it stays as it is for the days that it has rows of, and none is moved: an unusually long partition,
 * which is dropped when its last day is. Days that have passed without rows are one partition too.
 *
 * @returns null when there is nothing to do.
 */
export function planDays(now: Date, { ahead, since }: WantedDays, { from, newest }: Tail): Plan | null {
  const end = endOf(now, ahead);
  if (from !== null && from >= end) return null;
  if (newest !== null) {
    const to = dayOf(newest, 1);
    return { kept: { from, to }, made: days(to, end), end };
  }
  const today = dayOf(now);
  const first = from === null ? dayOf(since ?? dayOf(now, -1)) : from > today ? from : today;
  const gap = from === null || from < first ? [{ from, to: first }] : [];
  return { kept: null, made: [...gap, ...days(first, end)], end };
}

function days(from: Date, end: Date): Range[] {
  const ranges: Range[] = [];
  for (let day = from; day < end; day = dayOf(day, 1)) ranges.push({ from: day, to: dayOf(day, 1) });
  return ranges;
}
