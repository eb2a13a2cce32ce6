import type { Dispatch } from "../delivery/send.ts";
import { signingSecret } from "../delivery/sign.ts";

/** An attempt to make at a URL, as the queue would hand it out. */
export function dispatchTo(url: string, overrides: Partial<Dispatch> = {}): Dispatch {
  return {
    deliveryId: "24f0ebb1-73d7-4e99-9901-821078594271",
    eventId: "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
    eventType: "integration.test_event",
    attempt: 1,
    url,
    secrets: [signingSecret("whsec_qFzUfUdRAyjreopfC5tG4lUoYk/aFLtJd9+foPMtFBs=")],
    payload: "{}",
    ...overrides,
  };
}
