import { statement } from "../statement.ts";
import { type ListingRow, listingColumns } from "./list-listings.ts";

/** A listing as its dealer sees it: published or not, and with the sale that stands. */
export interface InventoryRow extends ListingRow {
  /** When it was sold; null: it is not, or no sale was noted. */
  sold_at: Date | null;
  sale_id: string | null;
  /** The order that has sold it. */
  sale_order_id: string | null;
}

// At most one sale of a listing stands: the index "sales_open" sees to it. Sales of test orders sell nothing.
const inventory = `
SELECT ${listingColumns}, sold_at, sale_id, sale_order_id
FROM listings
LEFT JOIN LATERAL (
  SELECT id, order_id, sold_at FROM sales
  WHERE listing_id = listings.id AND voided_at IS NULL AND NOT is_test
) AS sale (sale_id, sale_order_id, sold_at) ON true`;

/**
 * One page of a dealer's watches for the dashboard, the most recently added first: an order that no change disturbs, so
 * that a row stays where it is while it is switched. A keyset page. The text is looked for as it is, whatever its case.
 *
 * `$1` dealer · `$2` most rows · `$3`, `$4` `created_at` and id of the previous page's last row · `$5` a text that is in
 * brand, model or reference (one after the other, so that "rolex sub" is found) · `$6` status · `$7` published or not.
 */
export const listInventory = statement<
  readonly [
    userId: string,
    limit: number,
    cursorCreatedAt: Date | null,
    cursorId: string | null,
    text: string | null,
    status: string | null,
    isPublished: boolean | null,
  ],
  InventoryRow
>(
  "list_inventory",
  `
${inventory}
WHERE listings.user_id = $1::uuid
  AND (listings.created_at, listings.id) < (coalesce($3::timestamptz, 'infinity'), $4::uuid)
  AND ($5::text IS NULL OR position(lower($5::text) IN lower(concat_ws(' ', brand, model, reference))) > 0)
  AND ($6::text IS NULL OR status = $6::text::listing_status)
  AND ($7::boolean IS NULL OR is_published = $7::boolean)
ORDER BY listings.created_at DESC, listings.id DESC
LIMIT $2::int
`,
);

/**
 * One watch of a dealer, or nothing: another dealer's is the same as none. Whoever has taken the dealer's clock before, in
 * the same transaction, sees it as nobody else can change it until the commit.
 *
 * `$1` dealer · `$2` listing.
 */
export const getInventoryItem = statement<readonly [userId: string, id: string], InventoryRow>(
  "get_inventory_item",
  `${inventory} WHERE listings.user_id = $1::uuid AND listings.id = $2::uuid`,
);

/** How many watches a dealer has for sale. `$1` dealer. */
export const countForSale = statement<readonly [userId: string], { count: number }>(
  "count_for_sale",
  "SELECT count(*)::int AS count FROM listings WHERE user_id = $1::uuid AND status = 'active'",
);
