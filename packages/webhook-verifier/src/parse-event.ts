import type { RawBody } from "./body.ts";
import type { WebhookEvent } from "./generated/events.ts";

/**
 * The event in a body that was verified.
 *
 * @throws SyntaxError when the body is not an event, or not JSON in UTF-8
 */
export function parseEvent(body: RawBody): WebhookEvent {
  try {
    const text = typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body);
    // The envelope is checked; for what is inside, the signature vouches: only the platform can have made it.
    const event: WebhookEvent = JSON.parse(text);
    if (event.object === "event") return event;
  } catch {
    // Not JSON in UTF-8, and so no event either.
  }
  throw new SyntaxError("Signed, but no event: use verify()");
}
