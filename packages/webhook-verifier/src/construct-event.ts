import type { VerifyInput } from "./checks.ts";
import type { WebhookEvent } from "./generated/events.ts";
import { verify } from "./verify.ts";

/**
 * Verifies a delivery and returns its event, typed: a `switch` on `type` narrows `data.object`. New event types can be
 * added to the API at any time and arrive under the subscription `*`: give the `switch` a `default` that ignores them.
 *
 * @throws WebhookVerificationError when the delivery must not be trusted, as {@link verify}
 * @throws RangeError when `toleranceSeconds` or `now` is not usable, as {@link verify}
 * @throws SyntaxError when the body is signed, yet is not an event in JSON: for Partner API deliveries, which have
 *   another shape, call {@link verify} and parse the body yourself
 */
export function constructEvent(input: VerifyInput): WebhookEvent {
  verify(input);
  const event = parseJson(input.body);
  if (isEvent(event)) return event;
  throw new SyntaxError(
    "The signed body is not an event of the Custom Integration. Use verify() and parse it yourself.",
  );
}

function parseJson(body: VerifyInput["body"]): unknown {
  try {
    return JSON.parse(
      typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body),
    );
  } catch (cause) {
    throw new SyntaxError("The signed body is not JSON in UTF-8. Use verify() and parse it yourself.", {
      cause,
    });
  }
}

/** The envelope is checked; for what is inside, the signature vouches: only the platform can have made it. */
function isEvent(value: unknown): value is WebhookEvent {
  return (
    typeof value === "object" &&
    value !== null &&
    "object" in value &&
    value.object === "event" &&
    "type" in value &&
    typeof value.type === "string" &&
    "data" in value
  );
}
