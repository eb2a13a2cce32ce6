import { arrayLiteral } from "../array-literal.ts";
import { boundsOf } from "../log/ids.ts";
import { type Queryable, run, statement } from "../statement.ts";

/** What an attempt came to, as it is written. */
export interface AttemptOutcome {
  deliveryId: string;
  /** The fencing token: the lease under which the attempt was made. */
  leaseToken: string;
  /** The URL called. */
  url: string;
  attemptedAt: Date;
  durationMs: number;
  responseStatus: number | null;
  responseHeaders: string | null;
  responseBody: string | null;
  /** The kind of error; null for a success. */
  error: string | null;
  /** What it leads to. */
  status: "delivered" | "failed" | "dead_letter";
  /** For `failed`: seconds until the next attempt. Otherwise null. */
  retryAfterSeconds: number | null;
}

/**
 * Parallel arrays, one element per outcome, as array literals: `$1` delivery · `$2`, `$3` which of the tokens (`$12`) and
 * of the URLs (`$13`) · `$4` attempted at · `$5` duration in ms · `$6` HTTP status · `$7` headers · `$8` body · `$9` error
 * kind · `$10` the status it leads to · `$11` seconds until the next attempt. And `$14`, `$15` the lowest and the highest of
 * the deliveries' ids: only the partitions between them are opened.
 */
const recordOutcomesStatement = statement<
  readonly [
    deliveryIds: string,
    leases: string,
    calls: string,
    attemptedAt: string,
    durationsMs: string,
    responseStatuses: string,
    responseHeaders: readonly (string | null)[],
    responseBodies: readonly (string | null)[],
    errors: string,
    statuses: string,
    retryAfterSeconds: string,
    leaseTokens: readonly string[],
    urls: readonly string[],
    lowestId: string,
    highestId: string,
  ],
  { delivery_id: string }
>(
  "record_outcomes",
  `
WITH outcome AS (
  SELECT o.*, ($12::uuid[])[o.lease] AS lease_token, ($13::text[])[o.called] AS url
  FROM unnest(
    $1::uuid[], $2::int[], $3::int[], $4::timestamptz[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[],
    $10::delivery_status[], $11::float8[]
  ) AS o (delivery_id, lease, called, attempted_at, duration_ms, response_status, response_headers, response_body,
          error, status, retry_after)
), finished AS (
  DELETE FROM delivery_queue q
  USING outcome o
  WHERE q.delivery_id = ANY ($1::uuid[]) AND q.delivery_id = o.delivery_id AND q.lease_token = o.lease_token AND o.status <> 'failed'
  RETURNING q.delivery_id, o.lease, q.endpoint_id, q.attempts + 1 AS number, NULL::timestamptz AS next_attempt_at
), rescheduled AS (
  UPDATE delivery_queue q
  SET attempts = q.attempts + 1, lease_token = NULL, leased_until = NULL,
      due_at = CASE WHEN q.due_at < 'infinity' THEN now() + make_interval(secs => o.retry_after) ELSE q.due_at END
  FROM outcome o
  WHERE q.delivery_id = ANY ($1::uuid[]) AND q.delivery_id = o.delivery_id AND q.lease_token = o.lease_token AND o.status = 'failed'
  RETURNING q.delivery_id, o.lease, q.endpoint_id, q.attempts AS number, nullif(q.due_at, 'infinity') AS next_attempt_at
), fenced AS (
  SELECT o.*, held.endpoint_id, held.number, held.next_attempt_at
  FROM (SELECT * FROM finished UNION ALL SELECT * FROM rescheduled) held
  JOIN outcome o USING (delivery_id, lease)
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
  WHERE d.id = f.delivery_id AND d.id = ANY ($1::uuid[]) AND d.id >= $14::uuid AND d.id <= $15::uuid
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
  SELECT w.id, t.success_at, t.failure_at, t.failures
  FROM webhook_endpoints w
  JOIN tally t ON t.endpoint_id = w.id
  WHERE w.id = ANY (ARRAY(SELECT endpoint_id FROM fenced))
    AND (t.failure_at IS NOT NULL OR w.consecutive_failures > 0
         OR w.last_success_at IS NULL OR w.last_success_at < t.success_at - interval '100 ms')
  ORDER BY w.id
  FOR NO KEY UPDATE OF w
), counted AS (
  UPDATE webhook_endpoints w
  SET last_success_at = greatest(w.last_success_at, e.success_at),
      last_failure_at = greatest(w.last_failure_at, e.failure_at),
      consecutive_failures = CASE WHEN e.success_at IS NULL THEN w.consecutive_failures ELSE 0 END + e.failures
  FROM endpoint e
  WHERE w.id = ANY (ARRAY(SELECT id FROM endpoint)) AND w.id = e.id
)
SELECT o.delivery_id FROM outcome o WHERE NOT EXISTS (SELECT FROM fenced f WHERE f.delivery_id = o.delivery_id)
`,
);

/**
 * Writes a batch of attempts' outcomes: the log, the delivery, the queue and the endpoint's counters, in one
 * statement and so in one transaction.
 *
 * Guarantees: an outcome counts only while its lease token still stands (a worker that was paused past its lease
 * changes nothing); attempt numbers are those of recorded outcomes, without gaps; a finished delivery leaves the
 * queue in the same commit that marks it; one whose endpoint was held meanwhile stays held. Endpoints are locked in id order, so that two workers' batches
 * cannot deadlock; one that succeeds all the time is written every 100 ms only, because its row is the hottest of all. Running it again after an unclear failure is safe: the first run took the tokens away.
 *
 * @returns the ids of the deliveries that were recorded; the others had lost their lease.
 */
export async function recordOutcomes(
  queryable: Queryable,
  outcomes: readonly AttemptOutcome[],
): Promise<ReadonlySet<string>> {
  const ids = outcomes.map(({ deliveryId }) => deliveryId);
  const leases = indexed(outcomes.map(({ leaseToken }) => leaseToken));
  const calls = indexed(outcomes.map(({ url }) => url));
  const lost = await run(queryable, recordOutcomesStatement, [
    arrayLiteral(ids),
    arrayLiteral(leases.places),
    arrayLiteral(calls.places),
    arrayLiteral(outcomes.map(({ attemptedAt }) => attemptedAt.toISOString())),
    arrayLiteral(outcomes.map(({ durationMs }) => durationMs)),
    arrayLiteral(outcomes.map(({ responseStatus }) => responseStatus)),
    outcomes.map(({ responseHeaders }) => responseHeaders),
    outcomes.map(({ responseBody }) => responseBody),
    arrayLiteral(outcomes.map(({ error }) => error)),
    arrayLiteral(outcomes.map(({ status }) => status)),
    arrayLiteral(outcomes.map(({ retryAfterSeconds }) => retryAfterSeconds)),
    leases.distinct,
    calls.distinct,
    ...boundsOf(ids),
  ]);
  const recorded = new Set(outcomes.map(({ deliveryId }) => deliveryId));
  for (const { delivery_id } of lost) recorded.delete(delivery_id);
  return recorded;
}

/** Values that repeat within a batch travel once: the distinct ones, and for each element which one it is, from 1. */
function indexed(values: readonly string[]): { distinct: string[]; places: number[] } {
  const placeOf = new Map<string, number>();
  const places = values.map((value) => {
    const place = placeOf.get(value) ?? placeOf.size + 1;
    placeOf.set(value, place);
    return place;
  });
  return { distinct: [...placeOf.keys()], places };
}
