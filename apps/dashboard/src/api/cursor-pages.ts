/** Options of `api.useInfiniteQuery` for a list of the API: each page begins where the one before it ended. */
export const cursorPages = {
  pageParamName: "after",
  // Null and not undefined, which would be taken for a page 0.
  initialPageParam: null,
  getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor,
};
