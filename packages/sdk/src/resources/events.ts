import type { ApiPromise } from "../api-promise.ts";
import { requireId } from "../checks.ts";
import type { PostOptions, RequestOptions } from "../options.ts";
import { PagePromise } from "../pagination.ts";
import type { Requester } from "../request.ts";
import type { EventList, ListEventsParams, WebhookDelivery, WebhookEvent } from "../types.ts";
import { ListResource } from "./list-resource.ts";

/** What happened in the last 30 days, whether or not it was delivered. */
export class Events extends ListResource<ListEventsParams, WebhookEvent, EventList> {
  readonly #api: Requester;

  /** @internal */
  constructor(api: Requester) {
    super();
    this.#api = api;
  }

  /**
   * The events of the last 30 days, the newest first: one page when awaited, all of them in a loop.
   *
   * @throws ValidationError `invalid_request`, `invalid_cursor`
   * @example
   * for await (const event of wth.events.list({ created_after: "2026-05-08T00:00:00.000Z" })) {
   *   if (event.type === "order.cancelled") console.log(event.data.object.external_id);
   * }
   */
  list(params: ListEventsParams = {}, options?: RequestOptions): PagePromise<WebhookEvent, EventList> {
    return new PagePromise(params, (position) =>
      this.#api.call("listEvents", options, (client, init) =>
        client.GET("/events", { ...init, params: { query: { ...params, ...position } } }),
      ),
    );
  }

  /**
   * One event, exactly as it was sent.
   *
   * @param id the event's `id`: `evt_` and 32 hexadecimal digits
   * @throws NotFoundError `resource_not_found` when there is none, or it is older than 30 days
   * @example
   * const event = await wth.events.get("evt_b6d0dfb9dfb64613bed8709ba8a5d079");
   * console.log(event.type, event.created_at);
   */
  get(id: string, options?: RequestOptions): ApiPromise<WebhookEvent> {
    return this.#api.call("getEvent", options, (client, init) =>
      client.GET("/events/{id}", { ...init, params: { path: { id: requireId(id) } } }),
    );
  }

  /**
   * Sends the same event once more, as a new delivery to the present webhook URL, whatever it is subscribed to.
   *
   * @param id the event's `id`: `evt_` and 32 hexadecimal digits
   * @throws ConflictError `webhook_not_configured` when there is no URL
   * @throws NotFoundError `resource_not_found` when there is no such event, or it is older than 30 days
   * @throws IdempotencyError when your `idempotencyKey` was used for something else
   * @example
   * const delivery = await wth.events.replay("evt_b6d0dfb9dfb64613bed8709ba8a5d079");
   * console.log(delivery.id, delivery.endpoint_url);
   */
  replay(id: string, options?: PostOptions): ApiPromise<WebhookDelivery> {
    return this.#api.call("replayEvent", options, (client, init, idempotencyKey) =>
      client.POST("/events/{id}/replay", {
        ...init,
        params: { path: { id: requireId(id) }, header: { "Idempotency-Key": idempotencyKey } },
      }),
    );
  }
}
