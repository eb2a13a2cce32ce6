import { statement } from "../statement.ts";
import { tick } from "./dealer-clock.ts";
import { type OrderRow, orderColumns } from "./list-orders.ts";
import type { OfferRow } from "./partner-lists.ts";

/**
 * Cancels a pending order; gives nothing if there is no such order, or none that is pending.
 *
 * Guarantees: of several at once one succeeds, because each has taken the dealer's clock before, in this transaction, and
 * then finds the order as the one before left it.
 *
 * `$1` dealer · `$2` test or live · `$3` order · `$4` the clock's stamp.
 */
export const cancelOrder = statement<
  readonly [userId: string, isTest: boolean, id: string, stamp: Date],
  OrderRow
>(
  "cancel_order",
  `
UPDATE orders
SET status = 'cancelled', cancelled_at = $4::timestamptz, updated_at = $4::timestamptz
WHERE user_id = $1::uuid AND is_test = $2::boolean AND id = $3::uuid AND status = 'pending'
RETURNING ${orderColumns}
`,
);

/**
 * Voids the open sale of an order that is no longer, and puts its listing back into stock. Gives the listing, or nothing
 * if the order had sold none. The sale of a test order is voided too, but a listing is never changed for one.
 *
 * `$1` dealer · `$2` order.
 */
export const voidSaleOfOrder = statement<readonly [userId: string, orderId: string], OfferRow>(
  "void_sale_of_order",
  `
WITH clock AS (${tick("$1::uuid", "1")}
), sale AS (
  UPDATE sales SET voided_at = clock.last_stamp
  FROM clock
  WHERE user_id = $1::uuid AND order_id = $2::uuid AND voided_at IS NULL
  RETURNING listing_id, is_test
)
UPDATE listings
SET status = 'active', updated_at = clock.last_stamp
FROM clock, sale
WHERE listings.id = sale.listing_id AND NOT sale.is_test AND listings.user_id = $1::uuid AND status = 'sold'
RETURNING listings.id, user_id, brand, model, reference, price_amount, price_currency, status, is_published, updated_at
`,
);
