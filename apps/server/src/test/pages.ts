import { type OperationTypes, operations } from "@wth/contract";
import { expect } from "vitest";
import { readChecked } from "./contract.ts";
import type { TestDealer } from "./dealer.ts";

/** The operations that list, by what they list. */
type ListOperation = "listListings" | "listCustomers" | "listOrders" | "listEvents" | "listWebhookDeliveries";

/** A page of an operation that lists. */
export type PageOf<Id extends ListOperation> =
  OperationTypes[Id]["responses"][200]["content"]["application/json"];

/** What an operation lists. */
export type ItemOf<Id extends ListOperation> = PageOf<Id>["data"][number];

/** Reads one page, after comparing it with the contract. */
export async function readPage<Id extends ListOperation>(
  dealer: TestDealer,
  id: Id,
  query: Readonly<Record<string, string>> = {},
): Promise<PageOf<Id>> {
  const response = await dealer.call("GET", `${operations[id].path}?${new URLSearchParams(query)}`);
  const page = await readChecked(id, response);
  expect(response.status).toBe(200);
  // Safe: readChecked has compared the body with the schema that this type is generated from.
  return page as unknown as PageOf<Id>;
}

/**
 * Walks a list to its end.
 *
 * @param eachPage awaited after each page, before the next is asked for.
 */
export async function walk<Id extends ListOperation>(
  dealer: TestDealer,
  id: Id,
  query: Readonly<Record<string, string>> = {},
  eachPage = async () => {},
): Promise<ItemOf<Id>[]> {
  const items: ItemOf<Id>[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: PageOf<Id> = await readPage(dealer, id, cursor === "" ? query : { ...query, after: cursor });
    expect(page.has_more).toBe(page.next_cursor !== null);
    items.push(...page.data);
    await eachPage();
    cursor = page.next_cursor;
  }
  return items;
}
