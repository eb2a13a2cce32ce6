import type { ListingStatus, OrderStatus } from "../generated/enums.ts";
import { statement } from "../statement.ts";
import { type OrderRow, orderColumns } from "./list-orders.ts";

/** An order, and whose it is. */
export interface PartnerOrderRow extends OrderRow {
  user_id: string;
}

/** The commercial terms of a listing, and whose it is. */
export interface OfferRow {
  id: string;
  user_id: string;
  brand: string;
  model: string;
  reference: string | null;
  /** Minor units, as text: the driver reads no 64-bit integers. */
  price_amount: string;
  price_currency: string;
  status: ListingStatus;
  is_published: boolean;
  updated_at: Date;
}

/** The columns of an {@link OfferRow}. */
export const offerColumns = `
  id, user_id, brand, model, reference, price_amount, price_currency, status, is_published, updated_at`;

/** Which dealers: all of a branch, or, if a user is given, those of that user alone. */
type Scope = readonly [branchId: string, userId: string | null];

/** SQL of the dealers of a scope. A personal key's are its user's, whatever the branch. */
const dealers = "SELECT id FROM users WHERE ($2::uuid IS NULL AND branch_id = $1::uuid) OR id = $2::uuid";

/**
 * One page of the orders of a partner key's dealers, of both modes, newest change first.
 *
 * Guarantees: a keyset page, as of one dealer's orders; of each dealer and mode it reads a page of index entries at most, and
 * merges them. No other dealer's order is ever looked at.
 *
 * `$1`, `$2` the scope · `$3` most rows · `$4`, `$5` `updated_at` and id of the previous page's last row · `$6` status.
 */
export const listPartnerOrders = statement<
  readonly [
    ...scope: Scope,
    limit: number,
    cursorUpdatedAt: Date | null,
    cursorId: string | null,
    status: OrderStatus | null,
  ],
  PartnerOrderRow
>(
  "list_partner_orders",
  `
SELECT page.*
FROM (${dealers}) dealer
CROSS JOIN (VALUES (false), (true)) AS mode (is_test)
CROSS JOIN LATERAL (
  SELECT user_id, ${orderColumns}
  FROM orders
  WHERE user_id = dealer.id AND is_test = mode.is_test
    AND (updated_at, id) < (coalesce($4::timestamptz, 'infinity'), $5::uuid)
    AND ($6::text IS NULL OR status = $6::text::order_status)
  ORDER BY updated_at DESC, id DESC
  LIMIT $3::int
) page
ORDER BY page.updated_at DESC, page.id DESC
LIMIT $3::int
`,
);

/**
 * One page of the offers of a partner key's dealers: what is published, newest change first.
 *
 * Guarantees: those of {@link listPartnerOrders}.
 *
 * `$1`, `$2` the scope · `$3` most rows · `$4`, `$5` `updated_at` and id of the previous page's last row.
 */
export const listPartnerOffers = statement<
  readonly [...scope: Scope, limit: number, cursorUpdatedAt: Date | null, cursorId: string | null],
  OfferRow
>(
  "list_partner_offers",
  `
SELECT page.*
FROM (${dealers}) dealer
CROSS JOIN LATERAL (
  SELECT ${offerColumns}
  FROM listings
  WHERE user_id = dealer.id AND is_published
    AND (updated_at, id) < (coalesce($4::timestamptz, 'infinity'), $5::uuid)
  ORDER BY updated_at DESC, id DESC
  LIMIT $3::int
) page
ORDER BY page.updated_at DESC, page.id DESC
LIMIT $3::int
`,
);
