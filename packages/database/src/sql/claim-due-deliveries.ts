import { statement } from "../statement.ts";

/** A delivery that the claiming worker, and nobody else, may attempt until its lease ends. */
export interface ClaimedDelivery {
  delivery_id: string;
  endpoint_id: string;
  event_id: string;
  event_type: string;
  /** The exact text to sign and send. */
  payload: string;
  /** Where it goes now: a URL changed meanwhile holds from this attempt on. */
  url: string;
  /** Sealed. */
  secret: string;
  /** Sealed; null unless a rotation's grace period is running. */
  previous_secret: string | null;
  /** The number of the attempt to make: recorded outcomes + 1. */
  attempt: number;
  /** No other attempt follows, whatever the schedule: this one was asked for after the delivery had been given up. */
  is_last: boolean;
}

/**
 * Takes due deliveries under a lease.
 *
 * Guarantees: a row is given to one claimer at a time (`FOR UPDATE SKIP LOCKED`; no claimer waits for another); the
 * claim is committed before anything is sent, so that no transaction is open during HTTP; a claimer that dies lets
 * go by itself, when its lease ends; earliest due first; at most `slots`
 * rows of one endpoint, so that a receiver's backlog cannot fill the batch beyond what may be in flight.
 *
 * `$1` lease token · `$2` lease in seconds · `$3` most rows · `$4` slots per endpoint · `$5` endpoints
 * whose slots are all taken here · `$6`, `$7` those that have deliveries in flight here, and how many.
 *
 * The window looks past the batch, so that endpoints behind a burst of another still get in.
 */
export const claimDueDeliveries = statement<
  readonly [
    token: string,
    leaseSeconds: number,
    limit: number,
    slots: number,
    fullEndpoints: readonly string[],
    busyEndpoints: readonly string[],
    busyCounts: readonly number[],
  ],
  ClaimedDelivery
>(
  "claim_due_deliveries",
  `
WITH busy AS (
  SELECT * FROM unnest($6::uuid[], $7::int[]) AS b (endpoint_id, in_flight)
), due AS (
  SELECT q.ctid AS place, q.endpoint_id, q.due_at
  FROM delivery_queue q
  WHERE q.due_at <= now() AND (q.leased_until IS NULL OR q.leased_until <= now())
    AND q.endpoint_id <> ALL ($5::uuid[])
  ORDER BY q.due_at
  LIMIT $3::int * 2
), candidate AS (
  SELECT d.place
  FROM (SELECT *, row_number() OVER (PARTITION BY endpoint_id ORDER BY due_at) AS turn FROM due) d
  LEFT JOIN busy b USING (endpoint_id)
  WHERE d.turn <= $4::int - coalesce(b.in_flight, 0)
  ORDER BY d.due_at
), claimed AS (
  UPDATE delivery_queue
  SET lease_token = $1::uuid, leased_until = now() + make_interval(secs => $2::float8)
  WHERE ctid = ANY (ARRAY(
    SELECT q.ctid
    FROM delivery_queue q
    WHERE q.ctid = ANY (ARRAY(SELECT place FROM candidate))
      AND q.due_at <= now() AND (q.leased_until IS NULL OR q.leased_until <= now())
    LIMIT $3::int
    FOR UPDATE OF q SKIP LOCKED
  ))
  RETURNING delivery_id, endpoint_id, event_id, attempts, is_last
)
SELECT c.delivery_id, c.endpoint_id, c.event_id, e.type AS event_type, e.payload, c.attempts + 1 AS attempt, c.is_last,
       w.url, w.secret, CASE WHEN w.previous_secret_until > now() THEN w.previous_secret END AS previous_secret
FROM claimed c
JOIN events e ON e.id = c.event_id
JOIN webhook_endpoints w ON w.id = c.endpoint_id
`,
);
