import { statement } from "../statement.ts";
import { heldEndpoints } from "./held-endpoints.ts";

/** A delivery made by the fan-out. */
export interface InsertedDelivery {
  event_id: string;
  delivery_id: string;
  status: "pending" | "suppressed";
}

/**
 * The outbox: writes events of one change, a delivery of each for each endpoint that wants it, and what is to be sent
 * into the queue.
 *
 * Guarantees: all or nothing, with whatever else the surrounding transaction does (it runs inside the one that makes
 * the change); the fan-out sees the endpoints subscribed at this moment; a suppressed delivery is logged and never
 * queued; for an endpoint that is held the delivery waits as `pending` (due at `infinity`) until it is resumed
 * ({@link heldEndpoints}). When it is due is the database's clock, because claims compare with that one.
 *
 * `$1` event ids · `$2` integration · `$3` their types · `$4` API version · `$5` livemode · `$6` their payloads,
 * exactly as they will be signed · `$7` created at · `$8` deliver whatever the subscriptions say · `$9` suppress (echo).
 */
export const insertEvents = statement<
  readonly [
    ids: readonly string[],
    integrationId: string,
    types: readonly string[],
    apiVersion: string,
    livemode: boolean,
    payloads: readonly string[],
    createdAt: Date,
    ignoreSubscriptions: boolean,
    suppress: boolean,
  ],
  InsertedDelivery
>(
  "insert_events",
  `
WITH event AS (
  INSERT INTO events (id, integration_id, type, api_version, livemode, payload, created_at)
  SELECT id, $2::uuid, type, $4::text, $5::boolean, payload, $7::timestamptz
  FROM unnest($1::uuid[], $3::text[], $6::text[]) AS e (id, type, payload)
  RETURNING id, type
), endpoint AS (
  SELECT id, url, subscribed_events
  FROM webhook_endpoints
  WHERE integration_id = $2::uuid AND url IS NOT NULL
), delivery AS (
  INSERT INTO webhook_deliveries
    (event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status, next_attempt_at, created_at)
  SELECT e.id, w.id, $2::uuid, e.type, w.url, $5::boolean,
         CASE WHEN $9::boolean THEN 'suppressed'::delivery_status ELSE 'pending' END,
         CASE WHEN NOT $9::boolean AND w.id NOT IN ${heldEndpoints("$2::uuid")} THEN $7::timestamptz END,
         $7::timestamptz
  FROM event e
  CROSS JOIN endpoint w
  WHERE $8::boolean OR w.subscribed_events && ARRAY['*', split_part(e.type, '.', 1) || '.*', e.type]
  RETURNING id, event_id, endpoint_id, status, next_attempt_at
), queued AS (
  INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
  SELECT id, endpoint_id, event_id,
         CASE WHEN next_attempt_at IS NULL THEN 'infinity' ELSE date_trunc('milliseconds', now()) END
  FROM delivery
  WHERE status = 'pending'
)
SELECT event_id::text AS event_id, id::text AS delivery_id, status::text AS status FROM delivery
`,
);
