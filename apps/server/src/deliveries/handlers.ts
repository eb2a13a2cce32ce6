import { getDelivery, lockDelivery, lockQueuedDelivery, retryDelivery, run } from "@wth/database";
import { listEnvelope, pageSize } from "../http/cursor.ts";
import { ApiError } from "../http/errors.ts";
import type { Handlers } from "../http/route.ts";
import type { Services } from "../services.ts";
import { readDeliveries } from "./list.ts";
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
      const [row] = await run(database.pool, getDelivery, [path.id, integrationId, livemode]);
      if (row === undefined) throw notFound();
      return { status: 200, body: serializeDelivery(row) };
    },

    retryWebhookDelivery: async ({ path }, { integrationId, livemode }, tx) => {
      const key = [path.id, integrationId, livemode] as const;
      await tx.run(lockQueuedDelivery, key);
      const [found] = await tx.run(lockDelivery, key);
      if (found === undefined) throw notFound();
      if (!found.is_retryable) throw new ApiError("delivery_not_retryable");
      if (!found.has_url) throw new ApiError("webhook_not_configured");
      await tx.run(retryDelivery, [path.id]);
      tx.wakeWorkers();
      const [delivery] = await tx.run(getDelivery, key);
      if (delivery === undefined) throw new Error("The delivery is gone.");
      return { status: 202, body: serializeDelivery(delivery) };
    },
  };
}

function notFound(): ApiError {
  return new ApiError("resource_not_found", { param: "id" });
}
