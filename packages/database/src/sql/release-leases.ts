import { statement } from "../statement.ts";

/**
 * Gives up leases whose attempts were not made: the deliveries can be claimed at once, under the same attempt number.
 *
 * Guarantees: only while the fencing token still stands; it waits for nobody (`SKIP LOCKED`), and so can be part of no
 * deadlock: what it passes over is claimed again when its lease ends.
 *
 * `$1` deliveries · `$2` the token of each.
 */
export const releaseLeases = statement<
  readonly [deliveryIds: readonly string[], leaseTokens: readonly string[]],
  Record<never, never>
>(
  "release_leases",
  `
UPDATE delivery_queue SET lease_token = NULL, leased_until = NULL
WHERE delivery_id = ANY (ARRAY(
  SELECT q.delivery_id
  FROM delivery_queue q
  JOIN unnest($1::uuid[], $2::uuid[]) AS released (delivery_id, lease_token) USING (delivery_id, lease_token)
  FOR UPDATE OF q SKIP LOCKED
))
`,
);
