import { expect } from "vitest";
import { readChecked } from "../test/contract.ts";
import { postJson, type TestDealer } from "../test/dealer.ts";
import type { BulkResult } from "./bulk.ts";
import type { Customer } from "./serialize.ts";

/** Fields of a customer as they are sent. */
export type Fields = Readonly<Record<string, unknown>>;

/** A customer with everything that it is found by. */
export const a1 = {
  external_id: "ext-A1",
  email: "a1@example.com",
  name: "Customer A1",
  phone: "+15551111",
};

/** Upserts a customer, which must succeed, and compares the answer with the contract. */
export async function upsert(dealer: TestDealer, fields: Fields): Promise<Customer> {
  const response = await postJson(dealer, "/customers", fields);
  // Safe: readChecked has compared the body with the contract's Customer.
  const customer = (await readChecked("upsertCustomer", response)) as unknown as Customer;
  expect(response.status).toBe(customer.matched_existing ? 200 : 201);
  return customer;
}

/** A page of the list of customers. */
export interface Page {
  data: Customer[];
  next_cursor: string | null;
}

/** Reads a page of the list, and compares it with the contract. */
export async function list(dealer: TestDealer, query: Readonly<Record<string, string>> = {}): Promise<Page> {
  const response = await dealer.call("GET", `/customers?${new URLSearchParams(query)}`);
  // Safe: readChecked has compared the body with the contract's CustomerList.
  return (await readChecked("listCustomers", response)) as unknown as Page;
}

/** Upserts customers in bulk, and compares the answer with the contract. */
export async function bulk(dealer: TestDealer, customers: readonly unknown[]): Promise<BulkResult[]> {
  const response = await postJson(dealer, "/customers/bulk", { customers });
  expect(response.status).toBe(200);
  const { data } = await readChecked("bulkUpsertCustomers", response);
  // Safe: readChecked has compared the body with the contract's CustomerBulkResultList.
  return data as BulkResult[];
}
