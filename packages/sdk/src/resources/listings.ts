import type { ApiPromise } from "../api-promise.ts";
import { requireId } from "../checks.ts";
import type { RequestOptions } from "../options.ts";
import { PagePromise } from "../pagination.ts";
import type { Requester } from "../request.ts";
import type { Listing, ListingList, ListListingsParams } from "../types.ts";
import { ListResource } from "./list-resource.ts";
import { ListingSync, type SyncOptions } from "./listing-sync.ts";

/** The watches that the dealer publishes: the real ones in test mode too, and read-only. */
export class Listings extends ListResource<ListListingsParams, Listing, ListingList> {
  readonly #api: Requester;

  /** @internal */
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
      this.#api.call("listListings", options, (client, init) =>
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
    return this.#api.call("getListing", options, (client, init) =>
      client.GET("/listings/{id}", { ...init, params: { path: { id: requireId(id) } } }),
    );
  }

  /**
   * Keeps your copy of the listings in step, also when webhooks were missed: hands over every listing that was
   * published, changed, sold or unpublished since the last time. Store `checkpoint` after the loop and give it as
   * `since` the next time; with `pollIntervalMs` the loop goes on by itself, round after round, until its `signal` or a
   * `break` ends it, and `onCheckpoint` is where to store. Nothing is skipped, whatever changes meanwhile; see
   * {@link ListingSync} for what can come twice.
   *
   * @throws WatchTraderHubError `invalid_argument`, from the loop, when `pollIntervalMs` is not usable
   * @throws ValidationError `invalid_request`, from the loop, when `since` is not RFC 3339
   * @example
   * const stored = new Map<string, string>();
   * const sync = wth.listings.sync({ since: stored.get("listings") });
   * for await (const listing of sync) {
   *   if (listing.status === "active") console.log("offer", listing.id, listing.price.amount_formatted);
   *   else console.log("withdraw", listing.id); // sold, or unpublished
   * }
   * if (sync.checkpoint !== undefined) stored.set("listings", sync.checkpoint);
   */
  sync(options: SyncOptions = {}): ListingSync {
    return new ListingSync(
      options,
      (updatedAfter) =>
        this.list(updatedAfter === undefined ? {} : { updated_after: updatedAfter }, options).pages(),
      (milliseconds, signal) => this.#api.sleep(milliseconds, signal),
    );
  }
}
