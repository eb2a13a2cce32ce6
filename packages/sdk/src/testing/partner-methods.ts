import type { PartnerOperationId } from "@wth/contract";
import type { WatchTraderHubPartner } from "../partner/index.ts";

/** What each id of an object is in {@link methods}. */
export const ID = "550e8400-e29b-41d4-a716-446655440000";

/** Every method of the partners' client under its name, with the operation of the contract that it performs. */
export const methods = {
  "webhooks.register": [
    "registerPartnerWebhook",
    (partner) => partner.webhooks.register({ url: "https://example.com/hook", events: ["offer.updated"] }),
  ],
  "webhooks.list": ["listPartnerWebhooks", (partner) => partner.webhooks.list()],
  "webhooks.get": ["getPartnerWebhook", (partner) => partner.webhooks.get(ID)],
  "webhooks.update": ["updatePartnerWebhook", (partner) => partner.webhooks.update(ID, { isActive: true })],
  "webhooks.delete": ["deletePartnerWebhook", (partner) => partner.webhooks.delete(ID)],
  "webhooks.test": ["testPartnerWebhook", (partner) => partner.webhooks.test(ID)],
  "orders.list": ["listPartnerOrders", (partner) => partner.orders.list({ status: "pending" })],
  "offers.list": ["listPartnerOffers", (partner) => partner.offers.list({ limit: 5 })],
} as const satisfies Record<
  string,
  readonly [PartnerOperationId, (partner: WatchTraderHubPartner) => PromiseLike<unknown>]
>;
