import { randomUUIDv7 } from "node:crypto";
import { findMatchingCustomers, saveCustomers, type Transaction } from "@wth/database";
import type { NewEvent } from "../events/record-event.ts";
import { serializeCustomer } from "./serialize.ts";

/** A buyer whose e-mail address is known. */
export interface KnownBuyer {
  name: string;
  email: string;
}

/**
 * Finds the client that a buyer is, by e-mail address in upper or lower case; of several with that address the one that was
 * created first. What is known of the client stays as it is. A buyer whom nobody knows becomes a client.
 *
 * @param owner dealer, and test or live: clients of the other mode are never matched. Whose clock the transaction has
 *   taken, so that equal buyers at once end in one client.
 * @param stamp for a new client.
 * @returns `customer.matched` of a client that was there, which is yet to be recorded.
 */
export async function matchBuyer(
  tx: Transaction,
  owner: readonly [userId: string, isTest: boolean],
  { name, email }: KnownBuyer,
  stamp: Date,
): Promise<NewEvent[]> {
  const [client] = await tx.run(findMatchingCustomers, [...owner, [], [email.toLowerCase()], [1]]);
  if (client !== undefined) {
    return [{ type: "customer.matched", data: { object: serializeCustomer(client, true) } }];
  }
  const created = {
    id: randomUUIDv7(),
    external_id: null,
    email,
    name,
    phone: null,
    accepts_marketing: false,
    metadata: {},
    created_at: stamp,
    updated_at: stamp,
  };
  tx.runLast(saveCustomers, [...owner, JSON.stringify([created])]);
  return [];
}
