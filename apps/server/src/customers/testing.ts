import { expect } from "vitest";
import { readChecked } from "../test/contract.ts";
import { postJson, type TestDealer } from "../test/dealer.ts";
import type { BulkResult } from "./bulk.ts";

/** Upserts customers in bulk, and compares the answer with the contract. */
export async function bulk(dealer: TestDealer, customers: readonly unknown[]): Promise<BulkResult[]> {
  const response = await postJson(dealer, "/customers/bulk", { customers });
  expect(response.status).toBe(200);
  const { data } = await readChecked("bulkUpsertCustomers", response);
  // Safe: readChecked has compared the body with the contract's CustomerBulkResultList.
  return data as BulkResult[];
}
