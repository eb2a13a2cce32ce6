import type { WebhookEvent } from "@wth/contract";

/** An event as the API shows it: the envelope that was recorded, in the version it was recorded in. */
export function serializeEvent({ payload }: { payload: string }): WebhookEvent {
  // Safe: only record-event.ts writes payloads. One of an older version has that version's shape, as it is to have.
  return JSON.parse(payload) as WebhookEvent;
}
