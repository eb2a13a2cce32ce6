import { statement } from "../statement.ts";

/** A delivery made by the fan-out. */
export interface InsertedDelivery {
  delivery_id: string;
  status: "pending" | "suppressed";
}

/**
 * The outbox: writes an event, one delivery for each endpoint that wants it, and what is to be sent into the queue.
 *
 * Guarantees: all or nothing, with whatever else the surrounding transaction does (it runs inside the one that makes
 * the change); the fan-out sees the endpoints subscribed at this moment; a suppressed delivery is logged and never
 * queued; for a disabled integration the delivery waits as `pending` (due at `infinity`) until it is enabled. When it is due is the database's clock, because claims compare with that one.
 *
 * `$1` event id · `$2` integration · `$3` type · `$4` API version · `$5` livemode · `$6` payload, exactly as it will
 * be signed · `$7` created at · `$8` deliver whatever the subscriptions say · `$9` suppress (echo).
 */
export const insertEvent = statement<
  readonly [
    id: string,
    integrationId: string,
    type: string,
    apiVersion: string,
    livemode: boolean,
    payload: string,
    createdAt: Date,
    ignoreSubscriptions: boolean,
    suppress: boolean,
  ],
  InsertedDelivery
>(
  "insert_event",
  `
WITH event AS (
  INSERT INTO events (id, integration_id, type, api_version, livemode, payload, created_at)
  VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::boolean, $6::text, $7::timestamptz)
  RETURNING id, integration_id, type, livemode, created_at
), delivery AS (
  INSERT INTO webhook_deliveries
    (event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status, next_attempt_at, created_at)
  SELECT e.id, w.id, e.integration_id, e.type, w.url, e.livemode,
         CASE WHEN $9::boolean THEN 'suppressed'::delivery_status ELSE 'pending' END,
         CASE WHEN NOT $9::boolean AND i.is_enabled THEN e.created_at END,
         e.created_at
  FROM event e
  JOIN integrations i ON i.id = e.integration_id
  JOIN webhook_endpoints w ON w.integration_id = i.id
  WHERE w.url IS NOT NULL
    AND ($8::boolean OR w.subscribed_events && ARRAY['*', split_part(e.type, '.', 1) || '.*', e.type])
  RETURNING id, event_id, endpoint_id, status, next_attempt_at
), queued AS (
  INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
  SELECT id, endpoint_id, event_id,
         CASE WHEN next_attempt_at IS NULL THEN 'infinity' ELSE date_trunc('milliseconds', now()) END
  FROM delivery
  WHERE status = 'pending'
)
SELECT id::text AS delivery_id, status::text AS status FROM delivery
`,
);
