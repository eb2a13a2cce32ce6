import { randomUUIDv7 } from "node:crypto";
import { type InventoryRow, insertSale, type Transaction, voidSale } from "@wth/database";
import { type Actor, type NewEvent, recordEvents } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import { beginChange, eventsOf, save } from "./change.ts";

/**
 * Marks a listing as sold, to a buyer of whom there is no order here: a sale, and `listing.sold`. Also while the
 * integration is in test mode, because the dealer has sold a real watch. Of several sales at once one succeeds.
 *
 * @throws {ApiError} `resource_not_found`, or `listing_already_sold`.
 */
export async function markSold(tx: Transaction, actor: Actor, id: string): Promise<InventoryRow> {
  const { row, stamp } = await beginChange(tx, actor, id);
  if (row.status === "sold") throw new ApiError("listing_already_sold");
  const sold = sell(tx, actor, row, { orderId: null, stamp });
  recordEvents(tx, sold.events, actor);
  return sold.row;
}

/**
 * Sells a listing that is for sale, in the transaction that has read it.
 *
 * @param sale the order that it is sold by, or null, and the stamp of the change.
 * @returns the listing as it is now, and the events of it, which are yet to be recorded.
 */
export function sell(
  tx: Transaction,
  actor: Actor,
  row: InventoryRow,
  { orderId, stamp }: { orderId: string | null; stamp: Date },
): { row: InventoryRow; events: NewEvent[] } {
  const saleId = randomUUIDv7();
  const sale = { sold_at: stamp, sale_id: saleId, sale_order_id: orderId };
  const sold = { ...row, ...sale, status: "sold", updated_at: stamp } as const;
  tx.runLast(insertSale, [saleId, actor.userId, row.id, orderId, false, stamp]);
  save(tx, actor, sold);
  return { row: sold, events: eventsOf("listing.sold", sold) };
}

/** Takes back the sale of a listing that the dealer has marked as sold, in the transaction that has read it. */
export function putBack(tx: Transaction, actor: Actor, row: InventoryRow, stamp: Date): InventoryRow {
  const none = { sold_at: null, sale_id: null, sale_order_id: null };
  const back = { ...row, ...none, status: "active", updated_at: stamp } as const;
  if (row.sale_id !== null) tx.runLast(voidSale, [actor.userId, row.sale_id, stamp]);
  save(tx, actor, back);
  recordEvents(tx, eventsOf("listing.in_stock", back), actor);
  return back;
}
