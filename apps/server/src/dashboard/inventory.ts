import type { DashboardComponents } from "@wth/contract";
import { getInventoryItem, type InventoryRow, listInventory, run } from "@wth/database";
import { decodeCursor, listEnvelope, pageSize } from "../http/cursor.ts";
import { notFound } from "../http/errors.ts";
import { addListing } from "../listings/add.ts";
import { editListing } from "../listings/edit.ts";
import { setPublished } from "../listings/publish.ts";
import { markSold } from "../listings/sell.ts";
import { serializeListing } from "../listings/serialize.ts";
import { voidSale } from "../orders/void-sale.ts";
import type { Services } from "../services.ts";
import type { DashboardHandlers } from "./handlers.ts";

/** A watch as the dashboard shows it. */
type InventoryItem = DashboardComponents["schemas"]["InventoryItem"];

/** `/inventory`: the dealer's watches, on the custom channel or not. */
export function inventoryHandlers({ database }: Services): DashboardHandlers {
  return {
    listInventory: async ({ query }, { userId }) => {
      const limit = pageSize(query.limit);
      const cursor = query.after === undefined ? null : decodeCursor("inventory", query.after);
      const rows = await run(database.pool, listInventory, [
        userId,
        limit + 1,
        cursor?.at ?? null,
        cursor?.id ?? null,
        query.q ?? null,
        query.status ?? null,
        query.channel === undefined ? null : query.channel === "on",
      ]);
      return { status: 200, body: listEnvelope("inventory", rows, limit, serialize) };
    },

    getInventoryItem: async ({ path }, { userId }) => {
      const [row] = await run(database.pool, getInventoryItem, [userId, path.id]);
      if (row === undefined) throw notFound();
      return { status: 200, body: serialize(row) };
    },

    addInventoryItem: async ({ body }, dealer) => {
      const row = await database.transaction((tx) => addListing(tx, dealer, body));
      return { status: 201, body: serialize(row) };
    },

    updateInventoryItem: async ({ path, body }, dealer) => {
      const row = await database.transaction((tx) => editListing(tx, dealer, path.id, body));
      return { status: 200, body: serialize(row) };
    },

    setChannel: async ({ path, body }, dealer) => {
      const row = await database.transaction((tx) => setPublished(tx, dealer, path.id, body.is_published));
      return { status: 200, body: serialize(row) };
    },

    markSold: async ({ path }, dealer) => {
      const row = await database.transaction((tx) => markSold(tx, dealer, path.id));
      return { status: 200, body: serialize(row) };
    },

    voidSale: async ({ path }, dealer) => {
      const row = await database.transaction((tx) => voidSale(tx, dealer, path.id));
      return { status: 200, body: serialize(row) };
    },
  };
}

/** A watch, whether the channel shows it or not. */
function serialize(row: InventoryRow): InventoryItem {
  const { id, watch, price, photos, created_at, updated_at } = serializeListing(row);
  return {
    id,
    object: "inventory_item",
    status: row.status,
    is_published: row.is_published,
    watch,
    price,
    photos,
    sale: row.sold_at === null ? null : { sold_at: row.sold_at.toISOString(), order_id: row.sale_order_id },
    created_at,
    updated_at,
  };
}
