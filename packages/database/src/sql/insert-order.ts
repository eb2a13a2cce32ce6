import { statement } from "../statement.ts";
import { isUniqueViolation } from "../unique-violation.ts";

/**
 * Writes a new, pending order.
 *
 * Guarantees: of equal external ids of a dealer and mode one is written, and the others fail ({@link isOrderConflict}).
 * Its stamp is of the dealer's clock, taken before in this transaction.
 *
 * `$1` its id · `$2` dealer · `$3` test or live · `$4` external id · `$5` total in minor units · `$6` currency · `$7` buyer,
 * `$8` line items and `$9` metadata, as JSON · `$10` ordered at · `$11` the stamp.
 */
export const insertOrder = statement<
  readonly [
    id: string,
    userId: string,
    isTest: boolean,
    externalId: string,
    totalAmount: string,
    currency: string,
    buyer: string,
    lineItems: string,
    metadata: string,
    orderedAt: Date,
    stamp: Date,
  ],
  Record<never, never>
>(
  "insert_order",
  `
INSERT INTO orders
  (id, user_id, is_test, external_id, total_amount, currency, buyer, line_items, metadata, ordered_at, created_at, updated_at)
VALUES
  ($1::uuid, $2::uuid, $3::boolean, $4::text, $5::bigint, $6::text, $7::jsonb, $8::jsonb, $9::jsonb, $10::timestamptz,
   $11::timestamptz, $11::timestamptz)
`,
);

/** Whether an order failed because there is one of its external id. */
export function isOrderConflict(error: unknown): boolean {
  return isUniqueViolation(error, "orders_external_id");
}

/** The order of an external id. `$1` dealer · `$2` test or live · `$3` external id. */
export const findOrderId = statement<
  readonly [userId: string, isTest: boolean, externalId: string],
  { id: string }
>(
  "find_order_id",
  "SELECT id FROM orders WHERE user_id = $1::uuid AND is_test = $2::boolean AND external_id = $3::text",
);
