import { type DealerOrderRow, getInventoryItem, type InventoryRow, type Transaction } from "@wth/database";
import { type Actor, recordEvents } from "../events/record-event.ts";
import { ApiError, notFound } from "../http/errors.ts";
import { beginChange } from "../listings/change.ts";
import { putBack } from "../listings/sell.ts";
import { takeClock } from "../stamps.ts";
import { restock } from "./cancel.ts";
import { actorFor, changeOrder, readOrder } from "./change.ts";

/**
 * Voids the sale of a pending order: it is matched to nothing any more, and the listing of a live one is for sale again
 * (`listing.in_stock`).
 *
 * @throws {ApiError} `resource_not_found`, `order_not_pending` or `order_not_matched`.
 */
export async function unmatchOrder(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const stamp = await takeClock(tx, actor.userId, 1);
  await unmatch(tx, actor, await readOrder(tx, actor, id), stamp(0));
}

/**
 * Voids the sale of a listing, whatever has sold it: it is for sale again (`listing.in_stock`), and an order that had sold
 * it is matched to nothing any more.
 *
 * @throws {ApiError} `resource_not_found`; `listing_not_sold`; `order_not_pending` when the order is fulfilled: to cancel
 *   it voids the sale too.
 */
export async function voidSale(tx: Transaction, actor: Actor, listingId: string): Promise<InventoryRow> {
  const { row, stamp } = await beginChange(tx, actor, listingId);
  if (row.status !== "sold") throw new ApiError("listing_not_sold");
  if (row.sale_order_id === null) return putBack(tx, actor, row, stamp);
  await unmatch(tx, actor, await readOrder(tx, actor, row.sale_order_id), stamp);
  const [back] = await tx.run(getInventoryItem, [actor.userId, listingId]);
  if (back === undefined) throw notFound();
  return back;
}

async function unmatch(tx: Transaction, actor: Actor, order: DealerOrderRow, stamp: Date): Promise<void> {
  if (order.status !== "pending") throw new ApiError("order_not_pending");
  if (order.listing_id === null) throw new ApiError("order_not_matched");
  changeOrder(tx, actor, order, { listing_id: null }, stamp);
  recordEvents(tx, await restock(tx, actor, order.id), actorFor(actor, order));
}
