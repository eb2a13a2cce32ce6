import type { Handlers } from "../http/route.ts";
import type { Services } from "../services.ts";
import { findIntegration } from "./find.ts";
import { serializeIntegration } from "./serialize.ts";

/** `GET /me`: the integration that the key belongs to. The one operation that answers a disabled integration. */
export function integrationHandlers({ database }: Services): Handlers {
  return {
    getMe: async (_request, { userId }) => ({
      status: 200,
      body: serializeIntegration(await findIntegration(database, userId)),
    }),
  };
}
