import { signTestHeaders } from "../node.ts";

/** A secret as the platform makes them. */
export const SECRET = "whsec_qFzUfUdRAyjreopfC5tG4lUoYk/aFLtJd9+foPMtFBs=";

/** What a test sends to a receiver. */
export interface TestRequest {
  readonly method: "POST";
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A delivery of an event, as the platform sends it now. The JSON has spaces, so that bytes made anew from it differ. */
export function deliveryOf(event: object = {}, secret = SECRET): TestRequest {
  const body = JSON.stringify(
    {
      id: "evt_1",
      object: "event",
      type: "listing.sold",
      data: { object: { id: "1", object: "listing" } },
      ...event,
    },
    null,
    1,
  );
  return { method: "POST", headers: signTestHeaders({ body, secrets: secret }), body };
}
