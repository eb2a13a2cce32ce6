import { statement } from "../statement.ts";

/** What is in the queue, by what it waits for: each row counts once. */
export interface QueueCounts {
  /** Due, those in flight included. */
  due: number;
  /** Due, of endpoints whose slots are all taken. */
  backlog: number;
  /** Due later: retries. */
  waiting: number;
  /** Due when its integration is enabled again. */
  held: number;
  /** For how long the earliest due delivery has been due that is neither in flight nor in a backlog, in seconds; 0 if none is. */
  oldest_due_seconds: number;
}

/**
 * What a connection is opened with to count on, as {@link countQueue} needs it: the planner does not foresee how many of
 * the table's pages hold dead rows only, and a plan made while the queue was short is kept.
 */
export const COUNT_QUEUE_OPTIONS =
  "-c enable_bitmapscan=off -c enable_sort=off -c max_parallel_workers_per_gather=0";

/**
 * Counts what is in the queue, for metrics.
 *
 * Guarantee: exact, and, on connections with {@link COUNT_QUEUE_OPTIONS}, read from indexes alone as far as vacuum has
 * kept up with the changes: some 70 ms for a million rows of ten thousand endpoints, 300 ms while they change all the time. (What is in flight is
 * in no index: it is not told from what is due.) Which endpoints have no slot left is what workers said with their last
 * claims.
 *
 * `$1` slots of an endpoint.
 */
export const countQueue = statement<readonly [slots: number], QueueCounts>(
  "count_queue",
  `
WITH RECURSIVE full_endpoint AS MATERIALIZED (
  SELECT busy.endpoint_id
  FROM delivery_workers w
  CROSS JOIN LATERAL unnest(w.endpoint_ids, w.in_flight) AS busy (endpoint_id, deliveries)
  WHERE w.leased_until > now()
  GROUP BY busy.endpoint_id
  HAVING sum(busy.deliveries) >= $1::int
), endpoint AS (
  (SELECT endpoint_id, due_at FROM delivery_queue ORDER BY endpoint_id, due_at LIMIT 1)
  UNION ALL
  SELECT next.endpoint_id, next.due_at
  FROM endpoint e
  CROSS JOIN LATERAL (
    SELECT endpoint_id, due_at
    FROM delivery_queue
    WHERE endpoint_id > e.endpoint_id
    ORDER BY endpoint_id, due_at
    LIMIT 1
  ) next
), backlog AS MATERIALIZED (
  SELECT count(*)::int AS deliveries
  FROM full_endpoint f
  JOIN delivery_queue q USING (endpoint_id)
  WHERE q.due_at <= now()
)
SELECT
  (SELECT count(*) FROM delivery_queue WHERE due_at <= now())::int - (SELECT deliveries FROM backlog) AS due,
  (SELECT deliveries FROM backlog) AS backlog,
  (SELECT count(*) FROM delivery_queue WHERE due_at > now() AND due_at < 'infinity')::int AS waiting,
  (SELECT count(*) FROM delivery_queue WHERE due_at = 'infinity')::int AS held,
  coalesce((
    SELECT extract(epoch FROM now() - min(first.due_at))
    FROM endpoint e
    CROSS JOIN LATERAL (
      SELECT due_at
      FROM delivery_queue
      WHERE endpoint_id BETWEEN e.endpoint_id AND e.endpoint_id
        AND due_at <= now() AND (leased_until IS NULL OR leased_until <= now())
      ORDER BY endpoint_id, due_at
      LIMIT 1
    ) first
    WHERE e.due_at <= now() AND e.endpoint_id NOT IN (SELECT endpoint_id FROM full_endpoint)
  ), 0)::float8 AS oldest_due_seconds
`,
);
