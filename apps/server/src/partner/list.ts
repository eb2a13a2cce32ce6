import { listEnvelope } from "../http/cursor.ts";

/** The list envelope of the Partner API: that of the public API in camelCase. */
export function camelList<Row extends { id: string; updated_at: Date }, Item>(
  list: "partner_orders" | "partner_offers",
  rows: readonly Row[],
  limit: number,
  serialize: (row: Row) => Item,
): { data: Item[]; hasMore: boolean; nextCursor: string | null } {
  const { data, has_more: hasMore, next_cursor: nextCursor } = listEnvelope(list, rows, limit, serialize);
  return { data, hasMore, nextCursor };
}
