import { statement } from "../statement.ts";
import { heldEndpoints } from "./held-endpoints.ts";
import { LOG_BEGINS } from "./log-page.ts";

/** What became of a replay. No row: there is no such event. */
export interface ReplayedEvent {
  /** Null when the endpoint has no URL. */
  delivery_id: string | null;
}

/**
 * Makes a new delivery of a recorded event to the integration's endpoint as it is now, whatever that is subscribed to,
 * and puts it into the queue.
 *
 * Guarantees: both or neither; what is sent is the event's stored payload. Like a delivery of a new event it waits, due
 * at `infinity`, if the endpoint is held ({@link heldEndpoints}), and else is due at once by the database's clock.
 *
 * `$1` event · `$2` integration · `$3` livemode.
 */
export const replayEvent = statement<
  readonly [eventId: string, integrationId: string, livemode: boolean],
  ReplayedEvent
>(
  "replay_event",
  `
WITH event AS (
  SELECT id, type
  FROM events
  WHERE id = $1::uuid AND integration_id = $2::uuid AND livemode = $3::boolean AND created_at > ${LOG_BEGINS}
), delivery AS (
  INSERT INTO webhook_deliveries
    (id, event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status, next_attempt_at)
  SELECT d.id, d.event_id, d.endpoint_id, $2::uuid, d.type, d.url, $3::boolean, 'pending',
         CASE WHEN d.endpoint_id NOT IN ${heldEndpoints("$2::uuid")} THEN uuid_extract_timestamp(d.id) END
  FROM (
    SELECT uuidv7() AS id, e.id AS event_id, e.type, w.id AS endpoint_id, w.url
    FROM event e
    JOIN webhook_endpoints w ON w.integration_id = $2::uuid AND w.url IS NOT NULL
  ) d
  RETURNING id, event_id, endpoint_id, next_attempt_at
), queued AS (
  INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
  SELECT id, endpoint_id, event_id,
         CASE WHEN next_attempt_at IS NULL THEN 'infinity' ELSE date_trunc('milliseconds', now()) END
  FROM delivery
)
SELECT delivery.id::text AS delivery_id
FROM event
LEFT JOIN delivery ON true
`,
);
