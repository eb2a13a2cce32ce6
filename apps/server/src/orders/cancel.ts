import { cancelOrder as cancel, getOrder, type Transaction, voidSaleOfOrder } from "@wth/database";
import { type Actor, type NewEvent, recordEvents } from "../events/record-event.ts";
import { ApiError, notFound } from "../http/errors.ts";
import { eventsOf } from "../listings/change.ts";
import { type Order, serializeOrder } from "./serialize.ts";

/**
 * Cancels a pending order for an integration, and records `order.cancelled`, which is delivered to it too. If the dealer
 * had matched a live order to a listing, and so sold it, the listing is in stock again.
 *
 * @param stamp of the dealer's clock, which the transaction has taken.
 * @throws {ApiError} `resource_not_found`, or `order_not_cancellable` when the order is not pending.
 */
export async function cancelOrder(tx: Transaction, actor: Actor, id: string, stamp: Date): Promise<Order> {
  const key = [actor.userId, !actor.livemode, id] as const;
  const [row] = await tx.run(cancel, [...key, stamp]);
  if (row === undefined) {
    const [other] = await tx.run(getOrder, key);
    throw other === undefined ? notFound() : new ApiError("order_not_cancellable");
  }
  const order = serializeOrder(row);
  const cancelled: NewEvent = {
    type: "order.cancelled",
    data: { object: order, previous_attributes: { status: "pending" } },
  };
  const restocked = row.listing_id === null ? [] : await restock(tx, actor, id);
  recordEvents(tx, [cancelled, ...restocked], actor);
  return order;
}

/** Takes back the sale that an order has made of its listing. @returns the event of it, if the channel shows it. */
export async function restock(tx: Transaction, { userId }: Actor, orderId: string): Promise<NewEvent[]> {
  const [listing] = await tx.run(voidSaleOfOrder, [userId, orderId]);
  return listing === undefined ? [] : eventsOf("listing.in_stock", listing);
}
