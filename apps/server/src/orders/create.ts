import type { components } from "@wth/contract";
import { insertOrder, type Transaction } from "@wth/database";
import { type Actor, recordEvents } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import { type Order, serializeOrder } from "./serialize.ts";

/**
 * Records an order that an integration reports, and its `order.received`, suppressed, because it came from there. No
 * listing and no customer is touched: matching is the dealer's.
 *
 * @throws {ApiError} `order_already_exists` when the dealer has an order of this external id in this mode.
 */
export async function createOrder(
  tx: Transaction,
  actor: Actor,
  input: components["schemas"]["OrderCreate"],
): Promise<Order> {
  const { name, email = null, country = null } = input.buyer;
  const [row] = await tx.run(insertOrder, [
    actor.userId,
    !actor.livemode,
    input.external_id,
    input.total_amount,
    input.currency,
    JSON.stringify({ name, email, country }),
    JSON.stringify(input.line_items),
    JSON.stringify(input.metadata ?? {}),
    input.ordered_at === undefined ? null : new Date(input.ordered_at),
  ]);
  if (row === undefined) throw new ApiError("order_already_exists");
  const order = serializeOrder(row);
  recordEvents(tx, [{ type: "order.received", data: { object: order } }], { ...actor, suppress: true });
  return order;
}
