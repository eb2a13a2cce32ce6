import { guardBrowser, invalidArgument } from "../checks.ts";
import type { ClientOptions } from "../options.ts";
import { Requester } from "../request.ts";
import { PartnerOffers } from "./offers.ts";
import { PartnerOrders } from "./orders.ts";
import { PartnerWebhooks } from "./webhooks.ts";

const PARTNER_KEY = /^(sk_branch|sk_personal|pk)_[A-Za-z0-9]{32}$/;
const PUBLIC = /^pk_/;

/** Options of the client: those of the other one, but for the key. */
export interface PartnerOptions extends Omit<ClientOptions, "apiKey"> {
  /**
   * `sk_branch_…`, `sk_personal_…` or `pk_…`, each with 32 letters and digits. Secret keys belong on your server; a public
   * one (`pk_…`) only reads offers, and may be in a page.
   */
  readonly apiKey: string;
}

/**
 * A client of the WatchTraderHub Partner API for one key. It holds no connections and can be kept for as long as the
 * program runs. Names are in camelCase, as the API's.
 *
 * Every method can also throw what any request can run into: `AuthenticationError`, `PermissionError` (a public key where a
 * secret one is needed), `RateLimitError`, `ApiError`, `ConnectionError` and `TimeoutError`, after the retries.
 *
 * @example
 * const partner = new WatchTraderHubPartner({ apiKey: process.env.WTH_PARTNER_KEY ?? "" });
 * for await (const offer of partner.offers.list()) console.log(offer.brand, offer.price, offer.currency);
 */
export class WatchTraderHubPartner {
  /** The webhooks of the key. */
  readonly webhooks: PartnerWebhooks;
  /** The orders of the dealers that the key covers. */
  readonly orders: PartnerOrders;
  /** What these dealers offer. */
  readonly offers: PartnerOffers;

  /** @throws WatchTraderHubError `invalid_argument` when an option is not usable, or for a secret key in a browser */
  constructor(options: PartnerOptions) {
    guardBrowser(options.dangerouslyAllowBrowser || PUBLIC.test(options.apiKey));
    const api = new Requester(options, requirePartnerKey);
    this.webhooks = new PartnerWebhooks(api);
    this.orders = new PartnerOrders(api);
    this.offers = new PartnerOffers(api);
  }
}

/** @throws WatchTraderHubError `invalid_argument` */
function requirePartnerKey(apiKey: unknown): string {
  if (typeof apiKey === "string" && PARTNER_KEY.test(apiKey)) return apiKey;
  throw invalidArgument(
    "apiKey must be sk_branch_, sk_personal_ or pk_ and 32 letters and digits: is the variable set, and the whole key copied?",
  );
}
