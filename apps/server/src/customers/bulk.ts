import type { components } from "@wth/contract";
import type { Transaction } from "@wth/database";
import type { Actor } from "../events/record-event.ts";
import { ApiError, type errorBody } from "../http/errors.ts";
import { itemValidator } from "../http/validate.ts";
import { type CustomerUpsert, upsertCustomers } from "./upsert.ts";

/** What became of one customer of a bulk request. */
export type BulkResult = components["schemas"]["CustomerBulkResult"];

const checkItem = itemValidator("bulkUpsertCustomers", "customers");

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
  renderError: (error: ApiError) => ReturnType<typeof errorBody>["error"],
): Promise<BulkResult[]> {
  const errors = customers.map(refusal);
  const written = await upsertCustomers(
    tx,
    actor,
    customers.filter((_, index) => errors[index] === null),
  );
  const results = written.values();
  return errors.map((error, index) => {
    if (error !== null) return { index, status: "error", error: renderError(error) };
    const { value: customer } = results.next();
    if (customer === undefined) throw new Error("Fewer customers were written than there were valid ones.");
    return { index, status: customer.matched_existing ? "matched" : "created", customer };
  });
}

function refusal(item: unknown, index: number): ApiError | null {
  try {
    checkItem(item, index);
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
