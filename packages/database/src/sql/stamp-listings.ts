import { statement } from "../statement.ts";
import { tick } from "./dealer-clock.ts";

/**
 * Gives listings their new `updated_at`, with the guarantees of {@link tick}, in their order. Ids of another dealer are
 * not touched. In a transaction that changes listings it comes first, in one that inserts them last.
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
), clock AS (${tick("$1::uuid", "cardinality($2::uuid[])")}
)
UPDATE listings
SET updated_at = clock.last_stamp - (listing.total - listing.place) * interval '1 ms'
FROM clock, listing
WHERE listings.id = listing.id AND listings.user_id = $1::uuid
RETURNING listings.updated_at
`,
);
