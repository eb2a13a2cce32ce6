import { getPartnerWebhook, listPartnerWebhooks, run } from "@wth/database";
import { notFound } from "../../http/errors.ts";
import type { Services } from "../../services.ts";
import type { PartnerHandlers } from "../operation.ts";
import { changeWebhook, deleteWebhook } from "./change.ts";
import { registerWebhook } from "./register.ts";
import { serializeWebhook } from "./serialize.ts";
import { sendTestDelivery } from "./test-delivery.ts";

/**
 * `/partner/webhooks`: what a key has registered. No other key sees it.
 *
 * @param allowInsecure development mode: URLs may be http and lead to this machine.
 */
export function partnerWebhookHandlers(
  { database, keyring }: Services,
  allowInsecure: boolean,
): PartnerHandlers {
  return {
    listPartnerWebhooks: async (_request, { keyId }) => {
      const rows = await run(database.pool, listPartnerWebhooks, [keyId]);
      return { status: 200, body: { data: rows.map(serializeWebhook), hasMore: false, nextCursor: null } };
    },

    registerPartnerWebhook: async ({ body }, { keyId }, tx) => ({
      status: 201,
      body: await registerWebhook(tx, keyring, keyId, body, allowInsecure),
    }),

    getPartnerWebhook: async ({ path }, { keyId }) => {
      const [row] = await run(database.pool, getPartnerWebhook, [path.id, keyId]);
      if (row === undefined) throw notFound();
      return { status: 200, body: serializeWebhook(row) };
    },

    updatePartnerWebhook: async ({ path, body }, { keyId }, tx) => ({
      status: 200,
      body: await changeWebhook(tx, [path.id, keyId], body, allowInsecure),
    }),

    deletePartnerWebhook: async ({ path }, { keyId }, tx) => {
      await deleteWebhook(tx, [path.id, keyId]);
      return { status: 204, body: undefined };
    },

    testPartnerWebhook: async ({ path }, { keyId }, tx) => ({
      status: 202,
      body: await sendTestDelivery(tx, [path.id, keyId]),
    }),
  };
}
