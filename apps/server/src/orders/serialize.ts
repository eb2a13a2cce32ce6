import type { components } from "@wth/contract";
import type { OrderRow } from "@wth/database";

/** An order as the API and its events show it. */
export type Order = components["schemas"]["Order"];

/** Turns a row into the contract's order. */
export function serializeOrder(row: OrderRow): Order {
  return {
    id: row.id,
    object: "order",
    external_id: row.external_id,
    status: row.status,
    listing_id: row.listing_id,
    total_amount: Number(row.total_amount),
    currency: row.currency,
    buyer: row.buyer,
    line_items: row.line_items,
    metadata: row.metadata,
    is_test: row.is_test,
    ordered_at: row.ordered_at.toISOString(),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    fulfilled_at: row.fulfilled_at?.toISOString() ?? null,
    cancelled_at: row.cancelled_at?.toISOString() ?? null,
  };
}
