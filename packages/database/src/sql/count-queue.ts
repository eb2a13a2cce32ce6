import { statement } from "../statement.ts";

/** What is in the queue, by what it waits for: each row counts once. */
export interface QueueCounts {
  /** Due, those in flight included. */
  due: number;
  /** Due, and part of a backlog that its endpoint cannot keep up with. */
  parked: number;
  /** Due later: retries. */
  waiting: number;
  /** Due when its integration is enabled again. */
  held: number;
  /** Since when the earliest due delivery has been due that is neither parked nor in flight, in seconds; 0 if none is. */
  oldest_due_seconds: number;
}

/**
 * What a connection is opened with to count on, as {@link countQueue} needs it: the planner does not foresee how many of
 * the table's pages hold dead rows only, and a plan made while the queue was short is kept.
 */
export const COUNT_QUEUE_OPTIONS =
  "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_sort=off -c max_parallel_workers_per_gather=0";

/**
 * Counts what is in the queue, for metrics.
 *
 * Guarantee: exact, and, on connections with {@link COUNT_QUEUE_OPTIONS}, read from indexes alone as far as vacuum has
 * kept up with the changes: some 60 ms for a million rows, 200 ms while they change all the time. (What is in flight is
 * in no index: it is not told from what is due.)
 */
export const countQueue = statement<readonly [], QueueCounts>(
  "count_queue",
  `
SELECT
  (SELECT count(*) FROM delivery_queue WHERE NOT parked AND due_at <= now())::int AS due,
  (SELECT count(*) FROM delivery_queue WHERE parked AND due_at <= now())::int AS parked,
  (SELECT count(*) FROM delivery_queue WHERE NOT parked AND due_at > now() AND due_at < 'infinity')::int
    + (SELECT count(*) FROM delivery_queue WHERE parked AND due_at > now() AND due_at < 'infinity')::int AS waiting,
  (SELECT count(*) FROM delivery_queue WHERE due_at = 'infinity')::int AS held,
  coalesce((
    SELECT extract(epoch FROM now() - due_at)
    FROM delivery_queue
    WHERE NOT parked AND due_at <= now() AND (leased_until IS NULL OR leased_until <= now())
    ORDER BY due_at
    LIMIT 1
  ), 0)::float8 AS oldest_due_seconds
`,
);
