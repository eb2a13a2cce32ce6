import { listPartnerOffers, run } from "@wth/database";
import { decodeCursor, pageSize } from "../../http/cursor.ts";
import type { Services } from "../../services.ts";
import { camelList } from "../list.ts";
import type { PartnerHandlers } from "../operation.ts";
import { serializeOffer } from "./serialize.ts";

/** `/partner/offers`: the terms of what the dealers that a key covers have published. */
export function partnerOfferHandlers({ database }: Services): PartnerHandlers {
  return {
    listPartnerOffers: async ({ query }, { scope }) => {
      const limit = pageSize(query.limit);
      const cursor = query.after === undefined ? null : decodeCursor("partner_offers", query.after);
      const rows = await run(database.pool, listPartnerOffers, [
        ...scope,
        limit + 1,
        cursor?.at ?? null,
        cursor?.id ?? null,
      ]);
      return { status: 200, body: camelList("partner_offers", rows, limit, serializeOffer) };
    },
  };
}
