import type { components, EventType } from "@wth/contract";
import type { Transaction } from "@wth/database";
import { type Actor, recordEvent } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import type { Handlers } from "../http/route.ts";
import { checkEventData, type EventData, sampleData } from "./event-data.ts";

type TestDelivery = components["schemas"]["TestDelivery"];

/** `/test/…`: what helps to try a receiver. */
export function testUtilityHandlers(): Handlers {
  return {
    sendWebhookPing: async (_request, caller, tx) => ({ status: 202, body: await sendPing(tx, caller) }),

    sendTestEvent: async ({ body }, caller, tx) => ({ status: 202, body: await sendTest(tx, caller, body) }),
  };
}

/**
 * Records an `integration.test_event`, in the actor's mode, that is delivered whatever the endpoint is subscribed to.
 *
 * @throws {ApiError} `webhook_not_configured`; the transaction must not be committed then.
 */
export function sendPing(tx: Transaction, actor: Actor): Promise<TestDelivery> {
  const type = "integration.test_event";
  return fire(tx, actor, type, sampleData(actor.apiVersion.contract, type), actor.livemode);
}

/**
 * Records an event of any type, with the data given or the sample of its type, always in test mode, that is delivered whatever
 * the endpoint is subscribed to.
 *
 * @throws {ApiError} `invalid_request` for data that does not fit; `webhook_not_configured`: the transaction must not be
 *   committed then.
 */
export function sendTest(
  tx: Transaction,
  actor: Actor,
  { type, data }: components["schemas"]["TestEventCreate"],
): Promise<TestDelivery> {
  const { contract } = actor.apiVersion;
  const checked = data === undefined ? sampleData(contract, type) : checkEventData(contract, type, data);
  return fire(tx, actor, type, checked, false);
}

/** Records an event, in the caller's own version, that is delivered whatever the endpoint is subscribed to. */
async function fire<Type extends EventType>(
  tx: Transaction,
  { integrationId, apiVersion }: Actor,
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
