import type { ApiPromise } from "../api-promise.ts";
import type { PostOptions } from "../options.ts";
import type { Requester } from "../request.ts";
import type { SendTestEventParams, TestDelivery } from "../types.ts";

/** Tools to try a receiver. What they send has `livemode: false`, and changes nothing. */
export class TestUtilities {
  readonly #api: Requester;

  /** @internal */
  constructor(api: Requester) {
    this.#api = api;
  }

  /**
   * Sends an `integration.test_event` to the webhook URL.
   *
   * @throws ConflictError `webhook_not_configured` when there is no URL
   * @throws IdempotencyError when your `idempotencyKey` was used for something else
   * @example
   * const { delivery_id } = await wth.test.webhookPing();
   * console.log("on its way:", delivery_id);
   */
  webhookPing(options?: PostOptions): ApiPromise<TestDelivery> {
    return this.#api.call("sendWebhookPing", options, (client, init, idempotencyKey) =>
      client.POST("/test/webhook_ping", {
        ...init,
        params: { header: { "Idempotency-Key": idempotencyKey } },
      }),
    );
  }

  /**
   * Sends an event of any type to the webhook URL, whatever it is subscribed to: with your `data`, which has to fit the
   * type, or with the sample of its type.
   *
   * @throws ConflictError `webhook_not_configured` when there is no URL
   * @throws ValidationError `invalid_request` when `data` does not fit the type
   * @throws IdempotencyError when your `idempotencyKey` was used for something else
   * @example
   * await wth.test.sendEvent({ type: "order.fulfilled" });
   * await wth.test.sendEvent({
   *   type: "listing.sold",
   *   data: { object: { id: "24f0ebb1-73d7-4e99-9901-821078594271", object: "listing" } },
   * });
   */
  sendEvent(params: SendTestEventParams, options?: PostOptions): ApiPromise<TestDelivery> {
    return this.#api.call("sendTestEvent", options, (client, init, idempotencyKey) =>
      client.POST("/test/events", {
        ...init,
        params: { header: { "Idempotency-Key": idempotencyKey } },
        body: params,
      }),
    );
  }
}
