import { statement } from "../statement.ts";

/** A delivery whose outcome was written. Those missing from the answer had lost their lease. */
export interface RecordedOutcome {
  delivery_id: string;
}

/**
 * Writes a batch of attempts' outcomes: the log, the delivery, the queue and the endpoint's counters, in one
 * statement and so in one transaction.
 *
 * Guarantees: an outcome counts only while its lease token still stands (a worker that was paused past its lease
 * changes nothing); attempt numbers are those of recorded outcomes, without gaps; a finished delivery leaves the
 * queue in the same commit that marks it; one whose endpoint was held meanwhile stays held. Endpoints are locked in id order, so that two workers' batches
 * cannot deadlock; one that succeeds all the time is written every 100 ms only, because its row is the hottest of all. Running it again after an unclear failure is safe: the first run took the tokens away.
 *
 * Parallel arrays, one element per outcome: `$1` delivery · `$2` lease token · `$3` the status it leads to · `$4` for
 * `failed`, seconds until the next attempt · `$5` attempted at · `$6` duration in ms · `$7` HTTP status · `$8` headers ·
 * `$9` body · `$10` error kind · `$11` URL called.
 */
export const recordOutcomes = statement<
  readonly [
    deliveryIds: readonly string[],
    leaseTokens: readonly string[],
    statuses: readonly ("delivered" | "failed" | "dead_letter")[],
    retryAfterSeconds: readonly (number | null)[],
    attemptedAt: readonly Date[],
    durationsMs: readonly number[],
    responseStatuses: readonly (number | null)[],
    responseHeaders: readonly (string | null)[],
    responseBodies: readonly (string | null)[],
    errors: readonly (string | null)[],
    urls: readonly string[],
  ],
  RecordedOutcome
>(
  "record_outcomes",
  `
WITH outcome AS (
  SELECT * FROM unnest(
    $1::uuid[], $2::uuid[], $3::delivery_status[], $4::float8[], $5::timestamptz[], $6::int[], $7::int[], $8::text[],
    $9::text[], $10::text[], $11::text[]
  ) AS o (delivery_id, lease_token, status, retry_after, attempted_at, duration_ms, response_status, response_headers,
          response_body, error, url)
), finished AS (
  DELETE FROM delivery_queue q
  USING outcome o
  WHERE q.delivery_id = o.delivery_id AND q.lease_token = o.lease_token AND o.status <> 'failed'
  RETURNING q.delivery_id, q.endpoint_id, q.attempts + 1 AS number, NULL::timestamptz AS next_attempt_at
), rescheduled AS (
  UPDATE delivery_queue q
  SET attempts = q.attempts + 1, lease_token = NULL, leased_until = NULL,
      due_at = CASE WHEN q.due_at < 'infinity' THEN now() + make_interval(secs => o.retry_after) ELSE q.due_at END
  FROM outcome o
  WHERE q.delivery_id = o.delivery_id AND q.lease_token = o.lease_token AND o.status = 'failed'
  RETURNING q.delivery_id, q.endpoint_id, q.attempts AS number, nullif(q.due_at, 'infinity') AS next_attempt_at
), fenced AS (
  SELECT o.*, held.endpoint_id, held.number, held.next_attempt_at
  FROM (SELECT * FROM finished UNION ALL SELECT * FROM rescheduled) held
  JOIN outcome o USING (delivery_id)
), logged AS (
  INSERT INTO webhook_delivery_attempts
    (delivery_id, number, attempted_at, duration_ms, response_status, response_headers, response_body, error)
  SELECT delivery_id, number, attempted_at, duration_ms, response_status, response_headers, response_body, error
  FROM fenced
), marked AS (
  UPDATE webhook_deliveries d
  SET status = f.status,
      next_attempt_at = f.next_attempt_at,
      delivered_at = CASE WHEN f.status = 'delivered' THEN now() END,
      endpoint_url = f.url
  FROM fenced f
  WHERE d.id = f.delivery_id
), tally AS (
  SELECT endpoint_id, success_at, max(attempted_at) FILTER (WHERE error IS NOT NULL) AS failure_at,
         count(*) FILTER (WHERE error IS NOT NULL AND (success_at IS NULL OR attempted_at > success_at)) AS failures
  FROM (
    SELECT endpoint_id, attempted_at, error,
           max(attempted_at) FILTER (WHERE error IS NULL) OVER (PARTITION BY endpoint_id) AS success_at
    FROM fenced
  ) each
  GROUP BY endpoint_id, success_at
), endpoint AS (
  SELECT w.id
  FROM webhook_endpoints w
  JOIN tally t ON t.endpoint_id = w.id
  WHERE t.failure_at IS NOT NULL OR w.consecutive_failures > 0
     OR w.last_success_at IS NULL OR w.last_success_at < t.success_at - interval '100 ms'
  ORDER BY w.id
  FOR NO KEY UPDATE OF w
), counted AS (
  UPDATE webhook_endpoints w
  SET last_success_at = greatest(w.last_success_at, t.success_at),
      last_failure_at = greatest(w.last_failure_at, t.failure_at),
      consecutive_failures = CASE WHEN t.success_at IS NULL THEN w.consecutive_failures ELSE 0 END + t.failures
  FROM endpoint e
  JOIN tally t ON t.endpoint_id = e.id
  WHERE w.id = e.id
)
SELECT delivery_id FROM fenced
`,
);
