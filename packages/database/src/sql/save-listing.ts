import { statement } from "../statement.ts";
import type { ListingRow } from "./list-listings.ts";

/**
 * Writes a listing as it is to be, a new one or one that is there. Notes when it was first published and, until it is
 * published again, when it was taken off: lists of what has changed since then show it as `unpublished`.
 *
 * Guarantees: a listing of another dealer is left as it is. What it replaces was read after the dealer's clock was taken,
 * in this transaction, so that no change is lost; its stamp is of that clock.
 *
 * `$1` dealer · `$2` the row ({@link ListingRow}), as JSON.
 */
export const saveListing = statement<readonly [userId: string, row: string], Record<never, never>>(
  "save_listing",
  `
INSERT INTO listings AS old
  (id, user_id, status, is_published, published_at, brand, model, reference, year, condition, case_material,
   case_diameter_mm, dial_color, bracelet, caliber, movement, complications, water_resistance_m, power_reserve_h, box,
   papers, price_amount, price_currency, photos, created_at, updated_at)
SELECT
  id, $1::uuid, status, is_published, CASE WHEN is_published THEN updated_at END, brand, model, reference, year, condition,
  case_material, case_diameter_mm, dial_color, bracelet, caliber, movement, complications, water_resistance_m,
  power_reserve_h, box, papers, price_amount, price_currency, photos, created_at, updated_at
FROM jsonb_to_record($2::jsonb) AS given
  (id uuid, status listing_status, is_published boolean, brand text, model text, reference text, year int,
   condition watch_condition, case_material text, case_diameter_mm double precision, dial_color text, bracelet text,
   caliber text, movement watch_movement, complications text[], water_resistance_m int, power_reserve_h int, box boolean,
   papers boolean, price_amount bigint, price_currency text, photos jsonb, created_at timestamptz,
   updated_at timestamptz)
ON CONFLICT (id) DO UPDATE
SET status = excluded.status, is_published = excluded.is_published,
    published_at = coalesce(old.published_at, excluded.published_at),
    unpublished_at = CASE
      WHEN excluded.is_published THEN NULL
      WHEN old.is_published THEN excluded.updated_at
      ELSE old.unpublished_at
    END,
    brand = excluded.brand, model = excluded.model, reference = excluded.reference, year = excluded.year,
    condition = excluded.condition, case_material = excluded.case_material,
    case_diameter_mm = excluded.case_diameter_mm, dial_color = excluded.dial_color, bracelet = excluded.bracelet,
    caliber = excluded.caliber, movement = excluded.movement, complications = excluded.complications,
    water_resistance_m = excluded.water_resistance_m, power_reserve_h = excluded.power_reserve_h, box = excluded.box,
    papers = excluded.papers, price_amount = excluded.price_amount, price_currency = excluded.price_currency,
    photos = excluded.photos, updated_at = excluded.updated_at
WHERE old.user_id = excluded.user_id
`,
);
