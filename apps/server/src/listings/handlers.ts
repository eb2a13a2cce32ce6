import { getListing, listListings, run } from "@wth/database";
import { decodeCursor, listEnvelope, pageSize } from "../http/cursor.ts";
import { notFound } from "../http/errors.ts";
import type { Handlers } from "../http/route.ts";
import type { Services } from "../services.ts";
import { serializeListing } from "./serialize.ts";

/** `/listings`: the dealer's real watches in both modes, read only. */
export function listingHandlers({ database }: Services): Handlers {
  return {
    listListings: async ({ query }, { userId }) => {
      const limit = pageSize(query.limit);
      const cursor = query.after === undefined ? null : decodeCursor("listings", query.after);
      const rows = await run(database.pool, listListings, [
        userId,
        limit + 1,
        cursor?.at ?? null,
        cursor?.id ?? null,
        query.updated_after === undefined ? null : new Date(query.updated_after),
        query.status ?? null,
        query.brand ?? null,
        query.reference ?? null,
      ]);
      return { status: 200, body: listEnvelope("listings", rows, limit, serializeListing) };
    },

    getListing: async ({ path }, { userId }) => {
      const [row] = await run(database.pool, getListing, [userId, path.id]);
      if (row === undefined) throw notFound();
      return { status: 200, body: serializeListing(row) };
    },
  };
}
