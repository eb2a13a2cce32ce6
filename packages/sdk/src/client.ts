import type { ApiPromise } from "./api-promise.ts";
import { type ClientOptions, guardBrowser, type RequestOptions } from "./options.ts";
import { Requester } from "./request.ts";
import { Listings } from "./resources/listings.ts";
import { TestUtilities } from "./resources/test-utilities.ts";
import type { Integration } from "./types.ts";

/**
 * A client of the WatchTraderHub API for one integration. It holds no connections and can be kept for as long as the
 * program runs.
 *
 * @example
 * const wth = new WatchTraderHub({ apiKey: process.env.WTH_API_KEY ?? "" });
 * for await (const listing of wth.listings.iterate({ status: "active" })) console.log(listing.watch.model);
 */
export class WatchTraderHub {
  /** The watches that the dealer publishes. */
  readonly listings: Listings;
  /** Tools to try a receiver. */
  readonly test: TestUtilities;
  readonly #api: Requester;

  /** @throws WatchTraderHubError `invalid_argument` when an option is not usable, or in a browser */
  constructor(options: ClientOptions) {
    guardBrowser(options.dangerouslyAllowBrowser);
    this.#api = new Requester(options);
    this.listings = new Listings(this.#api);
    this.test = new TestUtilities(this.#api);
  }

  /** The integration that the API key belongs to. The one call that also works while the integration is disabled. */
  me(options?: RequestOptions): ApiPromise<Integration> {
    return this.#api.call(options, (client, init) => client.GET("/me", { ...init }));
  }
}
