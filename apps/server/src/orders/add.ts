import { randomUUIDv7 } from "node:crypto";
import type { DashboardComponents } from "@wth/contract";
import { type DealerOrderRow, insertOrderByHand, type Transaction } from "@wth/database";
import { matchBuyer } from "../customers/match.ts";
import { type Actor, recordEvents } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import { takeClock } from "../stamps.ts";
import { actorFor } from "./change.ts";
import { serializeOrder } from "./serialize.ts";

/** An order as a dealer enters it. */
export type OrderByHand = DashboardComponents["schemas"]["DealerOrderCreate"];

/**
 * Adds an order that the dealer has entered: `order.received`, which the integration is sent, because it did not report
 * the order itself. A buyer whose e-mail address is a client's is `customer.matched`; any other with one becomes a client.
 *
 * It is a real order, in test mode too, unless it is said to be a test.
 *
 * @throws {ApiError} `order_already_exists` when there is one of its external id among live or test orders.
 */
export async function addOrder(tx: Transaction, actor: Actor, input: OrderByHand): Promise<DealerOrderRow> {
  const stamp = await takeClock(tx, actor.userId, 2);
  const row = newOrder(input, stamp(0));
  const { buyer, is_test: isTest } = row;
  const [inserted] = await tx.run(insertOrderByHand, [
    row.id,
    actor.userId,
    isTest,
    row.external_id,
    row.total_amount,
    row.currency,
    JSON.stringify(buyer),
    JSON.stringify(row.line_items),
    stamp(0),
  ]);
  if (inserted === undefined) throw alreadyExists(row);
  const { name, email } = buyer;
  const matched =
    email === null ? [] : await matchBuyer(tx, [actor.userId, isTest], { name, email }, stamp(1));
  recordEvents(
    tx,
    [{ type: "order.received", data: { object: serializeOrder(row) } }, ...matched],
    actorFor(actor, row),
  );
  return row;
}

function newOrder(input: OrderByHand, stamp: Date): DealerOrderRow {
  const { name, email = null, country = null } = input.buyer;
  return {
    id: randomUUIDv7(),
    external_id: input.external_id ?? null,
    status: "pending",
    listing_id: null,
    total_amount: String(input.total_amount),
    currency: input.currency,
    buyer: { name, email, country },
    line_items: input.line_items,
    metadata: {},
    is_test: input.is_test ?? false,
    ordered_at: stamp,
    created_at: stamp,
    updated_at: stamp,
    cancelled_at: null,
    fulfilled_at: null,
    listing: null,
  };
}

function alreadyExists({ external_id: externalId }: DealerOrderRow): ApiError {
  const message = `There is already an order with the number ${externalId}. Look it up in the list, or give this one another number.`;
  return new ApiError("order_already_exists", { message });
}
