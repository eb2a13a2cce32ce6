const DAY_MS = 24 * 60 * 60 * 1_000;

/** The beginning of a day (UTC): so many days after that of `time`. */
export function dayOf(time: Date, days = 0): Date {
  return new Date((Math.floor(time.getTime() / DAY_MS) + days) * DAY_MS);
}

/** A time so many days later, or earlier if negative. */
export function addDays(time: Date, days: number): Date {
  return new Date(time.getTime() + days * DAY_MS);
}
