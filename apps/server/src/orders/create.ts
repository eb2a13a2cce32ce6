import { randomUUIDv7 } from "node:crypto";
import type { components } from "@wth/contract";
import {
  findOrderId,
  insertOrder,
  isOrderConflict,
  type OrderRow,
  type PipelinedTransaction,
  type Queryable,
  run,
} from "@wth/database";
import { type Actor, recordEvents } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import { type Order, serializeOrder } from "./serialize.ts";

/**
 * Records an order that an integration reports, and its `order.received`, suppressed, because it came from there. No
 * listing and no customer is touched: matching is the dealer's.
 *
 * Nobody waits for the database here: all that the answer says is known before, and what is written travels with the
 * commit. That fails with `order_already_exists` when the dealer has an order of this external id in this mode.
 *
 * @param stamp of the dealer's clock, which the transaction has taken.
 */
export function createOrder(
  tx: PipelinedTransaction,
  actor: Actor,
  input: components["schemas"]["OrderCreate"],
  stamp: Date,
): Order {
  const row = newOrder(actor, input, stamp);
  const owner = [actor.userId, row.is_test] as const;
  tx.runLast(
    insertOrder,
    [
      row.id,
      ...owner,
      input.external_id,
      row.total_amount,
      row.currency,
      JSON.stringify(row.buyer),
      JSON.stringify(row.line_items),
      JSON.stringify(row.metadata),
      row.ordered_at,
      stamp,
    ],
    async (error, reader) =>
      isOrderConflict(error) ? alreadyExists(reader, [...owner, input.external_id]) : error,
  );
  const order = serializeOrder(row);
  recordEvents(tx, [{ type: "order.received", data: { object: order } }], { ...actor, suppress: true });
  return order;
}

function newOrder({ livemode }: Actor, input: components["schemas"]["OrderCreate"], stamp: Date): OrderRow {
  const { name, email = null, country = null } = input.buyer;
  return {
    id: randomUUIDv7(),
    external_id: input.external_id,
    status: "pending",
    listing_id: null,
    total_amount: String(input.total_amount),
    currency: input.currency,
    buyer: { name, email, country },
    line_items: input.line_items,
    metadata: input.metadata ?? {},
    is_test: !livemode,
    ordered_at: input.ordered_at === undefined ? stamp : new Date(input.ordered_at),
    created_at: stamp,
    updated_at: stamp,
    cancelled_at: null,
    fulfilled_at: null,
  };
}

async function alreadyExists(
  reader: Queryable,
  key: readonly [userId: string, isTest: boolean, externalId: string],
): Promise<ApiError> {
  const [other] = await run(reader, findOrderId, key);
  if (other === undefined) return new ApiError("order_already_exists");
  const message = `The order ${other.id} has this \`external_id\` already. Read it with GET /orders/${other.id}`;
  return new ApiError("order_already_exists", { message });
}
