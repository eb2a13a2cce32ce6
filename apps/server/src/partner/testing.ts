import { verify } from "@watchtraderhub/webhook-verifier";
import type { PartnerEvent } from "@wth/contract";
import { expect } from "vitest";
import { schemaValidator } from "../http/validate.ts";
import { headerOf, type Received } from "../test/receiver.ts";
import type { TestServer } from "../test/server.ts";

/** The schema of each event. */
const SCHEMAS = {
  "order.created": "PartnerOrderCreatedEvent",
  "order.status_changed": "PartnerOrderStatusChangedEvent",
  "order.cancelled": "PartnerOrderCancelledEvent",
  "offer.updated": "PartnerOfferUpdatedEvent",
} as const;

function isPartnerEvent(value: unknown): value is PartnerEvent {
  const event: unknown = Object(value).event;
  if (typeof event !== "string" || !Object.hasOwn(SCHEMAS, event)) return false;
  // Safe: it is one of the keys.
  schemaValidator(SCHEMAS[event as keyof typeof SCHEMAS])(value);
  return true;
}

/** A payload for partners, after comparing it with the contract. */
export function parsePartnerEvent(payload: string): PartnerEvent {
  const value: unknown = JSON.parse(payload);
  if (!isPartnerEvent(value)) throw new Error(`This is no event for partners: ${payload}`);
  return value;
}

/** The event of a delivery as it arrived, after verifying its signature, its headers and its body. */
export async function receivedEvent(delivery: Received, secretKey: string): Promise<PartnerEvent> {
  const { headers, body } = delivery;
  await verify({ body, headers, secrets: secretKey });
  const event = parsePartnerEvent(body);
  expect(Object.keys(event)).toEqual(["id", "event", "createdAt", "data"]);
  expect(headerOf(delivery, "x-wth-event-id")).toBe(event.id);
  expect(headerOf(delivery, "x-wth-event-type")).toBe(event.event);
  expect(headerOf(delivery, "wth-signature")).toBe(headerOf(delivery, "x-wth-signature"));
  expect(Object.keys(headers).filter((name) => name.startsWith("webhook-"))).toEqual([]);
  return event;
}

/** A recorded event of the partners' audience, and how many deliveries it has. */
interface RecordedForPartners {
  event: PartnerEvent;
  livemode: boolean;
  deliveries: number;
}

/** What was recorded for partners, change by change; of one change, whose events have no order, those of orders first. */
export async function recordedForPartners({ database }: TestServer): Promise<RecordedForPartners[]> {
  const { rows } = await database.pool.query<{ payload: string; livemode: boolean; deliveries: number }>(
    `SELECT payload, livemode, (SELECT count(*)::int FROM webhook_deliveries d WHERE d.event_id = e.id) AS deliveries
     FROM events e WHERE integration_id IS NULL ORDER BY xmin::text::bigint, type DESC`,
  );
  return rows.map(({ payload, ...row }) => ({ ...row, event: parsePartnerEvent(payload) }));
}
