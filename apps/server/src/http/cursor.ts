import { openapiDocument } from "@wth/contract";
import { ApiError } from "./errors.ts";

/** The lists that have pages, and the time by which each is ordered, the newest first. */
const orderedBy = {
  listings: "updated_at",
  customers: "updated_at",
  orders: "updated_at",
  events: "created_at",
  webhook_deliveries: "created_at",
  clients: "updated_at",
  inventory: "created_at",
  order_book: "created_at",
  partner_orders: "updated_at",
  partner_offers: "updated_at",
} as const;

/** A list that has pages. A cursor belongs to one of them. */
export type ListName = keyof typeof orderedBy;

/** The last row of a page: the next page begins after it. */
export interface Cursor {
  id: string;
  /** The row's time that the list is ordered by. */
  at: Date;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const DEFAULT_PAGE_SIZE = Number(openapiDocument.components.parameters.Limit?.schema.default);

/** How many rows a page has: `limit`, or the contract's default. */
export function pageSize(limit: number | undefined): number {
  return limit ?? DEFAULT_PAGE_SIZE;
}

/** A cursor as the API hands it out: base64url JSON of `[id, time, list]`. */
export function encodeCursor(list: ListName, { id, at }: Cursor): string {
  return Buffer.from(JSON.stringify([id, at.toISOString(), list])).toString("base64url");
}

/**
 * Reads a cursor back.
 *
 * @throws {ApiError} `invalid_cursor` when it is not one that {@link encodeCursor} could have made for this list.
 */
export function decodeCursor(list: ListName, text: string): Cursor {
  const parsed = parse(text);
  if (Array.isArray(parsed)) {
    const [id, stamp]: unknown[] = parsed;
    if (typeof id === "string" && UUID.test(id) && typeof stamp === "string" && STAMP.test(stamp)) {
      const at = new Date(stamp);
      const cursor = { id, at };
      if (!Number.isNaN(at.getTime()) && encodeCursor(list, cursor) === text) return cursor;
    }
  }
  throw new ApiError("invalid_cursor", { param: "after" });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

/**
 * The list envelope: a page of `limit` rows out of the `limit + 1` that were asked for, so that `has_more` is known
 * without counting.
 *
 * @param rows up to `limit + 1` rows, in order.
 */
export function listEnvelope<
  Name extends ListName,
  Row extends { id: string } & Readonly<Record<(typeof orderedBy)[Name], Date>>,
  Item,
>(
  list: Name,
  rows: readonly Row[],
  limit: number,
  serialize: (row: Row) => Item,
): { object: "list"; data: Item[]; has_more: boolean; next_cursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    object: "list",
    data: page.map(serialize),
    has_more: more,
    next_cursor: more ? encodeCursor(list, { id: last.id, at: last[orderedBy[list]] }) : null,
  };
}
