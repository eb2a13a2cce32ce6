import { randomUUID } from "node:crypto";

/** The first 48 bits of a UUID of version 7 are milliseconds (RFC 9562, section 5.7). */
const HIGHEST_MS = 2 ** 48 - 1;

/** Above every id. */
export const HIGHEST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * The id below which all ids of earlier moments lie, and none of this one: the bound of a time among ids of version 7.
 *
 * @param time milliseconds count, and what is finer does not; a time beyond what an id can hold counts as the nearest.
 */
export function lowestIdAt(time: Date): string {
  const ms = Math.min(Math.max(time.getTime(), 0), HIGHEST_MS);
  const hex = ms.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * The time that an id of version 7 begins with. It is the `created_at` of what has this id.
 *
 * @param id lower or upper case, with hyphens.
 */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** The lowest and the highest of some ids, for statements that tell the planner so in which partitions they lie. */
export function boundsOf(ids: readonly string[]): readonly [lowest: string, highest: string] {
  let [lowest, highest] = [HIGHEST_ID, ""];
  for (const id of ids) {
    // Lower-case text sorts as the bytes do.
    if (id < lowest) lowest = id;
    if (id > highest) highest = id;
  }
  return [lowest, highest === "" ? lowest : highest];
}

/** SQL of {@link lowestIdAt}. @param time SQL of a timestamp. */
export const sqlLowestIdAt = (time: string) => `rpad(${hexOf(time)}, 32, '0')::uuid`;

/** SQL of the first twelve digits of the ids of a time. */
const hexOf = (time: string) => `lpad(to_hex(floor(extract(epoch FROM ${time}) * 1000)::bigint), 12, '0')`;

/**
 * SQL of a random id of version 7 that begins with a time: for what is made up for a test or a measurement. Else ids are made
 * by `uuidv7()`, or by Node's `randomUUIDv7`.
 *
 * @param time SQL of a timestamp; what is finer than a millisecond does not count.
 */
export const sqlIdAt = (time: string) =>
  `(${hexOf(time)} || '7' || substr(gen_random_uuid()::text, 16))::uuid`;

/** A random id of version 7 that begins with a time: for the same. */
export function randomIdAt(time: Date): string {
  return `${lowestIdAt(time).slice(0, 14)}7${randomUUID().slice(15)}`;
}
