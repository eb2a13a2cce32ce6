import { randomUUIDv7 } from "node:crypto";
import type { components } from "@wth/contract";
import {
  type CustomerRow,
  findMatchingCustomers,
  saveCustomers,
  type Transaction,
  takeStamps,
} from "@wth/database";
import { type Actor, recordEvents } from "../events/record-event.ts";
import { CustomerDirectory } from "./directory.ts";
import { type Customer, serializeCustomer } from "./serialize.ts";

/** A customer to create or update, as the contract takes it. */
export type CustomerUpsert = components["schemas"]["CustomerUpsert"];

/**
 * Upserts customers, in their order and as if each came by itself, in four statements for any number: one takes the
 * dealer's lock and a stamp for each, one reads whom they could match, one writes them, and one records
 * `customer.matched` of those that matched, suppressed, because the integration itself caused it.
 *
 * The lock makes equal upserts at once end in one customer; a dealer waits for nobody else's.
 *
 * @param actor whose customers, and of which mode: those of the other mode are never matched.
 * @returns each as it was when its turn had come, in the same order.
 */
export async function upsertCustomers(
  tx: Transaction,
  actor: Actor,
  items: readonly CustomerUpsert[],
): Promise<Customer[]> {
  if (items.length === 0) return [];
  const owner = [actor.userId, !actor.livemode] as const;
  const externalIds = items.flatMap(({ external_id }) => external_id ?? []);
  const emails = countByEmail(items);
  // Sent together; the second sees what was committed before the first had the lock.
  const [[clock], found] = await Promise.all([
    tx.run(takeStamps, [actor.userId, items.length]),
    tx.run(findMatchingCustomers, [...owner, externalIds, [...emails.keys()], [...emails.values()]]),
  ]);
  if (clock === undefined) throw new Error(`Dealer ${actor.userId} has no clock.`);
  const firstStamp = clock.last_stamp.getTime() - (items.length - 1);

  const directory = new CustomerDirectory(found);
  const written = new Map<string, CustomerRow>();
  const customers = items.map((item, index) => {
    const stamp = new Date(firstStamp + index);
    const match = directory.find(item);
    const row = apply(item, match ?? newCustomer(actor, stamp), stamp);
    directory.replace(match, row);
    written.set(row.id, row);
    return serializeCustomer(row, match !== undefined);
  });

  tx.runLast(saveCustomers, [...owner, JSON.stringify([...written.values()])]);
  const events = customers
    .filter(({ matched_existing }) => matched_existing)
    .map((object) => ({ type: "customer.matched", data: { object } }) as const);
  recordEvents(tx, events, { ...actor, suppress: true });
  return customers;
}

/**
 * The e-mail addresses in lower case, each with how many customers that have it must be known for the first of them to
 * be found all along: one, and one more for each that may get an external id by its address, because a later item can
 * match it by that id and give it another address.
 */
function countByEmail(items: readonly CustomerUpsert[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { email, external_id } of items) {
    if (email === undefined) continue;
    const key = email.toLowerCase();
    counts.set(key, (counts.get(key) ?? 1) + (external_id === undefined ? 0 : 1));
  }
  return counts;
}

function newCustomer({ livemode }: Actor, stamp: Date): CustomerRow {
  return {
    id: randomUUIDv7(),
    external_id: null,
    email: null,
    name: null,
    phone: null,
    accepts_marketing: false,
    metadata: {},
    is_test: !livemode,
    created_at: stamp,
    updated_at: stamp,
  };
}

/** What is given is written, `null` too; what is left out stays. */
function apply(item: CustomerUpsert, row: CustomerRow, stamp: Date): CustomerRow {
  return {
    ...row,
    external_id: item.external_id ?? row.external_id,
    email: item.email ?? row.email,
    name: item.name === undefined ? row.name : item.name,
    phone: item.phone === undefined ? row.phone : item.phone,
    accepts_marketing: item.accepts_marketing ?? row.accepts_marketing,
    metadata: item.metadata ?? row.metadata,
    updated_at: stamp,
  };
}
