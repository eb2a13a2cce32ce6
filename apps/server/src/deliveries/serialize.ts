import type { components } from "@wth/contract";
import type { AttemptRow, DeliveryRow } from "@wth/database";
import type { ErrorKind } from "../delivery/outcome.ts";
import { formatEventId } from "../events/event-id.ts";

type Schemas = components["schemas"];

/** A delivery as lists show it. */
export function serializeDeliverySummary(row: DeliveryRow): Schemas["WebhookDeliverySummary"] {
  return {
    id: row.id,
    object: "webhook_delivery",
    event_id: formatEventId(row.event_id),
    // Safe: the log holds the types of recorded events, which record-event.ts takes from the contract.
    event_type: row.event_type as Schemas["EventType"],
    endpoint_url: row.endpoint_url,
    status: row.status,
    attempt_count: row.attempt_count,
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    delivered_at: row.delivered_at?.toISOString() ?? null,
    livemode: row.livemode,
  };
}

/** A delivery with its attempts. */
export function serializeDelivery(
  row: Omit<DeliveryRow, "attempt_count"> & { attempts: readonly AttemptRow[] },
): Schemas["WebhookDelivery"] {
  const attempts = row.attempts.map(serializeAttempt);
  return { ...serializeDeliverySummary({ ...row, attempt_count: attempts.length }), attempts };
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
