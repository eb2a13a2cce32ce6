import { statement } from "../statement.ts";

/**
 * Gives up leases whose attempts were not made: the deliveries can be claimed at once, under the same attempt number.
 *
 * Guarantee: only while the fencing token still stands.
 *
 * `$1` deliveries · `$2` the token of each.
 */
export const releaseLeases = statement<
  readonly [deliveryIds: readonly string[], leaseTokens: readonly string[]],
  Record<never, never>
>(
  "release_leases",
  `
UPDATE delivery_queue q SET lease_token = NULL, leased_until = NULL
FROM unnest($1::uuid[], $2::uuid[]) AS released (delivery_id, lease_token)
WHERE q.delivery_id = released.delivery_id AND q.lease_token = released.lease_token
`,
);
