import { statement } from "../statement.ts";

/**
 * Notes that a listing was sold.
 *
 * Guarantees: of the live sales of a listing one stands at most, by the index `sales_open`; who has taken the dealer's
 * clock and has found the listing for sale is never refused by it.
 *
 * `$1` its id · `$2` dealer · `$3` listing · `$4` the order that sells it, or null · `$5` whether it is that of a test order
 * · `$6` when: a stamp of the dealer's clock.
 */
export const insertSale = statement<
  readonly [
    id: string,
    userId: string,
    listingId: string,
    orderId: string | null,
    isTest: boolean,
    soldAt: Date,
  ],
  Record<never, never>
>(
  "insert_sale",
  `
INSERT INTO sales (id, user_id, listing_id, order_id, is_test, sold_at)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::boolean, $6::timestamptz)
`,
);

/** Voids a sale of a dealer; its row stays. `$1` dealer · `$2` sale · `$3` when. */
export const voidSale = statement<
  readonly [userId: string, id: string, voidedAt: Date],
  Record<never, never>
>(
  "void_sale",
  `
UPDATE sales SET voided_at = $3::timestamptz
WHERE user_id = $1::uuid AND id = $2::uuid AND voided_at IS NULL
`,
);
