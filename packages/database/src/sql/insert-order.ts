import { statement } from "../statement.ts";
import { tick } from "./dealer-clock.ts";
import { type OrderRow, orderColumns } from "./list-orders.ts";

/**
 * Writes a new, pending order, or nothing if the dealer has one of this external id in this mode.
 *
 * Guarantees: of equal external ids at once one is written; created, updated and, unless given, ordered at the stamp of
 * the dealer's clock ({@link tick}), in one statement, so that the dealer's lock is held no longer than it must be.
 *
 * `$1` dealer · `$2` test or live · `$3` external id · `$4` total in minor units · `$5` currency · `$6` buyer,
 * `$7` line items and `$8` metadata, as JSON · `$9` ordered at.
 */
export const insertOrder = statement<
  readonly [
    userId: string,
    isTest: boolean,
    externalId: string,
    totalAmount: number,
    currency: string,
    buyer: string,
    lineItems: string,
    metadata: string,
    orderedAt: Date | null,
  ],
  OrderRow
>(
  "insert_order",
  `
WITH clock AS (${tick("$1::uuid", "1")}
)
INSERT INTO orders
  (user_id, is_test, external_id, total_amount, currency, buyer, line_items, metadata, ordered_at, created_at, updated_at)
SELECT $1::uuid, $2::boolean, $3::text, $4::bigint, $5::text, $6::jsonb, $7::jsonb, $8::jsonb,
       coalesce($9::timestamptz, last_stamp), last_stamp, last_stamp
FROM clock
ON CONFLICT (user_id, is_test, external_id) DO NOTHING
RETURNING ${orderColumns}
`,
);
