import { getInventoryItem, type InventoryRow, saveListing, type Transaction } from "@wth/database";
import type { Actor, NewEvent } from "../events/record-event.ts";
import { notFound } from "../http/errors.ts";
import type { OfferTerms } from "../partner/events/of-change.ts";
import { takeClock } from "../stamps.ts";

/** What happens to a listing on the custom channel; its event carries only the id. */
export type ListingEventType =
  | "listing.published"
  | "listing.unpublished"
  | "listing.sold"
  | "listing.in_stock";

/**
 * Takes the dealer's clock and reads a listing, which nobody else changes until the transaction ends.
 *
 * @returns the listing, and the stamp to write it with.
 * @throws {ApiError} `resource_not_found`, of another dealer's listing too.
 */
export async function beginChange(
  tx: Transaction,
  { userId }: Actor,
  id: string,
): Promise<{ row: InventoryRow; stamp: Date }> {
  // Sent together; the second sees what was committed before the first had the lock.
  const [stamp, [row]] = await Promise.all([
    takeClock(tx, userId, 1),
    tx.run(getInventoryItem, [userId, id]),
  ]);
  if (row === undefined) throw notFound();
  return { row, stamp: stamp(0) };
}

/** Writes a listing as it is to be, in the transaction that has read it. */
export function save(tx: Transaction, { userId }: Actor, row: InventoryRow): void {
  tx.runLast(saveListing, [userId, JSON.stringify(row)]);
}

/**
 * The event of a change, or none: what is not on the channel is nobody's business there.
 *
 * @param listing as it is now.
 */
export function eventsOf(type: ListingEventType, listing: OfferTerms): NewEvent[] {
  const { id, is_published: isPublished } = listing;
  const isToldAnyway = type === "listing.unpublished";
  return isPublished || isToldAnyway
    ? [{ type, data: { object: { id, object: "listing" } }, offer: listing }]
    : [];
}
