import { listPartnerOrders, run } from "@wth/database";
import { decodeCursor, pageSize } from "../../http/cursor.ts";
import type { Services } from "../../services.ts";
import { camelList } from "../list.ts";
import type { PartnerHandlers } from "../operation.ts";
import { serializePartnerOrder } from "./serialize.ts";

/** `/partner/orders`: the orders of the dealers that a key covers. */
export function partnerOrderHandlers({ database }: Services): PartnerHandlers {
  return {
    listPartnerOrders: async ({ query }, { scope }) => {
      const limit = pageSize(query.limit);
      const cursor = query.after === undefined ? null : decodeCursor("partner_orders", query.after);
      const rows = await run(database.pool, listPartnerOrders, [
        ...scope,
        limit + 1,
        cursor?.at ?? null,
        cursor?.id ?? null,
        query.status ?? null,
      ]);
      return { status: 200, body: camelList("partner_orders", rows, limit, serializePartnerOrder) };
    },
  };
}
