import type { OrderStatus } from "../generated/enums.ts";
import { statement } from "../statement.ts";

/** An order's columns as the API needs them. */
export interface OrderRow {
  id: string;
  external_id: string | null;
  status: OrderStatus;
  listing_id: string | null;
  /** Minor units, as text: the driver reads no 64-bit integers. A check keeps it a safe integer. */
  total_amount: string;
  currency: string;
  buyer: { name: string; email: string | null; country: string | null };
  line_items: { sku: string; quantity: number; unit_amount: number }[];
  metadata: Record<string, string>;
  is_test: boolean;
  ordered_at: Date;
  created_at: Date;
  updated_at: Date;
  cancelled_at: Date | null;
  fulfilled_at: Date | null;
}

/** The columns of an {@link OrderRow}. */
export const orderColumns = `
  id, external_id, status, listing_id, total_amount, currency, buyer, line_items, metadata, is_test, ordered_at,
  created_at, updated_at, cancelled_at, fulfilled_at`;

type ListOrdersParams = readonly [
  userId: string,
  isTest: boolean,
  limit: number,
  cursorUpdatedAt: Date | null,
  cursorId: string | null,
  updatedAfter: Date | null,
  status: OrderStatus | null,
  externalId: string | null,
];

function listStatement(name: string, ofExternalId: string) {
  return statement<ListOrdersParams, OrderRow>(
    name,
    `
SELECT ${orderColumns}
FROM orders
WHERE user_id = $1::uuid AND is_test = $2::boolean
  AND (updated_at, id) < (coalesce($4::timestamptz, 'infinity'), $5::uuid)
  AND updated_at > coalesce($6::timestamptz, '-infinity')
  AND ($7::text IS NULL OR status = $7::text::order_status)
  AND ${ofExternalId}
ORDER BY updated_at DESC, id DESC
LIMIT $3::int
`,
  );
}

/**
 * One page of a dealer's orders of one mode, newest change first.
 *
 * Guarantees: a keyset page — rows inserted or changed meanwhile sort before the first page, so that a walk never
 * repeats or misses a row that stays; `updated_at` is unique. However deep, a page is read from where the index stands.
 *
 * `$1` dealer · `$2` test or live · `$3` most rows · `$4`, `$5` `updated_at` and id of the previous page's last row ·
 * `$6` updated after · `$7` status · `$8` external id.
 */
export const listOrders = listStatement("list_orders", "($8::text IS NULL OR external_id = $8::text)");

/** {@link listOrders} with an external id, through the index of those. */
export const listOrdersByExternalId = listStatement("list_orders_by_external_id", "external_id = $8::text");

/** One order of a dealer and mode, or nothing: another dealer's or mode's order is the same as none. */
export const getOrder = statement<readonly [userId: string, isTest: boolean, id: string], OrderRow>(
  "get_order",
  `SELECT ${orderColumns} FROM orders WHERE user_id = $1::uuid AND is_test = $2::boolean AND id = $3::uuid`,
);
