import { randomUUIDv7 } from "node:crypto";
import { getInventoryItem, type InventoryRow, insertSale, type Transaction } from "@wth/database";
import { type Actor, recordEvents } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import { sell } from "../listings/sell.ts";
import { takeClock } from "../stamps.ts";
import { actorFor, changeOrder, readOrder } from "./change.ts";

/**
 * Matches a pending order to a listing that is for sale, which is sold by it: a sale, and `listing.sold`. The order stays
 * pending. A test order is matched too, but sells nothing. Of several matches at once, of an order or of a listing, one
 * succeeds.
 *
 * @throws {ApiError} `resource_not_found` (`param`: which), `order_not_pending`, `order_already_matched` or
 *   `listing_already_sold`.
 */
export async function matchOrder(
  tx: Transaction,
  actor: Actor,
  id: string,
  listingId: string,
): Promise<void> {
  const stamp = await takeClock(tx, actor.userId, 2);
  const order = await readOrder(tx, actor, id);
  if (order.status !== "pending") throw new ApiError("order_not_pending");
  if (order.listing_id !== null) throw new ApiError("order_already_matched");
  const listing = await readListing(tx, actor, listingId);
  if (listing.status === "sold") throw new ApiError("listing_already_sold");
  changeOrder(tx, actor, order, { listing_id: listingId }, stamp(0));
  if (order.is_test) {
    tx.runLast(insertSale, [randomUUIDv7(), actor.userId, listingId, id, true, stamp(0)]);
    return;
  }
  const { events } = sell(tx, actor, listing, { orderId: id, stamp: stamp(1) });
  recordEvents(tx, events, actorFor(actor, order));
}

async function readListing(tx: Transaction, { userId }: Actor, id: string): Promise<InventoryRow> {
  const [row] = await tx.run(getInventoryItem, [userId, id]);
  if (row === undefined) throw new ApiError("resource_not_found", { param: "listing_id" });
  return row;
}
