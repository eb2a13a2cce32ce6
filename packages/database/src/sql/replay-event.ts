import { statement } from "../statement.ts";
import { deliverAndQueue } from "./deliver-and-queue.ts";
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
), wanted AS (
  SELECT uuidv7() AS id, e.id AS event_id, e.type, w.id AS endpoint_id, w.url
  FROM event e
  JOIN webhook_endpoints w ON w.integration_id = $2::uuid AND w.url IS NOT NULL
), ${deliverAndQueue({ integration: "$2::uuid", livemode: "$3::boolean", held: heldEndpoints("$2::uuid") })}
SELECT delivery.id::text AS delivery_id
FROM event
LEFT JOIN delivery ON true
`,
);
