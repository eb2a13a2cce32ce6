import { isCountry, isCurrency } from "./codes.ts";

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:z|[+-]\d{2}:\d{2})$/i;

/** The contract's own formats, and those of JSON Schema whose usual definitions let through what cannot be stored. */
export const formats = {
  /** Without `urn:uuid:`, which the database does not read. */
  uuid: UUID,
  "date-time": isMoment,
  "iso-4217": isCurrency,
  "iso-3166-1-alpha-2": isCountry,
} as const;

/**
 * Whether a text is a moment (RFC 3339, 5.6) that `Date` and the database can hold and the API can give back: of a day
 * that exists, in the years 0000 to 9999 of UTC, and no leap second, because `Date` has none.
 */
export function isMoment(text: string): boolean {
  if (!MOMENT.test(text) || !isDay(text.slice(0, 10))) return false;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) return false;
  const year = moment.getUTCFullYear();
  return year >= 0 && year <= 9999;
}

/** `Date` takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
