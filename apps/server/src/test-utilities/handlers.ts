import type { components, EventType } from "@wth/contract";
import type { Transaction } from "@wth/database";
import { recordEvent } from "../events/record-event.ts";
import type { Caller } from "../http/authenticate.ts";
import { ApiError } from "../http/errors.ts";
import type { Handlers } from "../http/route.ts";
import { checkEventData, type EventData, sampleData } from "./event-data.ts";

type TestDelivery = components["schemas"]["TestDelivery"];

/** `/test/…`: what helps to try a receiver. */
export function testUtilityHandlers(): Handlers {
  return {
    sendWebhookPing: async (_request, caller, tx) => {
      const type = "integration.test_event";
      const data = sampleData(caller.apiVersion.contract, type);
      return { status: 202, body: await fire(tx, caller, type, data, caller.livemode) };
    },

    sendTestEvent: async ({ body: { type, data } }, caller, tx) => {
      const { contract } = caller.apiVersion;
      const checked = data === undefined ? sampleData(contract, type) : checkEventData(contract, type, data);
      return { status: 202, body: await fire(tx, caller, type, checked, false) };
    },
  };
}

/** Records an event, in the caller's own version, that is delivered whatever the endpoint is subscribed to. */
async function fire<Type extends EventType>(
  tx: Transaction,
  { integrationId, apiVersion }: Caller,
  type: Type,
  data: EventData<Type>,
  livemode: boolean,
): Promise<TestDelivery> {
  const context = { integrationId, apiVersion, livemode, ignoreSubscriptions: true, isInVersion: true };
  const { id, deliveries } = await recordEvent(tx, type, data, context);
  const [delivery] = deliveries;
  // The error undoes the event as well.
  if (delivery === undefined) throw new ApiError("webhook_not_configured");
  return {
    object: "webhook_delivery",
    delivery_id: delivery.delivery_id,
    event_id: id,
    event_type: type,
    status: "pending",
  };
}
