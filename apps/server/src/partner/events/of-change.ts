import type { PartnerEventByType, PartnerEventType } from "@wth/contract";
import type { OfferRow } from "@wth/database";
import type { NewEvent } from "../../events/record-event.ts";
import { serializeOffer } from "../offers/serialize.ts";
import { toPartnerOrder } from "../orders/serialize.ts";

/** A listing's commercial terms. Whose it is, is known from who changes it. */
export type OfferTerms = Omit<OfferRow, "user_id">;

/** What an event for partners is made of: its name, and the `data` of the contract's event of that name. */
export type NewPartnerEvent = {
  [Type in PartnerEventType]: { event: Type; data: PartnerEventByType[Type]["data"] };
}[PartnerEventType];

/**
 * What partners are told of a change, by what the dealer's integration is told of it. An order that comes in, whatever its
 * source; the status of an order, with an event of its own for cancelling; the price or the availability of an offer.
 *
 * @param dealerId who makes the change.
 */
export function partnerEventsOf(events: readonly NewEvent[], dealerId: string): NewPartnerEvent[] {
  return events.flatMap((event) => {
    const { offer } = event;
    if (offer !== undefined)
      return [{ event: "offer.updated", data: serializeOffer({ ...offer, user_id: dealerId }) }];
    return orderEventOf(event, dealerId);
  });
}

function orderEventOf(event: NewEvent, dealerId: string): NewPartnerEvent[] {
  switch (event.type) {
    case "order.received":
      return [{ event: "order.created", data: toPartnerOrder(event.data.object, dealerId) }];
    case "order.fulfilled":
    case "order.cancelled": {
      const { object, previous_attributes: previous } = event.data;
      const data = { ...toPartnerOrder(object, dealerId), previousStatus: previous.status };
      return [{ event: event.type === "order.cancelled" ? event.type : "order.status_changed", data }];
    }
    default:
      return [];
  }
}
