import { sqlIdAt } from "@wth/database";
import type { TestDealer } from "../test/dealer.ts";
import type { TestServer } from "../test/server.ts";

/** Deliveries of the past, to be written straight into the log. */
export interface PastDeliveries {
  status: "failed" | "dead_letter" | "delivered" | "cancelled";
  /** When the first of them was made, in minutes ago; each other one 10 ms later. */
  madeAgo?: number;
  /** When their latest attempt was made, in minutes ago. */
  triedAgo?: number;
  attempts?: number;
  livemode?: boolean;
}

/**
 * Writes events and deliveries that have been tried, as the worker would have left them; a failed one is tried again in ten
 * hours.
 *
 * @returns the deliveries' ids, the oldest first.
 */
export async function makePast(
  { database }: TestServer,
  { integrationId }: TestDealer,
  count: number,
  { status, madeAgo = 60, triedAgo = 30, attempts = 2, livemode = false }: PastDeliveries,
): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `WITH made AS (
       SELECT ${sqlIdAt("at")} AS event_id, ${sqlIdAt("at")} AS id, (ARRAY['listing.sold', 'order.received'])[1 + n % 2] AS type
       FROM (SELECT n, now() - $4::float8 * interval '1 min' + n * interval '10 ms' AS at
             FROM generate_series(0, $2::int - 1) n) each
     ), event AS (
       INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
       SELECT event_id, $1, type, '2026-05-07', $7, '{}' FROM made
     ), delivery AS (
       INSERT INTO webhook_deliveries (id, event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status,
                                       next_attempt_at)
       SELECT made.id, event_id, w.id, $1, type, w.url, $7, $3::delivery_status,
              CASE WHEN $3 = 'failed' THEN now() + interval '10 hours' END
       FROM made JOIN webhook_endpoints w ON w.integration_id = $1
       RETURNING *
     ), attempt AS (
       INSERT INTO webhook_delivery_attempts (delivery_id, number, attempted_at, duration_ms, response_status, error)
       SELECT id, number, now() - ($5::float8 + $6 - number) * interval '1 min', 1, 500, 'http_status'
       FROM delivery CROSS JOIN generate_series(1, $6::int) number
     ), queued AS (
       INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, attempts, due_at)
       SELECT id, endpoint_id, event_id, $6, next_attempt_at FROM delivery WHERE status = 'failed'
     )
     SELECT id FROM delivery ORDER BY id`,
    [integrationId, count, status, madeAgo, triedAgo, attempts, livemode],
  );
  return rows.map(({ id }) => id);
}

/** Events that were recorded while nobody was to be sent them. */
export interface UnsentEvents {
  type?: "listing.sold" | "order.received";
  /** When the first of them happened, in minutes ago; each other one 10 ms later. */
  madeAgo?: number;
  livemode?: boolean;
}

/** Writes events without a delivery. @returns their ids, the oldest first. */
export async function makeUnsent(
  { database }: TestServer,
  { integrationId }: TestDealer,
  count: number,
  { type = "listing.sold", madeAgo = 60, livemode = false }: UnsentEvents = {},
): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
     SELECT ${sqlIdAt("now() - $4::float8 * interval '1 min' + n * interval '10 ms'")}, $1, $3, '2026-05-07', $5,
            '{"unsent":' || n || '}'
     FROM generate_series(0, $2::int - 1) n
     RETURNING id::text AS id`,
    [integrationId, count, type, madeAgo, livemode],
  );
  return rows.map(({ id }) => id).sort();
}
