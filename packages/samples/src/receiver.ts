import { signTestHeaders } from "@watchtraderhub/webhook-verifier";
import type { Audience, SampleDealer } from "./dealer.ts";

const FORGED = '{"id":"evt_1","object":"event","type":"listing.sold","data":{"object":{"id":"1"}}}';
const OTHER_SECRET = `whsec_${"A".repeat(43)}=`;

/**
 * Has the real worker deliver to the receiver that listens on a port, and sends it a forgery.
 *
 * @throws {Error} when it does not accept the one, or accepts the other.
 */
export async function tryReceiver(dealer: SampleDealer, port: number, audience: Audience): Promise<void> {
  const url = `http://127.0.0.1:${port}/webhooks/wth`;
  const { status, answer } = await dealer.deliverTo(url, audience);
  if (status !== "delivered")
    throw new Error(
      `The receiver did not accept a real delivery (${answer ?? "no answer known"}): it is ${status}.`,
    );
  const headers = signTestHeaders({ body: FORGED, secrets: OTHER_SECRET });
  const forged = await fetch(url, { method: "POST", headers, body: FORGED });
  if (forged.status < 400 || forged.status >= 500)
    throw new Error(`The receiver answered a forged delivery with ${forged.status}; it has to refuse it.`);
}
