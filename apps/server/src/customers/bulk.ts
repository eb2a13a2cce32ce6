import type { components } from "@wth/contract";
import type { Transaction } from "@wth/database";
import type { Actor } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import { type CustomerUpsert, upsertCustomers } from "./upsert.ts";

/** What became of one customer of a bulk request. */
export type BulkResult = components["schemas"]["CustomerBulkResult"];

/**
 * Upserts the customers of a bulk request that are valid, in their order; the others get an error each.
 *
 * @param customers not yet checked one by one, whatever their type says.
 * @param renderError an error as an answer shows it.
 */
export async function upsertInBulk(
  tx: Transaction,
  actor: Actor,
  customers: readonly CustomerUpsert[],
  renderError: (error: ApiError) => components["schemas"]["ErrorDetail"],
): Promise<BulkResult[]> {
  const { checkItem } = actor.apiVersion.operation("bulkUpsertCustomers");
  const checked = customers.map((customer, index) => tryItem(() => checkItem("customers", customer, index)));
  const written = await upsertCustomers(
    tx,
    actor,
    checked.filter((item) => !(item instanceof ApiError)),
  );
  const results = written.values();
  return checked.map((item, index) => {
    if (item instanceof ApiError) return { index, status: "error", error: renderError(item) };
    const { value: customer } = results.next();
    if (customer === undefined) throw new Error("Fewer customers were written than there were valid ones.");
    return { index, status: customer.matched_existing ? "matched" : "created", customer };
  });
}

/** What a check of an item makes of it, or the error that it refuses it with. */
function tryItem(check: () => unknown): CustomerUpsert | ApiError {
  try {
    // Safe: what has passed the check is what the contract takes.
    return check() as CustomerUpsert;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
