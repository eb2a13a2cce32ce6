import type { RequestOptions } from "../options.ts";
import type { Requester } from "../request.ts";
import { PartnerList } from "./list.ts";
import type { ListPartnerOrdersParams, PartnerOrder } from "./types.ts";

/** The orders of the dealers that the key covers. They are for secret keys. */
export class PartnerOrders {
  readonly #api: Requester;

  /** @internal */
  constructor(api: Requester) {
    this.#api = api;
  }

  /**
   * The orders, the most recently updated first: one page when awaited, all of them in a loop. Test orders are among them,
   * marked by `isTest`.
   *
   * @throws ValidationError `invalid_request`, `invalid_cursor`
   * @example
   * for await (const order of partner.orders.list({ status: "pending" })) console.log(order.dealerId, order.externalId);
   */
  list(params: ListPartnerOrdersParams = {}, options?: RequestOptions): PartnerList<PartnerOrder> {
    return new PartnerList(params, (position) =>
      this.#api.call("listPartnerOrders", options, (client, init) =>
        client.GET("/partner/orders", { ...init, params: { query: { ...params, ...position } } }),
      ),
    );
  }
}
