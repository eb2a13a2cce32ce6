import type { components } from "@wth/contract";
import { type PartnerEventType, partnerEventTypes } from "@wth/contract";
import type { PartnerWebhookRow } from "@wth/database";

/** A webhook as the Partner API shows it: without its secret. */
export type PartnerWebhook = components["schemas"]["PartnerWebhook"];

/** Turns a row into the Partner API's webhook. */
export function serializeWebhook(row: PartnerWebhookRow): PartnerWebhook {
  return {
    id: row.id,
    url: row.url,
    events: eventsOf(row.events),
    isActive: row.is_active,
    failCount: row.fail_count,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** What there is of a webhook where it is read together with its key. */
export interface WebhookEndpointOfKey {
  id: string;
  url: string | null;
  subscribedEvents: string[];
  disabledAt: Date | null;
  consecutiveFailures: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Turns a webhook as Prisma reads it into the Partner API's. */
export function serializeEndpoint(endpoint: WebhookEndpointOfKey): PartnerWebhook {
  return serializeWebhook({
    id: endpoint.id,
    url: endpoint.url ?? "",
    events: endpoint.subscribedEvents,
    is_active: endpoint.disabledAt === null,
    fail_count: endpoint.consecutiveFailures,
    created_at: endpoint.createdAt,
    updated_at: endpoint.updatedAt,
  });
}

/** The events that a webhook is registered for, out of what the database holds. */
export function eventsOf(events: readonly string[]): PartnerEventType[] {
  return events.filter((event): event is PartnerEventType =>
    partnerEventTypes.some((type) => type === event),
  );
}
