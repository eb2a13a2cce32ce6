import { statement } from "../statement.ts";

/**
 * Gives listings their new `updated_at`. The last statement of a transaction that writes listings.
 *
 * Guarantees: per dealer, stamps strictly increase in the order in which transactions commit, also within a batch
 * (one millisecond apart), so that `updated_after` never skips a row that commits late. The dealer's clock row is
 * locked until the commit; a dealer waits only for itself. Ids of another dealer are not touched.
 *
 * `$1` dealer · `$2` listings.
 */
export const stampListings = statement<
  readonly [userId: string, ids: readonly string[]],
  { updated_at: Date }
>(
  "stamp_listings",
  `
WITH listing AS (
  SELECT id, row_number() OVER (ORDER BY ord) AS place, count(*) OVER () AS total
  FROM unnest($2::uuid[]) WITH ORDINALITY AS l (id, ord)
), clock AS (
  UPDATE dealer_clocks
  SET last_stamp = greatest(last_stamp + interval '1 ms', date_trunc('milliseconds', clock_timestamp()))
                   + (cardinality($2::uuid[]) - 1) * interval '1 ms'
  WHERE user_id = $1::uuid
  RETURNING last_stamp
)
UPDATE listings
SET updated_at = clock.last_stamp - (listing.total - listing.place) * interval '1 ms'
FROM clock, listing
WHERE listings.id = listing.id AND listings.user_id = $1::uuid
RETURNING listings.updated_at
`,
);
