import type { components, operations } from "../generated/openapi.ts";

type Schemas = components["schemas"];
type Query<Operation extends keyof operations> = NonNullable<operations[Operation]["parameters"]["query"]>;

/** What a webhook can be sent. */
export type PartnerEventType = Schemas["PartnerEventType"];
/** A webhook of the key. */
export type PartnerWebhook = Schemas["PartnerWebhook"];
/** A webhook that was just registered: the one time that its `secretKey` is there. */
export type RegisteredPartnerWebhook = Schemas["PartnerWebhookRegistered"];
/** Where to send what. */
export type RegisterPartnerWebhookParams = Schemas["PartnerWebhookCreate"];
/** What to change of a webhook; what is left out stays. */
export type UpdatePartnerWebhookParams = Schemas["PartnerWebhookUpdate"];
/** The webhooks of the key, 50 at most. */
export type PartnerWebhookList = Schemas["PartnerWebhookList"];
/** A webhook that was deleted. */
export interface DeletedPartnerWebhook {
  /** Which. */
  readonly id: string;
  /** Always. */
  readonly deleted: true;
}
/** The receipt of a test delivery. */
export type PartnerTestDelivery = Schemas["PartnerTestDelivery"];
/** An order of a dealer that the key covers. */
export type PartnerOrder = Schemas["PartnerOrder"];
/** Filters and position of a list of orders. */
export type ListPartnerOrdersParams = Query<"listPartnerOrders">;
/** The commercial terms of a published listing. */
export type PartnerOffer = Schemas["PartnerOffer"];
/** Position of a list of offers. */
export type ListPartnerOffersParams = Query<"listPartnerOffers">;
