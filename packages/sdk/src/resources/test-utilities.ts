import type { ApiPromise } from "../api-promise.ts";
import type { PostOptions } from "../options.ts";
import type { Requester } from "../request.ts";
import type { TestDelivery } from "../types.ts";

/** Tools to try a receiver. */
export class TestUtilities {
  readonly #api: Requester;

  constructor(api: Requester) {
    this.#api = api;
  }

  /**
   * Sends an `integration.test_event` to the webhook URL.
   *
   * @throws ConflictError `webhook_not_configured` when there is no URL
   */
  webhookPing(options?: PostOptions): ApiPromise<TestDelivery> {
    return this.#api.call(options, (client, init, idempotencyKey) =>
      client.POST("/test/webhook_ping", {
        ...init,
        params: { header: { "Idempotency-Key": idempotencyKey } },
      }),
    );
  }
}
