import type { components } from "@wth/contract";
import type { OfferRow } from "@wth/database";

/** The commercial terms of a listing, as partners see them. */
export type Offer = components["schemas"]["PartnerOffer"];

/** Turns a row into the Partner API's offer. */
export function serializeOffer(row: OfferRow): Offer {
  return {
    id: row.id,
    dealerId: row.user_id,
    brand: row.brand,
    model: row.model,
    reference: row.reference,
    price: Number(row.price_amount),
    currency: row.price_currency,
    availability: availabilityOf(row),
    updatedAt: row.updated_at.toISOString(),
  };
}

function availabilityOf({ is_published: isPublished, status }: OfferRow): Offer["availability"] {
  if (!isPublished) return "withdrawn";
  return status === "sold" ? "sold" : "in_stock";
}
