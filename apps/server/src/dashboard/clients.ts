import { type CustomerRow, getClient, listClients, run } from "@wth/database";
import { serializeCustomer } from "../customers/serialize.ts";
import { decodeCursor, listEnvelope, pageSize } from "../http/cursor.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import type { DashboardHandlers } from "./handlers.ts";

/** `/clients`: the dealer's clients, whoever made them. */
export function clientHandlers({ database }: Services): DashboardHandlers {
  return {
    listClients: async ({ query }, { userId, showTestData }) => {
      const limit = pageSize(query.limit);
      const cursor = query.after === undefined ? null : decodeCursor("clients", query.after);
      const rows = await run(database.pool, listClients, [
        userId,
        limit + 1,
        showTestData,
        cursor?.at ?? null,
        cursor?.id ?? null,
        query.q ?? null,
      ]);
      return { status: 200, body: listEnvelope("clients", rows, limit, serialize) };
    },

    getClient: async ({ path }, { userId }) => {
      const [row] = await run(database.pool, getClient, [userId, path.id]);
      if (row === undefined) throw notFound();
      return { status: 200, body: serialize(row) };
    },
  };
}

/** A client that is read has been matched by nothing. */
function serialize(row: CustomerRow) {
  return serializeCustomer(row, false);
}
