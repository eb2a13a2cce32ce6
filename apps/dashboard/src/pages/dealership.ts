import type { QueryClient } from "@tanstack/react-query";

/** The lists that a change of a watch or an order shows in. */
const LISTS = ["/inventory", "/orders", "/clients"];

/** Has everything asked for anew that a change of a watch or an order shows in. */
export function refreshDealership(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey }) => LISTS.some((path) => String(queryKey[1]).startsWith(path)),
  });
}
