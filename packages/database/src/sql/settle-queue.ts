import { statement } from "../statement.ts";

/** What a batch has done. */
export interface SettledBatch {
  moved: number;
}

/** Endpoints whose rows of the queue do not all agree yet with whether they are held. */
export const listUnsettledEndpoints = statement<readonly [], { endpoint_id: string }>(
  "list_unsettled_endpoints",
  "SELECT id AS endpoint_id FROM webhook_endpoints WHERE unsettled_since IS NOT NULL",
);

/**
 * Keeps an endpoint as it is, held or not, for a batch of its rows, and keeps every other batch waiting. Nothing: its rows
 * agree with it.
 *
 * `$1` endpoint.
 */
export const lockUnsettledEndpoint = statement<readonly [endpointId: string], { is_held: boolean }>(
  "lock_unsettled_endpoint",
  `
SELECT NOT i.is_enabled OR w.disabled_at IS NOT NULL AS is_held
FROM integrations i
JOIN webhook_endpoints w ON w.integration_id = i.id
WHERE w.id = $1::uuid AND w.unsettled_since IS NOT NULL
FOR SHARE OF i FOR NO KEY UPDATE OF w
`,
);

/**
 * Puts a batch of an endpoint's deliveries on hold: they keep their state, and are due at `infinity`. One in flight ends
 * under its lease; if it is to be tried again, that is held too.
 *
 * Guarantee: it waits for nobody (`SKIP LOCKED`), and so can be part of no deadlock; what it passes over is there for the
 * next batch.
 *
 * `$1` endpoint · `$2` most rows.
 */
export const holdDeliveries = statement<readonly [endpointId: string, limit: number], SettledBatch>(
  "hold_deliveries",
  `
WITH held AS (
  UPDATE delivery_queue SET due_at = 'infinity'
  WHERE delivery_id = ANY (ARRAY(
    SELECT delivery_id
    FROM delivery_queue
    WHERE endpoint_id = $1::uuid AND due_at < 'infinity'
    LIMIT $2::int
    FOR UPDATE SKIP LOCKED
  ))
  RETURNING delivery_id
), marked AS (
  UPDATE webhook_deliveries SET next_attempt_at = NULL WHERE id = ANY (ARRAY(SELECT delivery_id FROM held))
)
SELECT count(*)::int AS moved FROM held
`,
);

/**
 * Resumes a batch of an endpoint's held deliveries, the oldest first. In the queue each is due since it was made, so that they
 * are sent in that order, whatever batch they came with.
 *
 * Guarantee: that of {@link holdDeliveries}.
 *
 * `$1` endpoint · `$2` most rows.
 */
export const resumeDeliveries = statement<readonly [endpointId: string, limit: number], SettledBatch>(
  "resume_deliveries",
  `
WITH held AS (
  SELECT delivery_id
  FROM delivery_queue
  WHERE endpoint_id = $1::uuid AND due_at = 'infinity'
  ORDER BY delivery_id
  LIMIT $2::int
  FOR UPDATE SKIP LOCKED
), marked AS (
  UPDATE webhook_deliveries SET next_attempt_at = now()
  WHERE id = ANY (ARRAY(SELECT delivery_id FROM held))
  RETURNING id, created_at
), resumed AS (
  UPDATE delivery_queue q SET due_at = least(m.created_at, now())
  FROM marked m
  WHERE q.delivery_id = m.id
  RETURNING q.delivery_id
)
SELECT count(*)::int AS moved FROM resumed
`,
);

/**
 * Notes that an endpoint's deliveries are all held, if they are, once it has been held for a minute. Until then one can still
 * come that was put into the queue by a transaction which had found the endpoint enabled; none lasts so long.
 *
 * `$1` endpoint.
 */
export const noteHeld = statement<readonly [endpointId: string], Record<never, never>>(
  "note_held",
  `
UPDATE webhook_endpoints SET unsettled_since = NULL
WHERE id = $1::uuid AND unsettled_since < now() - interval '1 minute'
  AND NOT EXISTS (SELECT FROM delivery_queue WHERE endpoint_id = $1::uuid AND due_at < 'infinity')
`,
);

/**
 * Notes that an endpoint's deliveries are all resumed, if they are.
 *
 * `$1` endpoint.
 */
export const noteResumed = statement<readonly [endpointId: string], Record<never, never>>(
  "note_resumed",
  `
UPDATE webhook_endpoints SET unsettled_since = NULL
WHERE id = $1::uuid AND NOT EXISTS (SELECT FROM delivery_queue WHERE endpoint_id = $1::uuid AND due_at = 'infinity')
`,
);

/** How many of an endpoint's deliveries are held. `$1` endpoint. */
export const countHeld = statement<readonly [endpointId: string], { held: number }>(
  "count_held",
  "SELECT count(*)::int AS held FROM delivery_queue WHERE endpoint_id = $1::uuid AND due_at = 'infinity'",
);
