import type { components } from "@wth/contract";
import type { CustomerRow } from "@wth/database";

/** A customer as the API and its events show it. */
export type Customer = components["schemas"]["Customer"];

/**
 * Turns a row into the contract's customer.
 *
 * @param matchedExisting whether this is the answer to, or the event of, an upsert that matched it.
 */
export function serializeCustomer(row: CustomerRow, matchedExisting: boolean): Customer {
  return {
    id: row.id,
    object: "customer",
    external_id: row.external_id,
    email: row.email,
    name: row.name,
    phone: row.phone,
    matched_existing: matchedExisting,
    accepts_marketing: row.accepts_marketing,
    metadata: row.metadata,
    is_test: row.is_test,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
