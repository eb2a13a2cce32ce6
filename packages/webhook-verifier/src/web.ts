import { type AsyncVerifyInput, checkInput, type VerifiedDelivery } from "./checks.ts";
import { type SafeVerifyResult, WebhookVerificationError } from "./errors.ts";
import type { PartnerEvent, WebhookEvent } from "./generated/events.ts";
import { parseEvent, parsePartnerEvent } from "./parse-event.ts";
import { describeTestDelivery, type SignTestHeadersInput, testHeaders } from "./sign.ts";
import { matchesAny, readHeader } from "./web-header.ts";
import { hmacBase64, hmacHex } from "./web-hmac.ts";

export * from "./shared.ts";

/**
 * Verifies that a delivery was signed by WatchTraderHub with one of the secrets, recently, over exactly this body.
 *
 * @returns when it was signed and which secret fits
 * @throws WebhookVerificationError with a `code`; answer 400
 * @throws RangeError when `toleranceSeconds` or `now` is not usable, a mistake in the receiver
 *
 * @example
 * const { timestamp } = await verify({ body: await request.arrayBuffer(), headers: request, secrets: env.WTH_WEBHOOK_SECRET });
 */
export async function verify(input: AsyncVerifyInput): Promise<VerifiedDelivery> {
  const { body, secrets, header, lifetime } = checkInput(input, readHeader);
  let signature: string | undefined;
  for (const [matchedSecretIndex, secret] of secrets.entries()) {
    const expected = await hmacHex(secret, `${header.time}.`, body);
    signature ??= expected;
    if (!matchesAny(expected, header)) continue;
    // Whatever is not a clear yes refuses.
    if (input.replayStore && (await input.replayStore.claim(signature, lifetime)) !== true)
      throw new WebhookVerificationError("replayed", "Accepted before");
    return { timestamp: Number(header.time), matchedSecretIndex, signature };
  }
  throw new WebhookVerificationError("no_match", "Check the secret and the raw body");
}

/**
 * Like {@link verify}, for receivers that prefer a result to an exception. Whatever arrives, it does not reject; only
 * an unusable option (`toleranceSeconds`, `now`) or a failing replay store makes it.
 *
 * @example
 * const result = await safeVerify({ body, headers: request, secrets });
 * if (!result.ok) return new Response(result.code, { status: 400 });
 */
export async function safeVerify(input: AsyncVerifyInput): Promise<SafeVerifyResult> {
  try {
    return { ok: true, ...(await verify(input)) };
  } catch (error) {
    if (error instanceof WebhookVerificationError) return { ok: false, code: error.code, error };
    throw error;
  }
}

/**
 * Verifies a delivery and returns its event, typed: a `switch` on `type` narrows `data.object`. New event types can be
 * added to the API at any time and arrive under the subscription `*`: give the `switch` a `default` that ignores them.
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
export async function constructEvent(input: AsyncVerifyInput): Promise<WebhookEvent> {
  await verify(input);
  return parseEvent(input.body);
}

/**
 * Verifies a delivery of the Partner API, with the `secretKey` of its webhook, and returns its event, typed: a `switch` on
 * `event` narrows `data`. New events can be added to the API at any time: give the `switch` a `default` that ignores them.
 *
 * @throws WebhookVerificationError when the delivery must not be trusted, as {@link verify}
 * @throws RangeError when `toleranceSeconds` or `now` is not usable, as {@link verify}
 * @throws SyntaxError when the body is signed, yet is not such an event in JSON
 *
 * @example
 * const event = await constructPartnerEvent({ body, headers: request, secrets });
 * if (event.event === "order.created") console.log(event.data.totalAmount, event.data.currency);
 */
export async function constructPartnerEvent(input: AsyncVerifyInput): Promise<PartnerEvent> {
  await verify(input);
  return parsePartnerEvent(input.body);
}

/**
 * Makes the headers of a delivery as the platform sends them, to test a receiver without a network. Both header
 * names carry the signature; the `webhook-*` headers of Standard Webhooks are added for `whsec_` secrets.
 *
 * @returns headers to spread into a request
 * @throws WebhookVerificationError `parsed_body` or `weak_secret`, as {@link verify} would
 * @throws RangeError when the timestamp is not a number
 *
 * @example
 * await fetch(url, { method: "POST", headers: await signTestHeaders({ body, secrets: "whsec_…" }), body });
 */
export async function signTestHeaders(input: SignTestHeadersInput): Promise<Record<string, string>> {
  const delivery = describeTestDelivery(input);
  const { body, secrets, time, eventId, standardSecrets } = delivery;
  const signatures = await Promise.all(secrets.map((secret) => hmacHex(secret, `${time}.`, body)));
  const standard = standardSecrets.map((secret) => hmacBase64(secret, `${eventId}.${time}.`, body));
  return testHeaders(input, delivery, signatures, await Promise.all(standard));
}
