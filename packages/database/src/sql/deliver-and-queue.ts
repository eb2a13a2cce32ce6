/** What is particular to a kind of deliveries, as SQL. */
export interface DeliveredAs {
  /** Of the integration whose log they are in; `NULL` for a partner's. */
  integration: string;
  livemode: string;
  /** A list of the endpoints that are held, locked as {@link heldEndpoints} says. */
  held: string;
}

/**
 * SQL of two common table expressions that log a delivery for each row of `wanted (id, event_id, type, endpoint_id, url)`,
 * as `delivery`, and put it into the queue: due at once by the database's clock, or, while its endpoint is held, at
 * `infinity`. Whatever makes deliveries to be sent makes them so.
 */
export function deliverAndQueue({ integration, livemode, held }: DeliveredAs): string {
  return `delivery AS (
  INSERT INTO webhook_deliveries
    (id, event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status, next_attempt_at)
  SELECT id, event_id, endpoint_id, ${integration}, type, url, ${livemode}, 'pending',
         CASE WHEN endpoint_id NOT IN ${held} THEN uuid_extract_timestamp(id) END
  FROM wanted
  RETURNING id, event_id, endpoint_id, status, next_attempt_at
), queued AS (
  INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
  SELECT id, endpoint_id, event_id,
         CASE WHEN next_attempt_at IS NULL THEN 'infinity' ELSE date_trunc('milliseconds', now()) END
  FROM delivery
)`;
}
