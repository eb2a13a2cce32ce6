import type { components } from "@wth/contract";
import type { AttemptRow, DeliveryRow, DeliveryWithAttempts } from "@wth/database";
import type { ErrorKind } from "../delivery/outcome.ts";
import { formatEventId } from "../events/event-id.ts";

type Schemas = components["schemas"];

/** A delivery as lists show it, of an event of whichever type: those for partners have types of their own. */
export function deliverySummary(row: DeliveryRow) {
  return {
    id: row.id,
    object: "webhook_delivery" as const,
    event_id: formatEventId(row.event_id),
    event_type: row.event_type,
    endpoint_url: row.endpoint_url,
    status: row.status,
    attempt_count: row.attempt_count,
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    delivered_at: row.delivered_at?.toISOString() ?? null,
    livemode: row.livemode,
  };
}

/** The same with its attempts. */
export function deliveryInFull(row: DeliveryWithAttempts) {
  const attempts = row.attempts.map(serializeAttempt);
  return { ...deliverySummary({ ...row, attempt_count: attempts.length }), attempts };
}

/** A delivery to an integration as lists show it. */
export function serializeDeliverySummary(row: DeliveryRow): Schemas["WebhookDeliverySummary"] {
  return { ...deliverySummary(row), event_type: typeOf(row) };
}

/** A delivery to an integration with its attempts. */
export function serializeDelivery(row: DeliveryWithAttempts): Schemas["WebhookDelivery"] {
  return { ...deliveryInFull(row), event_type: typeOf(row) };
}

function typeOf({ event_type: type }: Pick<DeliveryRow, "event_type">): Schemas["EventType"] {
  // Safe: the log holds the types of recorded events, which record-event.ts takes from the contract.
  return type as Schemas["EventType"];
}

function serializeAttempt(row: AttemptRow): Schemas["WebhookDeliveryAttempt"] {
  return {
    number: row.number,
    attempted_at: new Date(row.attempted_at).toISOString(),
    duration_ms: row.duration_ms,
    response_status: row.response_status,
    response_body_preview: row.response_body ?? "",
    // Safe: the log holds what attempts came to, and outcome.ts takes the kinds of errors from the contract.
    error: row.error as ErrorKind | null,
  };
}
