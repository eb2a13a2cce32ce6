import type { Services } from "../services.ts";
import { sendPing } from "../test-utilities/handlers.ts";
import type { DashboardHandlers } from "./handlers.ts";

/** `/integration/ping`: a test event on request. What becomes of it, its delivery tells. */
export function pingHandlers({ database }: Services): DashboardHandlers {
  return {
    sendPing: async (_request, dealer) => ({
      status: 202,
      body: await database.transaction((tx) => sendPing(tx, dealer)),
    }),
  };
}
