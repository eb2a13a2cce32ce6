import { getOrder, listOrders, listOrdersByExternalId, run } from "@wth/database";
import { decodeCursor, listEnvelope, pageSize } from "../http/cursor.ts";
import { notFound } from "../http/errors.ts";
import type { Handlers } from "../http/route.ts";
import type { Services } from "../services.ts";
import { cancelOrder } from "./cancel.ts";
import { createOrder } from "./create.ts";
import { serializeOrder } from "./serialize.ts";

/** `/orders`: reported by the shop, matched and fulfilled by the dealer. Each mode has its own. */
export function orderHandlers({ database }: Services): Handlers {
  return {
    listOrders: async ({ query }, { userId, livemode }) => {
      const limit = pageSize(query.limit);
      const cursor = query.after === undefined ? null : decodeCursor("orders", query.after);
      const list = query.external_id === undefined ? listOrders : listOrdersByExternalId;
      const rows = await run(database.pool, list, [
        userId,
        !livemode,
        limit + 1,
        cursor?.at ?? null,
        cursor?.id ?? null,
        query.updated_after === undefined ? null : new Date(query.updated_after),
        query.status ?? null,
        query.external_id ?? null,
      ]);
      return { status: 200, body: listEnvelope("orders", rows, limit, serializeOrder) };
    },

    getOrder: async ({ path }, { userId, livemode }) => {
      const [row] = await run(database.pool, getOrder, [userId, !livemode, path.id]);
      if (row === undefined) throw notFound();
      return { status: 200, body: serializeOrder(row) };
    },

    createOrder: async ({ body }, caller, tx, stamp) => ({
      status: 201,
      body: createOrder(tx, caller, body, stamp),
    }),

    cancelOrder: async ({ path }, caller, tx, stamp) => ({
      status: 200,
      body: await cancelOrder(tx, caller, path.id, stamp),
    }),
  };
}
