import type { Transaction } from "@wth/database";
import { type Actor, recordEvents } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import { takeClock } from "../stamps.ts";
import { actorFor, changeOrder, readOrder } from "./change.ts";
import { serializeOrder } from "./serialize.ts";

/**
 * Marks a pending order that is matched to a listing as fulfilled: `order.fulfilled`. Of several at once one succeeds.
 *
 * @throws {ApiError} `resource_not_found`, `order_not_pending` or `order_not_matched`.
 */
export async function fulfilOrder(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const stamp = await takeClock(tx, actor.userId, 1);
  const order = await readOrder(tx, actor, id);
  if (order.status !== "pending") throw new ApiError("order_not_pending");
  if (order.listing_id === null) throw new ApiError("order_not_matched");
  const now = stamp(0);
  const row = changeOrder(tx, actor, order, { status: "fulfilled", fulfilled_at: now }, now);
  const data = { object: serializeOrder(row), previous_attributes: { status: "pending" } } as const;
  recordEvents(tx, [{ type: "order.fulfilled", data }], actorFor(actor, row));
}
