import type { components } from "@wth/contract";
import type { PartnerOrderRow } from "@wth/database";
import { type Order, serializeOrder } from "../../orders/serialize.ts";

/** An order as partners see it. */
export type PartnerOrder = components["schemas"]["PartnerOrder"];

/** Turns a row into the Partner API's order. */
export function serializePartnerOrder(row: PartnerOrderRow): PartnerOrder {
  return toPartnerOrder(serializeOrder(row), row.user_id);
}

/** A dealer's order in the form that partners see. What the dealer's shop noted beside it, `metadata`, is not for them. */
export function toPartnerOrder(order: Order, dealerId: string): PartnerOrder {
  return {
    id: order.id,
    dealerId,
    externalId: order.external_id,
    status: order.status,
    listingId: order.listing_id,
    totalAmount: order.total_amount,
    currency: order.currency,
    buyer: order.buyer,
    lineItems: order.line_items.map(({ sku, quantity, unit_amount: unitAmount }) => ({
      sku,
      quantity,
      unitAmount,
    })),
    isTest: order.is_test,
    orderedAt: order.ordered_at,
    createdAt: order.created_at,
    updatedAt: order.updated_at,
    fulfilledAt: order.fulfilled_at,
    cancelledAt: order.cancelled_at,
  };
}
