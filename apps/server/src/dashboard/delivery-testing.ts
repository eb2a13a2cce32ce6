import { expect } from "vitest";
import { type Browser, readDashboard } from "./testing.ts";

/** A page of the dashboard's list of deliveries. */
export interface Page {
  data: { id: string; event_id: string; livemode: boolean; created_at: string }[];
  has_more: boolean;
  next_cursor: string | null;
}

/** Reads a page of it, and compares it with the contract. */
export async function list(who: Browser, query: Readonly<Record<string, string>> = {}): Promise<Page> {
  const response = await who.call("GET", `/deliveries?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  // Safe: readDashboard has compared the body with the contract's list.
  return (await readDashboard("listDeliveries", response)) as unknown as Page;
}

/** The ids of a page, in its order. */
export const ids = ({ data }: Page) => data.map(({ id }) => id);
/** Switches test data on or off for a dealer. */
export const showTestData = (who: Browser, shown: boolean) =>
  who.call("PATCH", "/preferences", { body: { show_test_data: shown } });
/** Reads a delivery in full. */
export const get = async (who: Browser, id: string) =>
  readDashboard("getDelivery", await who.call("GET", `/deliveries/${id}`));
