import type { ApiPromise } from "./api-promise.ts";
import { guardBrowser } from "./checks.ts";
import type { ClientOptions, RequestOptions } from "./options.ts";
import { Requester } from "./request.ts";
import { Customers } from "./resources/customers.ts";
import { Events } from "./resources/events.ts";
import { Listings } from "./resources/listings.ts";
import { Orders } from "./resources/orders.ts";
import { TestUtilities } from "./resources/test-utilities.ts";
import { WebhookDeliveries } from "./resources/webhook-deliveries.ts";
import type { Health, Integration } from "./types.ts";

/**
 * A client of the WatchTraderHub API for one integration. It holds no connections and can be kept for as long as the
 * program runs.
 *
 * Every method can also throw what any request can run into: `AuthenticationError`, `PermissionError`, `RateLimitError`,
 * `ApiError`, `ConnectionError` and `TimeoutError`, after the retries. Methods name only what they add.
 *
 * @example
 * const client = new WatchTraderHub({ apiKey: process.env.WTH_API_KEY ?? "" });
 * for await (const listing of client.listings.list({ status: "active" })) console.log(listing.watch.model);
 */
export class WatchTraderHub {
  /** The watches that the dealer publishes. */
  readonly listings: Listings;
  /** The dealer's clients. */
  readonly customers: Customers;
  /** The orders of your shop. */
  readonly orders: Orders;
  /** What happened in the last 30 days. */
  readonly events: Events;
  /** What was sent to the webhook URL in the last 30 days, and how it went. */
  readonly webhookDeliveries: WebhookDeliveries;
  /** Tools to try a receiver. */
  readonly test: TestUtilities;
  readonly #api: Requester;

  /** @throws WatchTraderHubError `invalid_argument` when an option is not usable, or in a browser */
  constructor(options: ClientOptions) {
    guardBrowser(options.dangerouslyAllowBrowser);
    this.#api = new Requester(options);
    this.listings = new Listings(this.#api);
    this.customers = new Customers(this.#api);
    this.orders = new Orders(this.#api);
    this.events = new Events(this.#api);
    this.webhookDeliveries = new WebhookDeliveries(this.#api);
    this.test = new TestUtilities(this.#api);
  }

  /**
   * The integration that the API key belongs to. The one call that also works while the integration is disabled.
   *
   * @example
   * const { is_test_mode, webhook } = await wth.me();
   * console.log(is_test_mode ? "test mode" : "live", webhook.url ?? "no webhook URL");
   */
  me(options?: RequestOptions): ApiPromise<Integration> {
    return this.#api.call("getMe", options, (client, init) => client.GET("/me", { ...init }));
  }

  /**
   * Whether the API answers, whatever the state of the key and the integration; not rate-limited. With `maxRetries: 0` it
   * says how things are now, instead of trying until they are well.
   *
   * @example
   * const { api_version } = await wth.health({ maxRetries: 0, timeoutMs: 2000 });
   * console.log("newest version:", api_version);
   */
  health(options?: RequestOptions): ApiPromise<Health> {
    return this.#api.call("getHealth", options, (client, init) => client.GET("/health", { ...init }));
  }
}
