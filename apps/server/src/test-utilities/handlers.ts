import { recordEvent } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import type { Handlers } from "../http/route.ts";

/** `/test/…`: what helps to try a receiver. */
export function testUtilityHandlers(): Handlers {
  return {
    sendWebhookPing: async (_request, { integrationId, apiVersion, livemode }, tx) => {
      const type = "integration.test_event";
      const data = { object: { message: "Test event from /v1/test/webhook_ping." } };
      const context = { integrationId, apiVersion, livemode, ignoreSubscriptions: true };
      const { id, deliveries } = await recordEvent(tx, type, data, context);
      const [delivery] = deliveries;
      // The error undoes the event as well.
      if (delivery === undefined) throw new ApiError("webhook_not_configured");
      return {
        status: 202,
        body: {
          object: "webhook_delivery",
          delivery_id: delivery.delivery_id,
          event_id: id,
          event_type: type,
          status: "pending",
        },
      };
    },
  };
}
