import type { ApiPromise } from "../api-promise.ts";
import { type RequestOptions, requireId } from "../options.ts";
import { PagePromise } from "../pagination.ts";
import type { Requester } from "../request.ts";
import type { Listing, ListingList, ListListingsParams } from "../types.ts";
import { ListResource } from "./list-resource.ts";

/** The watches that the dealer publishes: the real ones in test mode too, and read-only. */
export class Listings extends ListResource<ListListingsParams, Listing, ListingList> {
  readonly #api: Requester;

  constructor(api: Requester) {
    super();
    this.#api = api;
  }

  /**
   * The published listings, the most recently updated first: one page when awaited, all of them in a loop. With
   * `updated_after` also those unpublished since, as `status: "unpublished"`.
   *
   * @throws ValidationError `invalid_request`, `invalid_cursor`
   * @example
   * for await (const listing of wth.listings.list({ status: "active", brand: "Rolex" })) {
   *   console.log(listing.watch.reference, listing.price.amount_formatted);
   * }
   */
  list(params: ListListingsParams = {}, options?: RequestOptions): PagePromise<Listing, ListingList> {
    return new PagePromise(params, (position) =>
      this.#api.call(options, (client, init) =>
        client.GET("/listings", { ...init, params: { query: { ...params, ...position } } }),
      ),
    );
  }

  /**
   * One listing.
   *
   * @param id the listing's `id`, a UUID
   * @throws NotFoundError `resource_not_found` when it does not exist or is not published
   * @example
   * const { price } = await wth.listings.get("24f0ebb1-73d7-4e99-9901-821078594271");
   * console.log(price.amount, price.currency); // 1200000 USD: in minor units, here cents
   */
  get(id: string, options?: RequestOptions): ApiPromise<Listing> {
    return this.#api.call(options, (client, init) =>
      client.GET("/listings/{id}", { ...init, params: { path: { id: requireId(id) } } }),
    );
  }
}
