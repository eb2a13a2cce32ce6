import type { ListingStatus, OrderStatus } from "../generated/enums.ts";
import { statement } from "../statement.ts";
import { type OrderRow, orderColumns } from "./list-orders.ts";

/** A listing, as far as it is needed to recognise it. */
export interface ListingSummaryRow {
  id: string;
  brand: string;
  model: string;
  reference: string | null;
  status: ListingStatus;
  price_amount: number;
  price_currency: string;
}

/** An order as its dealer sees it, with the listing that it is matched to. */
export interface DealerOrderRow extends OrderRow {
  listing: ListingSummaryRow | null;
}

// As JSON: amounts are safe integers, by a check of the table.
const summary = `jsonb_build_object(
    'id', listings.id, 'brand', brand, 'model', model, 'reference', reference, 'status', listings.status,
    'price_amount', price_amount, 'price_currency', price_currency)`;

const dealerOrders = `
SELECT ${orderColumns}, (SELECT ${summary} FROM listings WHERE listings.id = listing_id) AS listing
FROM orders`;

/**
 * One page of a dealer's orders for the dashboard, live and test, the most recently received first: an order that no change
 * disturbs. A keyset page. The text is looked for as it is, whatever its case.
 *
 * `$1` dealer · `$2` most rows · `$3` whether test orders are among them · `$4`, `$5` `created_at` and id of the previous
 * page's last row · `$6` a text that is in the external id, the buyer's name or e-mail address, or a SKU · `$7` status.
 */
export const listDealerOrders = statement<
  readonly [
    userId: string,
    limit: number,
    withTest: boolean,
    cursorCreatedAt: Date | null,
    cursorId: string | null,
    text: string | null,
    status: OrderStatus | null,
  ],
  DealerOrderRow
>(
  "list_dealer_orders",
  `
${dealerOrders}
WHERE user_id = $1::uuid AND (NOT is_test OR $3::boolean)
  AND (created_at, id) < (coalesce($4::timestamptz, 'infinity'), $5::uuid)
  AND ($6::text IS NULL OR position(lower($6::text) IN lower(concat_ws(E'\\n', external_id, buyer->>'name', buyer->>'email',
    (SELECT string_agg(line->>'sku', E'\\n') FROM jsonb_array_elements(line_items) AS line)))) > 0)
  AND ($7::text IS NULL OR status = $7::text::order_status)
ORDER BY created_at DESC, id DESC
LIMIT $2::int
`,
);

/**
 * One order of a dealer, of either mode, or nothing: another dealer's is the same as none. Whoever has taken the dealer's
 * clock before, in the same transaction, sees it as nobody else can change it until the commit.
 *
 * `$1` dealer · `$2` order.
 */
export const getDealerOrder = statement<readonly [userId: string, id: string], DealerOrderRow>(
  "get_dealer_order",
  `${dealerOrders} WHERE user_id = $1::uuid AND id = $2::uuid`,
);

/** A listing that an order may be for. */
export interface SuggestionRow {
  listing: ListingSummaryRow;
  /** 3: a position names its reference · 2: one contains it, or a part of it · 1: it costs what one cost · 0: nothing. */
  score: number;
}

/** A text without what people write differently: case, spaces, dots, dashes. */
const bare = (text: string) => `lower(regexp_replace(${text}, '[^[:alnum:]]', '', 'g'))`;

/**
 * The twenty listings of a dealer that an order is likeliest for, out of those that are for sale.
 *
 * `$1` dealer · `$2` order · `$3` a text that is in brand, model or reference, whatever its case.
 */
export const suggestListings = statement<
  readonly [userId: string, orderId: string, text: string | null],
  SuggestionRow
>(
  "suggest_listings",
  `
WITH line AS (
  SELECT ${bare("line->>'sku'")} AS sku, (line->>'unit_amount')::bigint AS amount, currency
  FROM orders, jsonb_array_elements(line_items) AS line
  WHERE user_id = $1::uuid AND id = $2::uuid
)
SELECT ${summary} AS listing,
  coalesce((
    SELECT max(CASE
      WHEN sku = ref AND ref <> '' THEN 3
      WHEN least(length(sku), length(ref)) >= 4 AND (position(ref IN sku) > 0 OR position(sku IN ref) > 0) THEN 2
      WHEN amount = price_amount AND currency = price_currency THEN 1
      ELSE 0
    END) FROM line
  ), 0) AS score
FROM (SELECT *, coalesce(${bare("reference")}, '') AS ref FROM listings) AS listings
WHERE user_id = $1::uuid AND status = 'active'
  AND ($3::text IS NULL OR position(lower($3::text) IN lower(concat_ws(' ', brand, model, reference))) > 0)
ORDER BY score DESC, created_at DESC, id DESC
LIMIT 20
`,
);
