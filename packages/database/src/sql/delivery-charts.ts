import type { DeliveryStatus } from "../generated/enums.ts";
import { sqlLowestIdAt } from "../log/ids.ts";
import { statement } from "../statement.ts";
import { LOG_BEGINS } from "./log-page.ts";

/** What became of the deliveries made in an hour. */
export interface HourOfDeliveries {
  hour: Date;
  /** Without what is suppressed. */
  total: number;
  delivered: number;
  failed: number;
  dead_letter: number;
  /** Percentiles of the durations of first attempts; null when there was none. */
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

/** From how many pending deliveries on they are no longer told from those that are delivered. */
const PENDING = 20_000;

/**
 * The last hours of an integration's deliveries, the oldest first, none left out.
 *
 * Guarantees: however big the log, counts read index entries of these hours only, and no rows of the log; durations are looked
 * up of at most `$5` deliveries of each hour, mode, type and status, which stand for all of their kind: exact where there are
 * no more. What is pending, which the index does not tell from what is delivered, is counted in the queue.
 *
 * `$1` integration · `$2` livemodes · `$3` the types that there are · `$4` how many hours, this one included · `$5` the sample.
 */
export const hoursOfDeliveries = statement<
  readonly [
    integrationId: string,
    livemodes: readonly boolean[],
    types: readonly string[],
    hours: number,
    sample: number,
  ],
  HourOfDeliveries
>(
  "hours_of_deliveries",
  `
WITH span AS (
  SELECT begins, ${sqlLowestIdAt("begins")} AS lowest_id
  FROM (SELECT date_bin('1 hour', now(), '2000-01-01Z') - ($4::int - 1) * interval '1 hour' AS begins) first
), counted AS MATERIALIZED (
  SELECT date_bin('1 hour', created_at, '2000-01-01Z') AS hour, livemode, event_type, expected_status,
         count(*)::int AS deliveries
  FROM webhook_deliveries
  WHERE integration_id = $1::uuid AND livemode = ANY ($2::boolean[]) AND event_type = ANY ($3::text[])
    AND expected_status IN ('delivered', 'failed', 'dead_letter', 'cancelled')
    AND id >= (SELECT lowest_id FROM span)
  GROUP BY 1, 2, 3, 4
), pending AS (
  SELECT date_bin('1 hour', waiting.created_at, '2000-01-01Z') AS hour, count(*)::int AS deliveries
  FROM (
    SELECT d.created_at
    FROM delivery_queue q
    CROSS JOIN LATERAL (SELECT * FROM webhook_deliveries WHERE id = q.delivery_id OFFSET 0) d
    WHERE q.endpoint_id = ANY (ARRAY(SELECT id FROM webhook_endpoints WHERE integration_id = $1::uuid))
      AND q.delivery_id >= (SELECT lowest_id FROM span)
      AND d.status = 'pending' AND d.livemode = ANY ($2::boolean[])
    LIMIT ${PENDING}
  ) waiting
  GROUP BY 1
), sampled AS (
  SELECT c.hour, first.duration_ms, c.deliveries::float8 / least(c.deliveries, $5::int) AS weight
  FROM counted c
  CROSS JOIN LATERAL (
    SELECT id
    FROM webhook_deliveries
    WHERE integration_id = $1::uuid AND livemode = c.livemode AND event_type = c.event_type
      AND expected_status = c.expected_status
      AND id >= ${sqlLowestIdAt("c.hour")} AND id < ${sqlLowestIdAt("c.hour + interval '1 hour'")}
    ORDER BY id DESC
    LIMIT $5::int
  ) d
  JOIN webhook_delivery_attempts first ON first.delivery_id = d.id AND first.number = 1
), ranked AS (
  SELECT hour, duration_ms,
         sum(weight) OVER (PARTITION BY hour ORDER BY duration_ms) / sum(weight) OVER (PARTITION BY hour) AS share
  FROM sampled
), latency AS (
  SELECT hour, min(duration_ms) FILTER (WHERE share >= 0.5) AS p50, min(duration_ms) FILTER (WHERE share >= 0.95) AS p95,
         min(duration_ms) FILTER (WHERE share >= 0.99) AS p99
  FROM ranked
  GROUP BY hour
), summed AS (
  SELECT hour, sum(deliveries)::int AS total,
         coalesce(sum(deliveries) FILTER (WHERE expected_status = 'delivered'), 0)::int AS delivered,
         coalesce(sum(deliveries) FILTER (WHERE expected_status = 'failed'), 0)::int AS failed,
         coalesce(sum(deliveries) FILTER (WHERE expected_status = 'dead_letter'), 0)::int AS dead_letter
  FROM counted
  GROUP BY hour
)
SELECT h.hour, coalesce(s.total, 0) AS total,
       greatest(coalesce(s.delivered, 0) - coalesce(p.deliveries, 0), 0) AS delivered,
       coalesce(s.failed, 0) AS failed, coalesce(s.dead_letter, 0) AS dead_letter, l.p50, l.p95, l.p99
FROM span
CROSS JOIN LATERAL generate_series(span.begins, now(), interval '1 hour') AS h (hour)
LEFT JOIN summed s USING (hour)
LEFT JOIN pending p USING (hour)
LEFT JOIN latency l USING (hour)
ORDER BY h.hour
`,
);

/** Deliveries that fail now, and whose latest attempts failed alike. */
export interface FailureCause {
  error: string;
  response_status: number | null;
  failed: number;
  dead_letter: number;
  newest_at: Date;
  /** The newest of them, ten at most. */
  delivery_ids: string[];
  /** How many were looked at, of all causes. */
  looked_at: number;
}

/**
 * What is failed or a dead letter now, by the cause of its latest attempt, the most frequent first.
 *
 * Guarantee: however big the log, the newest `$6` are looked at, each by two index entries.
 *
 * `$1` integration · `$2` livemodes · `$3` the types that there are · `$4` the states · `$5` made since · `$6` most deliveries.
 */
export const failureCauses = statement<
  readonly [
    integrationId: string,
    livemodes: readonly boolean[],
    types: readonly string[],
    statuses: readonly Extract<DeliveryStatus, "failed" | "dead_letter">[],
    since: Date,
    limit: number,
  ],
  FailureCause
>(
  "failure_causes",
  `
WITH newest AS MATERIALIZED (
  SELECT alike.*
  FROM unnest($2::boolean[]) AS m (livemode)
  CROSS JOIN unnest($3::text[]) AS t (type)
  CROSS JOIN unnest($4::delivery_status[]) AS s (status)
  CROSS JOIN LATERAL (
    SELECT id, s.status
    FROM webhook_deliveries
    WHERE integration_id = $1::uuid AND livemode = m.livemode AND event_type = t.type AND expected_status = s.status
      AND id >= ${sqlLowestIdAt(`greatest($5::timestamptz, ${LOG_BEGINS})`)}
    ORDER BY id DESC
    LIMIT $6::int
  ) alike
  ORDER BY alike.id DESC
  LIMIT $6::int
)
SELECT last.error, last.response_status,
       count(*) FILTER (WHERE n.status = 'failed')::int AS failed,
       count(*) FILTER (WHERE n.status = 'dead_letter')::int AS dead_letter,
       max(last.attempted_at) AS newest_at,
       (array_agg(n.id::text ORDER BY last.attempted_at DESC))[1:10] AS delivery_ids,
       (SELECT count(*) FROM newest)::int AS looked_at
FROM newest n
CROSS JOIN LATERAL (
  SELECT a.error, a.response_status, a.attempted_at
  FROM webhook_delivery_attempts a
  WHERE a.delivery_id = n.id
  ORDER BY a.number DESC
  LIMIT 1
) last
WHERE last.error IS NOT NULL
GROUP BY last.error, last.response_status
ORDER BY count(*) DESC, max(last.attempted_at) DESC
`,
);
