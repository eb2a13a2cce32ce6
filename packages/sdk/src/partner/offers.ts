import type { RequestOptions } from "../options.ts";
import type { Requester } from "../request.ts";
import { PartnerList } from "./list.ts";
import type { ListPartnerOffersParams, PartnerOffer } from "./types.ts";

/** What the dealers that the key covers offer. Every key reads them, a public one too. */
export class PartnerOffers {
  readonly #api: Requester;

  /** @internal */
  constructor(api: Requester) {
    this.#api = api;
  }

  /**
   * The offers, the most recently updated first: one page when awaited, all of them in a loop. Amounts are whole numbers in
   * minor units of `currency`: 1200000 is USD 12,000.00.
   *
   * @throws ValidationError `invalid_request`, `invalid_cursor`
   * @example
   * for await (const offer of partner.offers.list()) {
   *   if (offer.availability === "in_stock") console.log(offer.brand, offer.model, offer.price, offer.currency);
   * }
   */
  list(params: ListPartnerOffersParams = {}, options?: RequestOptions): PartnerList<PartnerOffer> {
    return new PartnerList(params, (position) =>
      this.#api.call("listPartnerOffers", options, (client, init) =>
        client.GET("/partner/offers", { ...init, params: { query: { ...params, ...position } } }),
      ),
    );
  }
}
