import type { components } from "@wth/contract";
import type { ListingRow } from "@wth/database";
import { formatMoney } from "../money/format.ts";

/** A listing as the API shows it. */
export type Listing = components["schemas"]["Listing"];

/** Turns a row into the contract's listing. */
export function serializeListing(row: ListingRow): Listing {
  const amount = Number(row.price_amount);
  return {
    id: row.id,
    object: "listing",
    status: row.is_published ? row.status : "unpublished",
    watch: {
      brand: row.brand,
      model: row.model,
      reference: row.reference,
      year: row.year,
      condition: row.condition,
      case_material: row.case_material,
      case_diameter_mm: row.case_diameter_mm,
      dial_color: row.dial_color,
      bracelet: row.bracelet,
      caliber: row.caliber,
      movement: row.movement,
      complications: row.complications,
      water_resistance_m: row.water_resistance_m,
      power_reserve_h: row.power_reserve_h,
      box: row.box,
      papers: row.papers,
    },
    price: {
      amount,
      currency: row.price_currency,
      amount_formatted: formatMoney(amount, row.price_currency),
    },
    photos: row.photos,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
