import { sqlLowestIdAt } from "../log/ids.ts";
import { statement } from "../statement.ts";

/** What became of the deliveries made in an hour, or of those of a type: one of the two is null. */
export interface DeliveryCounts {
  hour: Date | null;
  event_type: string | null;
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
 * An integration's deliveries of the last hours: by the hour, the oldest first, none left out; then by type, the most frequent
 * first, without what there was none of.
 *
 * Guarantees: however big the log, counts read index entries of these hours only, and no rows of the log; durations are looked
 * up of about `$5` deliveries of each hour, of each mode, type and status in proportion (one at least), which stand for all of
 * their kind: exact where there are no more. What is pending, which the index does not tell from what is delivered, is counted in the queue.
 *
 * `$1` integration · `$2` livemodes · `$3` types · `$4` how many hours, this one included · `$5` the sample.
 */
export const deliveryStats = statement<
  readonly [
    integrationId: string,
    livemodes: readonly boolean[],
    types: readonly string[],
    hours: number,
    sample: number,
  ],
  DeliveryCounts
>(
  "delivery_stats",
  `
WITH span AS (
  SELECT begins, ${sqlLowestIdAt("begins")} AS lowest_id
  FROM (SELECT date_bin('1 hour', now(), '2000-01-01Z') - ($4::int - 1) * interval '1 hour' AS begins) first
), hours AS MATERIALIZED (
  SELECT hour, ${sqlLowestIdAt("hour")} AS lowest_id, ${sqlLowestIdAt("hour + interval '1 hour'")} AS next_id
  FROM span
  CROSS JOIN LATERAL generate_series(span.begins, now(), interval '1 hour') AS h (hour)
), kinds AS MATERIALIZED (
  SELECT m.livemode, t.event_type, s.expected_status
  FROM unnest($2::boolean[]) AS m (livemode)
  CROSS JOIN unnest($3::text[]) AS t (event_type)
  CROSS JOIN unnest('{delivered,failed,dead_letter,cancelled}'::delivery_status[]) AS s (expected_status)
  -- A look at the newest of each, and not the join with all of them that EXISTS becomes.
  CROSS JOIN LATERAL (
    SELECT FROM webhook_deliveries d
    WHERE d.integration_id = $1::uuid AND d.livemode = m.livemode AND d.event_type = t.event_type
      AND d.expected_status = s.expected_status AND d.id >= (SELECT lowest_id FROM span)
    ORDER BY d.id DESC
    LIMIT 1
  ) newest
), counted AS MATERIALIZED (
  SELECT h.*, k.*, n.deliveries
  FROM kinds k
  CROSS JOIN hours h
  -- Hour by hour, as the index has them: to group all rows at once they would have to be sorted, on the disk.
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS deliveries
    FROM webhook_deliveries d
    WHERE d.integration_id = $1::uuid AND d.livemode = k.livemode AND d.event_type = k.event_type
      AND d.expected_status = k.expected_status AND d.id >= h.lowest_id AND d.id < h.next_id
  ) n
  WHERE n.deliveries > 0
), chosen AS (
  SELECT *, ceil($5::float8 * deliveries / sum(deliveries) OVER (PARTITION BY hour))::int AS sample
  FROM counted
), pending AS (
  SELECT date_bin('1 hour', waiting.created_at, '2000-01-01Z') AS hour, waiting.event_type, count(*)::int AS deliveries
  FROM (
    SELECT d.created_at, d.event_type
    FROM delivery_queue q
    CROSS JOIN LATERAL (SELECT * FROM webhook_deliveries WHERE id = q.delivery_id OFFSET 0) d
    WHERE q.endpoint_id = ANY (ARRAY(SELECT id FROM webhook_endpoints WHERE integration_id = $1::uuid))
      AND q.delivery_id >= (SELECT lowest_id FROM span)
      AND d.status = 'pending' AND d.livemode = ANY ($2::boolean[]) AND d.event_type = ANY ($3::text[])
    LIMIT ${PENDING}
  ) waiting
  GROUP BY 1, 2
), sampled AS MATERIALIZED (
  SELECT c.hour, c.event_type, first.duration_ms, c.deliveries::float8 / least(c.deliveries, c.sample) AS weight
  FROM chosen c
  CROSS JOIN LATERAL (
    SELECT id
    FROM webhook_deliveries
    WHERE integration_id = $1::uuid AND livemode = c.livemode AND event_type = c.event_type
      AND expected_status = c.expected_status
      AND id >= c.lowest_id AND id < c.next_id
    ORDER BY id DESC
    LIMIT c.sample
  ) d
  JOIN webhook_delivery_attempts first ON first.delivery_id = d.id AND first.number = 1
), summed AS (
  SELECT hour, event_type, sum(total)::int AS total,
         greatest(sum(delivered) - sum(waiting), 0)::int AS delivered, sum(failed)::int AS failed,
         sum(dead_letter)::int AS dead_letter
  FROM (
    SELECT hour, event_type, deliveries AS total,
           CASE WHEN expected_status = 'delivered' THEN deliveries ELSE 0 END AS delivered,
           CASE WHEN expected_status = 'failed' THEN deliveries ELSE 0 END AS failed,
           CASE WHEN expected_status = 'dead_letter' THEN deliveries ELSE 0 END AS dead_letter, 0 AS waiting
    FROM counted
    UNION ALL
    SELECT hour, event_type, 0, 0, 0, 0, deliveries FROM pending
  ) each
  GROUP BY GROUPING SETS ((hour), (event_type))
), ranked AS (
  SELECT hour, NULL::text AS event_type, duration_ms,
         sum(weight) OVER (PARTITION BY hour ORDER BY duration_ms) / sum(weight) OVER (PARTITION BY hour) AS share
  FROM sampled
  UNION ALL
  SELECT NULL, event_type, duration_ms,
         sum(weight) OVER (PARTITION BY event_type ORDER BY duration_ms)
           / sum(weight) OVER (PARTITION BY event_type) AS share
  FROM sampled
), latency AS (
  SELECT hour, event_type, min(duration_ms) FILTER (WHERE share >= 0.5) AS p50,
         min(duration_ms) FILTER (WHERE share >= 0.95) AS p95, min(duration_ms) FILTER (WHERE share >= 0.99) AS p99
  FROM ranked
  GROUP BY hour, event_type
), wanted AS (
  SELECT hour, NULL::text AS event_type FROM hours
  UNION ALL
  SELECT NULL, event_type FROM summed WHERE event_type IS NOT NULL AND total > 0
)
SELECT w.hour, w.event_type, coalesce(s.total, 0) AS total, coalesce(s.delivered, 0) AS delivered,
       coalesce(s.failed, 0) AS failed, coalesce(s.dead_letter, 0) AS dead_letter, l.p50, l.p95, l.p99
FROM wanted w
LEFT JOIN summed s ON s.hour = w.hour OR s.event_type = w.event_type
LEFT JOIN latency l ON l.hour = w.hour OR l.event_type = w.event_type
ORDER BY w.hour, total DESC, w.event_type
`,
);
