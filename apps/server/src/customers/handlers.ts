import {
  type CustomerRow,
  getCustomer,
  listCustomers,
  listCustomersByEmail,
  listCustomersByExternalId,
  run,
} from "@wth/database";
import { decodeCursor, listEnvelope, pageSize } from "../http/cursor.ts";
import { errorBody, notFound } from "../http/errors.ts";
import type { Handlers } from "../http/route.ts";
import type { Services } from "../services.ts";
import { upsertInBulk } from "./bulk.ts";
import { serializeCustomer } from "./serialize.ts";
import { upsertCustomers } from "./upsert.ts";

/** `/customers`: the dealer's clients, upserted from the shop. Each mode has its own. */
export function customerHandlers({ database, publicUrl }: Services): Handlers {
  return {
    listCustomers: async ({ query }, { userId, livemode }) => {
      const limit = pageSize(query.limit);
      const cursor = query.after === undefined ? null : decodeCursor("customers", query.after);
      const rows = await run(database.pool, listBy(query), [
        userId,
        !livemode,
        limit + 1,
        cursor?.at ?? null,
        cursor?.id ?? null,
        query.external_id ?? null,
        query.email ?? null,
      ]);
      return { status: 200, body: listEnvelope("customers", rows, limit, serializeRead) };
    },

    getCustomer: async ({ path }, { userId, livemode }) => {
      const [row] = await run(database.pool, getCustomer, [userId, !livemode, path.id]);
      if (row === undefined) throw notFound();
      return { status: 200, body: serializeRead(row) };
    },

    upsertCustomer: async ({ body }, caller, tx) => {
      const [customer] = await upsertCustomers(tx, caller, [body]);
      if (customer === undefined) throw new Error("The customer was not written.");
      return { status: customer.matched_existing ? 200 : 201, body: customer };
    },

    bulkUpsertCustomers: async ({ body, requestId }, caller, tx) => {
      const data = await upsertInBulk(
        tx,
        caller,
        body.customers,
        (error) => errorBody(error, requestId, publicUrl).error,
      );
      return { status: 200, body: { object: "list", data } };
    },
  };
}

/** The list's statement, through the index that narrows it most. */
function listBy({ external_id, email }: { external_id?: string; email?: string }) {
  if (external_id !== undefined) return listCustomersByExternalId;
  return email === undefined ? listCustomers : listCustomersByEmail;
}

/** A customer that is read has been matched by nothing. */
function serializeRead(row: CustomerRow) {
  return serializeCustomer(row, false);
}
