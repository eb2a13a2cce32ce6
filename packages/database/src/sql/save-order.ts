import type { OrderStatus } from "../generated/enums.ts";
import { statement } from "../statement.ts";

/**
 * Writes a new, pending order that a dealer has entered; gives its id, or nothing if there is one of its external id in
 * this mode.
 *
 * Guarantees: its stamp is of the dealer's clock, taken before in this transaction.
 *
 * `$1` its id · `$2` dealer · `$3` test or live · `$4` external id · `$5` total in minor units · `$6` currency · `$7` buyer
 * and `$8` line items, as JSON · `$9` the stamp.
 */
export const insertOrderByHand = statement<
  readonly [
    id: string,
    userId: string,
    isTest: boolean,
    externalId: string | null,
    totalAmount: string,
    currency: string,
    buyer: string,
    lineItems: string,
    stamp: Date,
  ],
  { id: string }
>(
  "insert_order_by_hand",
  `
INSERT INTO orders
  (id, user_id, is_test, external_id, total_amount, currency, buyer, line_items, ordered_at, created_at, updated_at)
VALUES
  ($1::uuid, $2::uuid, $3::boolean, $4::text, $5::bigint, $6::text, $7::jsonb, $8::jsonb, $9::timestamptz, $9::timestamptz,
   $9::timestamptz)
ON CONFLICT (user_id, is_test, external_id) DO NOTHING
RETURNING id
`,
);

/**
 * Writes what becomes of an order: its status, its listing, and when.
 *
 * Guarantees: an order of another dealer is left as it is. What it replaces was read after the dealer's clock was taken, in
 * this transaction, so that no change is lost; its stamp is of that clock.
 *
 * `$1` dealer · `$2` order · `$3` status · `$4` listing · `$5` fulfilled at · `$6` cancelled at · `$7` the stamp.
 */
export const saveOrderState = statement<
  readonly [
    userId: string,
    id: string,
    status: OrderStatus,
    listingId: string | null,
    fulfilledAt: Date | null,
    cancelledAt: Date | null,
    stamp: Date,
  ],
  Record<never, never>
>(
  "save_order_state",
  `
UPDATE orders
SET status = $3::text::order_status, listing_id = $4::uuid, fulfilled_at = $5::timestamptz,
    cancelled_at = $6::timestamptz, updated_at = $7::timestamptz
WHERE user_id = $1::uuid AND id = $2::uuid
`,
);
