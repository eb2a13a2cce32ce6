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
 * queue in the same commit that marks it. Queue rows and endpoints are locked in id order, so that two workers'
 * batches cannot deadlock. Running it again after an unclear failure is safe: the first run took the tokens away.
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
), fenced AS (
  SELECT o.*, q.endpoint_id, q.attempts + 1 AS number, now() + make_interval(secs => o.retry_after) AS next_attempt_at
  FROM delivery_queue q
  JOIN outcome o USING (delivery_id, lease_token)
  ORDER BY q.delivery_id
  FOR UPDATE OF q
), finished AS (
  DELETE FROM delivery_queue q USING fenced f WHERE q.delivery_id = f.delivery_id AND f.status <> 'failed'
), rescheduled AS (
  UPDATE delivery_queue q
  SET attempts = f.number, lease_token = NULL, due_at = f.next_attempt_at
  FROM fenced f
  WHERE q.delivery_id = f.delivery_id AND f.status = 'failed'
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
  SELECT endpoint_id,
         max(attempted_at) FILTER (WHERE error IS NULL) AS last_success_at,
         max(attempted_at) FILTER (WHERE error IS NOT NULL) AS last_failure_at
  FROM fenced
  GROUP BY endpoint_id
), endpoint AS (
  SELECT id FROM webhook_endpoints WHERE id IN (SELECT endpoint_id FROM tally) ORDER BY id FOR NO KEY UPDATE
), counted AS (
  UPDATE webhook_endpoints w
  SET last_success_at = greatest(w.last_success_at, t.last_success_at),
      last_failure_at = greatest(w.last_failure_at, t.last_failure_at),
      consecutive_failures = CASE WHEN t.last_success_at IS NULL THEN w.consecutive_failures ELSE 0 END + (
        SELECT count(*)
        FROM fenced f
        WHERE f.endpoint_id = w.id AND f.error IS NOT NULL
          AND (t.last_success_at IS NULL OR f.attempted_at > t.last_success_at)
      )
  FROM endpoint e
  JOIN tally t ON t.endpoint_id = e.id
  WHERE w.id = e.id
)
SELECT delivery_id FROM fenced
`,
);
