import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, client } from "../../api/client.ts";
import { type Delivery, mergePage } from "./merge.ts";
import type { listQuery } from "./search.ts";

/** How many rows that have left a page are asked for at a time. */
const MISSING_AT_ONCE = 10;

/**
 * A page of the list that stays as it is while it is read: rows change in their places, new ones wait until they are asked for.
 *
 * @param query what the API is asked for.
 */
export function useDeliveryPage(query: ReturnType<typeof listQuery>) {
  const queryClient = useQueryClient();
  const { queryKey } = api.queryOptions("get", "/deliveries", { params: { query } });
  const { data, error, isPending, refetch } = api.useQuery(
    "get",
    "/deliveries",
    { params: { query } },
    // Nothing but `look` changes what is shown; come back to, the page is asked for anew.
    {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  );
  const key = JSON.stringify(query);
  const [waiting, setWaiting] = useState({ key, count: 0 });
  const isLooking = useRef(false);

  const patch = (rows: readonly Delivery[]) =>
    queryClient.setQueryData(queryKey, (page: typeof data) =>
      page === undefined
        ? page
        : { ...page, data: page.data.map((each) => rows.find(({ id }) => id === each.id) ?? each) },
    );

  /** Asks again, and changes what is shown without moving it. */
  const look = async () => {
    const shown = queryClient.getQueryData<typeof data>(queryKey);
    if (shown === undefined || isLooking.current) return;
    isLooking.current = true;
    try {
      const { data: fresh } = await client.GET("/deliveries", { params: { query } });
      if (fresh === undefined) return;
      // Nobody reads an empty list.
      if (shown.data.length === 0) {
        queryClient.setQueryData(queryKey, fresh);
        return;
      }
      const { rows, waiting: count, missing } = mergePage(shown.data, fresh.data);
      patch(rows);
      setWaiting({ key, count });
      const found = await Promise.all(
        missing
          .slice(0, MISSING_AT_ONCE)
          .map((id) => client.GET("/deliveries/{id}", { params: { path: { id } } })),
      );
      patch(found.flatMap(({ data: delivery }) => (delivery === undefined ? [] : [delivery])));
    } catch {
      // Not to be reached just now; the next look may be luckier.
    } finally {
      isLooking.current = false;
    }
  };

  return {
    page: data,
    error,
    isPending,
    /** How many new rows wait above the page. */
    waiting: waiting.key === key ? waiting.count : 0,
    look,
    /** Reads the page anew, with all that is new. */
    reload: async () => {
      setWaiting({ key, count: 0 });
      await refetch();
    },
  };
}
