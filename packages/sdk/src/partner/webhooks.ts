import type { ApiPromise } from "../api-promise.ts";
import { requireId } from "../checks.ts";
import type { PostOptions, RequestOptions } from "../options.ts";
import type { Requester } from "../request.ts";
import type {
  DeletedPartnerWebhook,
  PartnerTestDelivery,
  PartnerWebhook,
  PartnerWebhookList,
  RegisteredPartnerWebhook,
  RegisterPartnerWebhookParams,
  UpdatePartnerWebhookParams,
} from "./types.ts";

/** The webhooks of a secret key. No other key sees them. */
export class PartnerWebhooks {
  readonly #api: Requester;

  /** @internal */
  constructor(api: Requester) {
    this.#api = api;
  }

  /**
   * Registers a webhook. The `secretKey` in the answer is never shown again: store it, and verify deliveries with it.
   *
   * @throws ValidationError `invalid_request`, with the field in `param`: `url`, `events[1]`
   * @throws ConflictError `webhook_limit_reached` when the key has 50 already
   * @example
   * const webhook = await partner.webhooks.register({
   *   url: "https://example.com/webhooks/exchange",
   *   events: ["order.created", "order.status_changed"],
   * });
   * console.log(webhook.id, webhook.secretKey.length);
   */
  register(
    params: RegisterPartnerWebhookParams,
    options?: PostOptions,
  ): ApiPromise<RegisteredPartnerWebhook> {
    return this.#api.call("registerPartnerWebhook", options, (client, init, idempotencyKey) =>
      client.POST("/partner/webhooks", {
        ...init,
        params: { header: { "Idempotency-Key": idempotencyKey } },
        body: params,
      }),
    );
  }

  /**
   * All webhooks of the key, the oldest first.
   *
   * @example
   * const { data } = await partner.webhooks.list();
   * for (const { url, isActive, failCount } of data) console.log(url, isActive, failCount);
   */
  list(options?: RequestOptions): ApiPromise<PartnerWebhookList> {
    return this.#api.call("listPartnerWebhooks", options, (client, init) =>
      client.GET("/partner/webhooks", { ...init }),
    );
  }

  /**
   * One webhook, and how its deliveries fare.
   *
   * @throws NotFoundError `resource_not_found`
   * @example
   * const { isActive, failCount } = await partner.webhooks.get("550e8400-e29b-41d4-a716-446655440000");
   * console.log(isActive, failCount);
   */
  get(id: string, options?: RequestOptions): ApiPromise<PartnerWebhook> {
    return this.#api.call("getPartnerWebhook", options, (client, init) =>
      client.GET("/partner/webhooks/{id}", { ...init, params: { path: { id: requireId(id) } } }),
    );
  }

  /**
   * Changes a webhook; what is left out stays. `isActive: true` sends what was held since it was deactivated.
   *
   * @throws NotFoundError `resource_not_found`
   * @throws ValidationError `invalid_request`, with the field in `param`
   * @example
   * const webhook = await partner.webhooks.update("550e8400-e29b-41d4-a716-446655440000", { isActive: true });
   * console.log(webhook.isActive, webhook.failCount);
   */
  update(
    id: string,
    params: UpdatePartnerWebhookParams,
    options?: RequestOptions,
  ): ApiPromise<PartnerWebhook> {
    return this.#api.call("updatePartnerWebhook", options, (client, init) =>
      client.PATCH("/partner/webhooks/{id}", {
        ...init,
        params: { path: { id: requireId(id) } },
        body: params,
      }),
    );
  }

  /**
   * Deletes a webhook: its deliveries that wait are cancelled. When the answer is lost on the way, the retry says that there
   * is no such webhook any more.
   *
   * @throws NotFoundError `resource_not_found`
   * @example
   * const { deleted } = await partner.webhooks.delete("550e8400-e29b-41d4-a716-446655440000");
   * console.log(deleted);
   */
  delete(id: string, options?: RequestOptions): ApiPromise<DeletedPartnerWebhook> {
    return this.#api.call("deletePartnerWebhook", options, async (client, init) => {
      const path = { id: requireId(id) };
      const answer = await client.DELETE("/partner/webhooks/{id}", { ...init, params: { path } });
      // The one success of the API that has no body.
      const { response, error } = answer;
      return response.status === 204 ? { response, data: { id, deleted: true } } : { response, error };
    });
  }

  /**
   * Sends the sample of the first of the webhook's events to it.
   *
   * @throws NotFoundError `resource_not_found`
   * @throws ConflictError `webhook_inactive`
   * @example
   * const { deliveryId, event } = await partner.webhooks.test("550e8400-e29b-41d4-a716-446655440000");
   * console.log(deliveryId, event);
   */
  test(id: string, options?: PostOptions): ApiPromise<PartnerTestDelivery> {
    return this.#api.call("testPartnerWebhook", options, (client, init, idempotencyKey) =>
      client.POST("/partner/webhooks/{id}/test", {
        ...init,
        params: { path: { id: requireId(id) }, header: { "Idempotency-Key": idempotencyKey } },
      }),
    );
  }
}
