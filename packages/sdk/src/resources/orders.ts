import type { ApiPromise } from "../api-promise.ts";
import { requireId } from "../checks.ts";
import type { PostOptions, RequestOptions } from "../options.ts";
import { PagePromise } from "../pagination.ts";
import type { Requester } from "../request.ts";
import type { CreateOrderParams, ListOrdersParams, Order, OrderList } from "../types.ts";
import { ListResource } from "./list-resource.ts";

/** The orders of your shop, in the mode of the key: test and live ones never meet. */
export class Orders extends ListResource<ListOrdersParams, Order, OrderList> {
  readonly #api: Requester;

  /** @internal */
  constructor(api: Requester) {
    super();
    this.#api = api;
  }

  /**
   * Reports an order. It starts as `pending`; the dealer matches it to a listing and fulfils it. Amounts are whole
   * numbers in minor units of `currency`: 1500000 is USD 15,000.00.
   *
   * @throws ConflictError `order_already_exists` when an order has this `external_id`
   * @throws ValidationError `invalid_request`, with the field in `param`, such as `line_items[0].unit_amount`
   * @throws IdempotencyError when your `idempotencyKey` was used for something else
   * @example
   * const order = await wth.orders.create(
   *   {
   *     external_id: "shop-12345",
   *     total_amount: 1500000,
   *     currency: "USD",
   *     buyer: { name: "Alice", email: "alice@example.com", country: "US" },
   *     line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1500000 }],
   *   },
   *   { idempotencyKey: "shop-12345-created" },
   * );
   * console.log(order.id, order.status);
   */
  create(params: CreateOrderParams, options?: PostOptions): ApiPromise<Order> {
    return this.#api.call("createOrder", options, (client, init, idempotencyKey) =>
      client.POST("/orders", {
        ...init,
        params: { header: { "Idempotency-Key": idempotencyKey } },
        body: params,
      }),
    );
  }

  /**
   * The orders, the most recently updated first: one page when awaited, all of them in a loop.
   *
   * @throws ValidationError `invalid_request`, `invalid_cursor`
   * @example
   * for await (const order of wth.orders.list({ status: "fulfilled", updated_after: "2026-05-08T00:00:00.000Z" })) {
   *   console.log(order.external_id, order.fulfilled_at);
   * }
   */
  list(params: ListOrdersParams = {}, options?: RequestOptions): PagePromise<Order, OrderList> {
    return new PagePromise(params, (position) =>
      this.#api.call("listOrders", options, (client, init) =>
        client.GET("/orders", { ...init, params: { query: { ...params, ...position } } }),
      ),
    );
  }

  /**
   * One order.
   *
   * @param id the order's `id`, a UUID; for your own id use `list({ external_id })`
   * @throws NotFoundError `resource_not_found` when there is none in the mode of the key
   * @example
   * const order = await wth.orders.get("d7df4fbe-2c0c-4328-a3b0-a32c68cabd43");
   * console.log(order.status, order.listing_id ?? "not matched yet");
   */
  get(id: string, options?: RequestOptions): ApiPromise<Order> {
    return this.#api.call("getOrder", options, (client, init) =>
      client.GET("/orders/{id}", { ...init, params: { path: { id: requireId(id) } } }),
    );
  }

  /**
   * Cancels a `pending` order, which sends `order.cancelled`, to you too. Costs 2 tokens of the rate limit.
   *
   * @param id the order's `id`, a UUID
   * @throws ConflictError `order_not_cancellable` when it is fulfilled or cancelled
   * @throws NotFoundError `resource_not_found` when there is none in the mode of the key
   * @throws IdempotencyError when your `idempotencyKey` was used for something else
   * @example
   * const order = await wth.orders.cancel("d7df4fbe-2c0c-4328-a3b0-a32c68cabd43");
   * console.log(order.status, order.cancelled_at);
   */
  cancel(id: string, options?: PostOptions): ApiPromise<Order> {
    return this.#api.call("cancelOrder", options, (client, init, idempotencyKey) =>
      client.POST("/orders/{id}/cancel", {
        ...init,
        params: { path: { id: requireId(id) }, header: { "Idempotency-Key": idempotencyKey } },
      }),
    );
  }
}
