import { getDelivery, run } from "@wth/database";
import { serializeDelivery } from "../deliveries/serialize.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { sendPing } from "../test-utilities/handlers.ts";
import type { DashboardHandlers } from "./handlers.ts";

/** `/integration/ping`: a test event on request, and what became of it. */
export function pingHandlers({ database }: Services): DashboardHandlers {
  return {
    sendPing: async (_request, dealer) => ({
      status: 202,
      body: await database.transaction((tx) => sendPing(tx, dealer)),
    }),

    getPing: async ({ path }, { integrationId, livemode }) => {
      const [row] = await run(database.pool, getDelivery, [path.id, integrationId, livemode]);
      if (row === undefined || row.event_type !== "integration.test_event") throw notFound();
      return { status: 200, body: serializeDelivery(row) };
    },
  };
}
