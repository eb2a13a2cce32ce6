import { type Transaction, takeStamps } from "@wth/database";

/**
 * Takes the dealer's clock, as the first thing in a transaction that changes listings, customers or orders: until it ends,
 * nobody else changes any of the dealer's, and what is read from here on is what others have committed.
 *
 * @param count how many rows are going to be stamped.
 * @returns their stamps, by the order in which the rows are written.
 */
export async function takeClock(
  tx: Transaction,
  userId: string,
  count: number,
): Promise<(index: number) => Date> {
  const [clock] = await tx.run(takeStamps, [userId, count]);
  if (clock === undefined) throw new Error(`Dealer ${userId} has no clock.`);
  const first = clock.last_stamp.getTime() - (count - 1);
  return (index) => new Date(first + index);
}
