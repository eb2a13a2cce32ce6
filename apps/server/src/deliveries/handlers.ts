import { getDelivery, run } from "@wth/database";
import { listEnvelope, pageSize } from "../http/cursor.ts";
import { notFound } from "../http/errors.ts";
import type { Handlers } from "../http/route.ts";
import type { Services } from "../services.ts";
import { readDeliveries } from "./list.ts";
import { retryDelivery } from "./retry.ts";
import { serializeDelivery, serializeDeliverySummary } from "./serialize.ts";

/** `/webhook_deliveries`: the delivery log of the last 30 days. Each mode has its own. */
export function deliveryHandlers({ database }: Services): Handlers {
  return {
    listWebhookDeliveries: async ({ query }, caller) => {
      const limit = pageSize(query.limit);
      const rows = await readDeliveries(database, caller, query, limit + 1);
      return { status: 200, body: listEnvelope("webhook_deliveries", rows, limit, serializeDeliverySummary) };
    },

    getWebhookDelivery: async ({ path }, { integrationId, livemode }) => {
      const [row] = await run(database.logPool, getDelivery, [path.id, integrationId, livemode]);
      if (row === undefined) throw notFound();
      return { status: 200, body: serializeDelivery(row) };
    },

    retryWebhookDelivery: async ({ path }, { integrationId, livemode }, tx) => {
      const delivery = await retryDelivery(tx, [path.id, integrationId, livemode]);
      return { status: 202, body: serializeDelivery(delivery) };
    },
  };
}
