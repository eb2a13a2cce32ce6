import { type DealerOrderRow, getDealerOrder, saveOrderState, type Transaction } from "@wth/database";
import type { Actor } from "../events/record-event.ts";
import { notFound } from "../http/errors.ts";

/** What the events of an order are recorded with: of a test order they are never live, whatever the integration is now. */
export function actorFor<Who extends Actor>(actor: Who, { is_test: isTest }: { is_test: boolean }): Who {
  return { ...actor, livemode: actor.livemode && !isTest };
}

/**
 * Reads an order of the dealer's, of either mode. Once the transaction has taken the dealer's clock, nobody else changes it.
 *
 * @throws {ApiError} `resource_not_found`, of another dealer's order too.
 */
export async function readOrder(tx: Transaction, { userId }: Actor, id: string): Promise<DealerOrderRow> {
  const [row] = await tx.run(getDealerOrder, [userId, id]);
  if (row === undefined) throw notFound();
  return row;
}

/** What can become of an order. */
type Change = Partial<Pick<DealerOrderRow, "status" | "listing_id" | "fulfilled_at" | "cancelled_at">>;

/** Writes what has become of an order, in the transaction that has read it. @returns the order as it is now. */
export function changeOrder(
  tx: Transaction,
  { userId }: Actor,
  before: DealerOrderRow,
  change: Change,
  stamp: Date,
): DealerOrderRow {
  const row = { ...before, ...change, updated_at: stamp };
  tx.runLast(saveOrderState, [
    userId,
    row.id,
    row.status,
    row.listing_id,
    row.fulfilled_at,
    row.cancelled_at,
    stamp,
  ]);
  return row;
}
