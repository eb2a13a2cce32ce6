import type { ApiPromise } from "../api-promise.ts";
import { requireId } from "../checks.ts";
import type { PostOptions, RequestOptions } from "../options.ts";
import { PagePromise } from "../pagination.ts";
import type { Requester } from "../request.ts";
import type {
  ListWebhookDeliveriesParams,
  WebhookDelivery,
  WebhookDeliveryList,
  WebhookDeliverySummary,
} from "../types.ts";
import { ListResource } from "./list-resource.ts";

/** What was sent to the webhook URL in the last 30 days, and how it went. */
export class WebhookDeliveries extends ListResource<
  ListWebhookDeliveriesParams,
  WebhookDeliverySummary,
  WebhookDeliveryList
> {
  readonly #api: Requester;

  /** @internal */
  constructor(api: Requester) {
    super();
    this.#api = api;
  }

  /**
   * The deliveries of the last 30 days, the newest first, without their attempts: one page when awaited, all of them in
   * a loop.
   *
   * @throws ValidationError `invalid_request`, `invalid_cursor`
   * @example
   * for await (const delivery of wth.webhookDeliveries.list({ status: "dead_letter" })) {
   *   console.log(delivery.event_type, delivery.attempt_count);
   * }
   */
  list(
    params: ListWebhookDeliveriesParams = {},
    options?: RequestOptions,
  ): PagePromise<WebhookDeliverySummary, WebhookDeliveryList> {
    return new PagePromise(params, (position) =>
      this.#api.call("listWebhookDeliveries", options, (client, init) =>
        client.GET("/webhook_deliveries", { ...init, params: { query: { ...params, ...position } } }),
      ),
    );
  }

  /**
   * One delivery with its attempts.
   *
   * @param id the delivery's `id`, a UUID, which is also the `X-WTH-Delivery-Id` of its requests
   * @throws NotFoundError `resource_not_found` when there is none, or it is older than 30 days
   * @example
   * const delivery = await wth.webhookDeliveries.get("55fbd03c-5744-4b8e-a057-a29af4729317");
   * for (const attempt of delivery.attempts) {
   *   console.log(attempt.number, attempt.duration_ms, "ms", attempt.response_status ?? attempt.error);
   * }
   */
  get(id: string, options?: RequestOptions): ApiPromise<WebhookDelivery> {
    return this.#api.call("getWebhookDelivery", options, (client, init) =>
      client.GET("/webhook_deliveries/{id}", { ...init, params: { path: { id: requireId(id) } } }),
    );
  }

  /**
   * Makes one more attempt of a `failed` or `dead_letter` delivery now, to the present webhook URL. To send the event of
   * any other delivery again, use `events.replay`.
   *
   * @param id the delivery's `id`, a UUID
   * @throws ConflictError `delivery_not_retryable` when its status is another
   * @throws NotFoundError `resource_not_found` when there is none, or it is older than 30 days
   * @throws IdempotencyError when your `idempotencyKey` was used for something else
   * @example
   * for await (const { id } of wth.webhookDeliveries.list({ status: "dead_letter" })) {
   *   await wth.webhookDeliveries.retry(id);
   * }
   */
  retry(id: string, options?: PostOptions): ApiPromise<WebhookDelivery> {
    return this.#api.call("retryWebhookDelivery", options, (client, init, idempotencyKey) =>
      client.POST("/webhook_deliveries/{id}/retry", {
        ...init,
        params: { path: { id: requireId(id) }, header: { "Idempotency-Key": idempotencyKey } },
      }),
    );
  }
}
