import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Schemas } from "../../api/client.ts";

/** A watch. */
export type Item = Schemas["InventoryItem"];

/** Shows a watch as it is now, wherever it is shown, without asking for it. */
export function putItem(queryClient: QueryClient, id: string, change: Partial<Item>): void {
  const apply = (item: Item) => (item.id === id ? { ...item, ...change } : item);
  queryClient.setQueriesData<InfiniteData<Schemas["InventoryList"]>>(
    { queryKey: ["get", "/inventory"] },
    (list) => list && { ...list, pages: list.pages.map((page) => ({ ...page, data: page.data.map(apply) })) },
  );
  queryClient.setQueriesData<Item>({ queryKey: ["get", "/inventory/{id}"] }, (item) => item && apply(item));
}

/** A watch by its names, as people call it. */
export function nameOf({
  brand,
  model,
  reference,
}: Pick<Schemas["MatchedListing"], "brand" | "model" | "reference">): string {
  return [brand, model, reference].filter((part) => part !== null).join(" ");
}
