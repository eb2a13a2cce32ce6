import type { DashboardComponents } from "@wth/contract";
import { findDeliveryMode, run, type Transaction } from "@wth/database";
import { cancelDelivery, DeliveryNotCancellableError } from "../deliveries/cancel.ts";
import { type DeliveryKey, retryDelivery } from "../deliveries/retry.ts";
import { serializeDeliverySummary } from "../deliveries/serialize.ts";
import { EndpointSecrets } from "../delivery/endpoint-secrets.ts";
import { replay } from "../events/replay.ts";
import { pageSize } from "../http/cursor.ts";
import { ApiError, notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { sendTest } from "../test-utilities/handlers.ts";
import { readDeliveryDetail, readExchange, signAnew } from "./delivery-detail.ts";
import { cursorOf, readShownDeliveries } from "./delivery-list.ts";
import type { DashboardHandlers, SignedIn } from "./handlers.ts";

type Detail = DashboardComponents["schemas"]["DeliveryDetail"];

/** `/deliveries` and `/test_events`: the delivery log as lists show it, one delivery in full, and what can be done about it. */
export function dashboardDeliveryHandlers({ database, keyring, log }: Services): DashboardHandlers {
  const secrets = new EndpointSecrets({ keyring, log });
  const detail = (id: string, { integrationId }: SignedIn) => readDeliveryDetail(database, id, integrationId);
  /** Which delivery it is, in whichever mode. */
  const keyOf = async (id: string, { integrationId }: SignedIn): Promise<DeliveryKey> => {
    const [found] = await run(database.pool, findDeliveryMode, [id, integrationId]);
    if (found === undefined) throw notFound();
    return [id, integrationId, found.livemode];
  };
  return {
    listDeliveries: async ({ query }, dealer) => {
      const limit = pageSize(query.limit);
      const { rows, last } = await readShownDeliveries(database, dealer, query, limit);
      const cursor = last === null ? null : cursorOf(last);
      const page = { object: "list", has_more: cursor !== null, next_cursor: cursor } as const;
      return { status: 200, body: { ...page, data: rows.map(serializeDeliverySummary) } };
    },

    getDelivery: async ({ path }, dealer) => ({ status: 200, body: await detail(path.id, dealer) }),

    retryDelivery: async ({ path }, dealer) => {
      const key = await keyOf(path.id, dealer);
      await database.transaction((tx) => retryDelivery(tx, key));
      return { status: 202, body: await detail(path.id, dealer) };
    },

    cancelDelivery: async ({ path }, dealer) => {
      const key = await keyOf(path.id, dealer);
      await cancelDelivery(database, key).catch((error: unknown) => {
        if (!(error instanceof DeliveryNotCancellableError)) throw error;
        throw new ApiError("delivery_not_cancellable", { message: error.message });
      });
      return { status: 200, body: await detail(path.id, dealer) };
    },

    replayDelivery: async ({ path }, dealer) => {
      const { integrationId } = dealer;
      const { event_id: eventId, livemode } = await readExchange(database, path.id, integrationId);
      const { id } = await database.transaction((tx: Transaction) =>
        replay(tx, [eventId, integrationId, livemode]),
      );
      const body: Detail = await detail(id, dealer);
      return { status: 202, body };
    },

    signDelivery: async ({ path }, { integrationId }) => ({
      status: 200,
      body: await signAnew({ database, secrets }, path.id, integrationId),
    }),

    sendTestEvent: async ({ body }, dealer) => ({
      status: 202,
      body: await database.transaction((tx) => sendTest(tx, dealer, body)),
    }),
  };
}
