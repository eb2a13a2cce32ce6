import { createSecretKey } from "node:crypto";
import { checkInput, type VerifiedDelivery, type VerifyInput } from "./checks.ts";
import { type SafeVerifyResult, WebhookVerificationError } from "./errors.ts";
import type { PartnerEvent, WebhookEvent } from "./generated/events.ts";
import { readHeader } from "./node-header.ts";
import { digest, hmacHex } from "./node-hmac.ts";
import { parseEvent, parsePartnerEvent } from "./parse-event.ts";
import { describeTestDelivery, type SignTestHeadersInput, testHeaders } from "./sign.ts";

export * from "./shared.ts";

/**
 * Verifies that a delivery was signed by WatchTraderHub with one of the secrets, recently, over exactly this body.
 *
 * @returns when it was signed and which secret fits
 * @throws WebhookVerificationError with a `code`; answer 400
 * @throws RangeError when `toleranceSeconds` or `now` is not usable, a mistake in the receiver
 * @throws TypeError when the replay store does not answer at once with true or false
 *
 * @example
 * const { timestamp } = verify({ body: rawBody, headers: request.headers, secrets: process.env.WTH_WEBHOOK_SECRET });
 */
export function verify(input: VerifyInput): VerifiedDelivery {
  const { body, secrets, header, lifetime } = checkInput(input, readHeader);
  const prefix = `${header.time}.`;
  let signature: string | undefined;
  for (const [matchedSecretIndex, secret] of secrets.entries()) {
    const expected = hmacHex(secret, prefix, body);
    signature ??= expected;
    if (!header.matches(expected)) continue;
    if (input.replayStore) requireNew(input.replayStore.claim(signature, lifetime));
    return { timestamp: Number(header.time), matchedSecretIndex, signature };
  }
  header.requireHex();
  throw new WebhookVerificationError("no_match", "Check the secret and the raw body");
}

function requireNew(isNew: unknown): void {
  if (isNew === false) throw new WebhookVerificationError("replayed", "Accepted before");
  // A promise is truthy: taking it for an answer would let every replay through.
  if (isNew !== true)
    throw new TypeError("claim() must return true or false: with an asynchronous store, claim the signature");
}

/**
 * Like {@link verify}, for receivers that prefer a result to an exception. Whatever arrives, it does not throw; only
 * an unusable option (`toleranceSeconds`, `now`) or a failing replay store does.
 *
 * @example
 * const result = safeVerify({ body: rawBody, headers: request.headers, secrets });
 * if (!result.ok) return respond(400, result.code);
 */
export function safeVerify(input: VerifyInput): SafeVerifyResult {
  try {
    return { ok: true, ...verify(input) };
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
 * const event = constructEvent({ body: rawBody, headers: request.headers, secrets });
 * if (event.type === "order.received") console.log(event.data.object.line_items);
 */
export function constructEvent(input: VerifyInput): WebhookEvent {
  verify(input);
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
 * const event = constructPartnerEvent({ body: rawBody, headers: request.headers, secrets });
 * if (event.event === "order.created") console.log(event.data.totalAmount, event.data.currency);
 */
export function constructPartnerEvent(input: VerifyInput): PartnerEvent {
  verify(input);
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
 * await fetch(url, { method: "POST", headers: signTestHeaders({ body, secrets: "whsec_…" }), body });
 */
export function signTestHeaders(input: SignTestHeadersInput): Record<string, string> {
  const delivery = describeTestDelivery(input);
  const { body, secrets, time, eventId, standardSecrets } = delivery;
  const signatures = secrets.map((secret) => hmacHex(secret, `${time}.`, body));
  const standard = standardSecrets.map((secret) =>
    digest(createSecretKey(secret, "base64"), `${eventId}.${time}.`, body, "base64"),
  );
  return testHeaders(input, delivery, signatures, standard);
}
