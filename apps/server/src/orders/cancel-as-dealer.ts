import type { Transaction } from "@wth/database";
import { type Actor, type NewEvent, recordEvents } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import { takeClock } from "../stamps.ts";
import { restock } from "./cancel.ts";
import { actorFor, changeOrder, readOrder } from "./change.ts";
import { serializeOrder } from "./serialize.ts";

/**
 * Cancels an order for the dealer, who may cancel a fulfilled one too: `order.cancelled`. The listing that a live order has
 * sold is for sale again: `listing.in_stock`. Of several at once one succeeds.
 *
 * @throws {ApiError} `resource_not_found`, or `order_not_cancellable` when it is cancelled already.
 */
export async function cancelAsDealer(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const stamp = await takeClock(tx, actor.userId, 1);
  const order = await readOrder(tx, actor, id);
  const { status } = order;
  if (status === "cancelled") {
    throw new ApiError("order_not_cancellable", { message: "This order is cancelled already." });
  }
  const now = stamp(0);
  const row = changeOrder(tx, actor, order, { status: "cancelled", cancelled_at: now }, now);
  const cancelled: NewEvent = {
    type: "order.cancelled",
    data: { object: serializeOrder(row), previous_attributes: { status } },
  };
  const restocked = order.listing_id === null ? [] : await restock(tx, actor, id);
  recordEvents(tx, [cancelled, ...restocked], actorFor(actor, row));
}
