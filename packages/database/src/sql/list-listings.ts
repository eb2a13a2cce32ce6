import type { ListingStatus, WatchCondition, WatchMovement } from "../generated/enums.ts";
import { statement } from "../statement.ts";

/** A listing's columns as the API needs them. */
export interface ListingRow {
  id: string;
  status: ListingStatus;
  is_published: boolean;
  brand: string;
  model: string;
  reference: string | null;
  year: number | null;
  condition: WatchCondition | null;
  case_material: string | null;
  case_diameter_mm: number | null;
  dial_color: string | null;
  bracelet: string | null;
  caliber: string | null;
  movement: WatchMovement | null;
  complications: string[];
  water_resistance_m: number | null;
  power_reserve_h: number | null;
  box: boolean;
  papers: boolean;
  /** Minor units, as text: the driver reads no 64-bit integers. A check keeps it a safe integer. */
  price_amount: string;
  price_currency: string;
  photos: { id: string; url: string; position: number }[];
  created_at: Date;
  updated_at: Date;
}

/** The columns of a {@link ListingRow}. */
export const listingColumns = `
  id, status, is_published, brand, model, reference, year, condition, case_material, case_diameter_mm, dial_color,
  bracelet, caliber, movement, complications, water_resistance_m, power_reserve_h, box, papers, price_amount,
  price_currency, photos, created_at, updated_at`;

/**
 * One page of a dealer's listings, newest change first.
 *
 * Guarantees: a keyset page — rows inserted or changed meanwhile sort before the first page, so that a walk never
 * repeats or misses a row that stays; `(updated_at, id)` is unique; only what is published, or, with `updated_after`,
 * also what was unpublished since, and not what was unpublished before and has changed since.
 *
 * `$1` dealer · `$2` most rows · `$3`, `$4` `updated_at` and id of the previous page's last row · `$5` updated after ·
 * `$6` status (`active`, `sold`, or `unpublished`) · `$7` brand and `$8` reference, whole, whatever their case.
 */
export const listListings = statement<
  readonly [
    userId: string,
    limit: number,
    cursorUpdatedAt: Date | null,
    cursorId: string | null,
    updatedAfter: Date | null,
    status: string | null,
    brand: string | null,
    reference: string | null,
  ],
  ListingRow
>(
  "list_listings",
  `
SELECT ${listingColumns}
FROM listings
WHERE user_id = $1::uuid
  AND (is_published OR unpublished_at > $5::timestamptz)
  AND ($3::timestamptz IS NULL OR (updated_at, id) < ($3::timestamptz, $4::uuid))
  AND ($5::timestamptz IS NULL OR updated_at > $5::timestamptz)
  AND ($6::text IS NULL OR CASE WHEN is_published THEN status::text ELSE 'unpublished' END = $6::text)
  AND ($7::text IS NULL OR lower(brand) = lower($7::text))
  AND ($8::text IS NULL OR lower(reference) = lower($8::text))
ORDER BY updated_at DESC, id DESC
LIMIT $2::int
`,
);

/** One published listing of a dealer, or nothing: another dealer's listing is the same as none. */
export const getListing = statement<readonly [userId: string, id: string], ListingRow>(
  "get_listing",
  `SELECT ${listingColumns} FROM listings WHERE user_id = $1::uuid AND id = $2::uuid AND is_published`,
);
