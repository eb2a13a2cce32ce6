import type { RawBody } from "./body.ts";
import type { PartnerEvent, WebhookEvent } from "./generated/events.ts";

/**
 * The event in a body that was verified.
 *
 * @throws SyntaxError when the body is not an event, or not JSON in UTF-8
 */
export function parseEvent(body: RawBody): WebhookEvent {
  return parse<WebhookEvent>(body, ({ object }) => object === "event");
}

/**
 * The event of the Partner API in a body that was verified.
 *
 * @throws SyntaxError when the body is not one, or not JSON in UTF-8
 */
export function parsePartnerEvent(body: RawBody): PartnerEvent {
  return parse<PartnerEvent>(body, ({ event }) => typeof event === "string");
}

/** The envelope is checked; for what is inside, the signature vouches: only the platform can have made it. */
function parse<Event>(body: RawBody, isEvent: (event: Event) => boolean): Event {
  try {
    const text = typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body);
    const event: Event = JSON.parse(text);
    if (isEvent(event)) return event;
  } catch {
    // Not JSON in UTF-8, and so no event either.
  }
  throw new SyntaxError("Signed, but no event: use verify()");
}
