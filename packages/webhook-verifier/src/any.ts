import type { VerifiedDelivery, VerifyInput } from "./checks.ts";
import type { SafeVerifyResult } from "./errors.ts";
import type { PartnerEvent, WebhookEvent } from "./generated/events.ts";
import type { SignTestHeadersInput } from "./sign.ts";
import * as web from "./web.ts";

// The types for those who compile without knowing the runtime, as bundlers' module resolution does: the same code can get
// the synchronous build on Node and the asynchronous one elsewhere. Only `await` is right for both.

export * from "./shared.ts";

/**
 * Verifies that a delivery was signed by WatchTraderHub with one of the secrets, recently, over exactly this body.
 * Synchronous on Node, a promise elsewhere: `await` it.
 *
 * @returns when it was signed and which secret fits
 * @throws WebhookVerificationError with a `code`; answer 400
 * @throws RangeError when `toleranceSeconds` or `now` is not usable, a mistake in the receiver
 *
 * @example
 * const { timestamp } = await verify({ body: await request.arrayBuffer(), headers: request, secrets });
 */
export const verify: (input: VerifyInput) => VerifiedDelivery | Promise<VerifiedDelivery> = web.verify;

/**
 * Like {@link verify}, for receivers that prefer a result to an exception. Whatever arrives, it does not throw; only
 * an unusable option (`toleranceSeconds`, `now`) or a failing replay store does. `await` it.
 *
 * @example
 * const result = await safeVerify({ body, headers: request, secrets });
 * if (!result.ok) return new Response(result.code, { status: 400 });
 */
export const safeVerify: (input: VerifyInput) => SafeVerifyResult | Promise<SafeVerifyResult> =
  web.safeVerify;

/**
 * Verifies a delivery and returns its event, typed: a `switch` on `type` narrows `data.object`. New event types can be
 * added to the API at any time and arrive under the subscription `*`: give the `switch` a `default` that ignores them.
 * `await` it.
 *
 * @throws WebhookVerificationError when the delivery must not be trusted, as {@link verify}
 * @throws RangeError when `toleranceSeconds` or `now` is not usable, as {@link verify}
 * @throws SyntaxError when the body is signed, yet is not an event in JSON: Partner API deliveries, which have another
 *   shape, are for {@link constructPartnerEvent}
 *
 * @example
 * const event = await constructEvent({ body, headers: request, secrets });
 * if (event.type === "order.received") console.log(event.data.object.line_items);
 */
export const constructEvent: (input: VerifyInput) => WebhookEvent | Promise<WebhookEvent> =
  web.constructEvent;

/**
 * Verifies a delivery of the Partner API, with the `secretKey` of its webhook, and returns its event, typed: a `switch` on
 * `event` narrows `data`. New events can be added to the API at any time: give the `switch` a `default` that ignores them.
 * `await` it.
 *
 * @throws WebhookVerificationError when the delivery must not be trusted, as {@link verify}
 * @throws RangeError when `toleranceSeconds` or `now` is not usable, as {@link verify}
 * @throws SyntaxError when the body is signed, yet is not such an event in JSON
 *
 * @example
 * const event = await constructPartnerEvent({ body, headers: request, secrets });
 * if (event.event === "order.created") console.log(event.data.totalAmount, event.data.currency);
 */
export const constructPartnerEvent: (input: VerifyInput) => PartnerEvent | Promise<PartnerEvent> =
  web.constructPartnerEvent;

/**
 * Makes the headers of a delivery as the platform sends them, to test a receiver without a network. Both header
 * names carry the signature; the `webhook-*` headers of Standard Webhooks are added for `whsec_` secrets. `await` it.
 *
 * @returns headers to spread into a request
 * @throws WebhookVerificationError `parsed_body` or `weak_secret`, as {@link verify} would
 * @throws RangeError when the timestamp is not a number
 *
 * @example
 * await fetch(url, { method: "POST", headers: await signTestHeaders({ body, secrets: "whsec_…" }), body });
 */
export const signTestHeaders: (
  input: SignTestHeadersInput,
) => Record<string, string> | Promise<Record<string, string>> = web.signTestHeaders;
