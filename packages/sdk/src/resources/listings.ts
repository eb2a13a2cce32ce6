import type { ApiPromise } from "../api-promise.ts";
import { type RequestOptions, requireId } from "../options.ts";
import { LARGEST_PAGE, PageIterator } from "../pagination.ts";
import type { Requester } from "../request.ts";
import type { Listing, ListingList, ListListingsParams } from "../types.ts";

/** The watches that the dealer publishes. */
export class Listings {
  readonly #api: Requester;

  constructor(api: Requester) {
    this.#api = api;
  }

  /** One page, the most recently updated first. */
  list(params: ListListingsParams = {}, options?: RequestOptions): ApiPromise<ListingList> {
    return this.#api.call(options, (client, init) =>
      client.GET("/listings", { ...init, params: { query: params } }),
    );
  }

  /**
   * One listing.
   *
   * @throws NotFoundError when it does not exist or is not published
   */
  get(id: string, options?: RequestOptions): ApiPromise<Listing> {
    return this.#api.call(options, (client, init) =>
      client.GET("/listings/{id}", { ...init, params: { path: { id: requireId(id) } } }),
    );
  }

  /** All listings, page after page, from `after` on if it is given; none twice and none missed while others change. */
  iterate(params: ListListingsParams = {}, options?: RequestOptions): PageIterator<Listing, ListingList> {
    return new PageIterator((position) =>
      this.list({ limit: LARGEST_PAGE, ...params, ...position }, options),
    );
  }
}
