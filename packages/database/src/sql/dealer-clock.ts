import { statement } from "../statement.ts";

/**
 * The one source of `updated_at` of listings, customers and orders: SQL that moves a dealer's clock on and returns its
 * `last_stamp`, for use alone or as the common table expression `clock` of the statement that writes.
 *
 * Guarantees: of one dealer, stamps strictly increase in the order in which transactions commit, whatever they
 * stamp, and no two are equal; so `updated_after` never skips a row that commits late. The row of the clock stays
 * locked until the commit. A dealer waits only for itself, and pays for it with one write of its own at a time.
 *
 * Take the clock before changing rows that are there already: two writers of one dealer that lock in the same order
 * never wait for each other in a circle.
 *
 * @param dealer the SQL of the dealer's id.
 * @param count the SQL of how many stamps are taken: a millisecond apart, `last_stamp` is the last of them. A batch so
 *   may run ahead of the time of day; the clock never runs back.
 */
export function tick(dealer: string, count: string): string {
  return `
  UPDATE dealer_clocks
  SET last_stamp = greatest(last_stamp + interval '1 ms', date_trunc('milliseconds', clock_timestamp()))
                   + (${count} - 1) * interval '1 ms'
  WHERE user_id = ${dealer}
  RETURNING last_stamp`;
}

/**
 * Takes stamps for rows that are yet to be written, and with them the dealer's lock: whoever writes after it in the
 * same transaction is alone with the dealer's rows, and a later statement sees all that others have committed.
 *
 * `$1` dealer · `$2` how many.
 */
export const takeStamps = statement<readonly [userId: string, count: number], { last_stamp: Date }>(
  "take_stamps",
  tick("$1::uuid", "$2::int"),
);
