import { statement } from "../statement.ts";
import { latestAttemptOf } from "./outcomes.ts";
import { isTriedAsWanted, type RecoverableStatus, type RecoveryRow } from "./recoveries.ts";

/** A recovery whose next batch is due, and how far it has come. */
export type DueRecovery = Omit<RecoveryRow, "status" | "total" | "redelivered" | "ended_at"> & {
  cursor_id: string | null;
};

/**
 * Takes a running recovery whose next batch is due, until the transaction ends.
 *
 * Guarantee: a recovery is given to one taker at a time, and no taker waits for another (`SKIP LOCKED`). If it dies, its
 * transaction is rolled back, and the recovery is where it was.
 */
export const takeDueRecovery = statement<readonly [], DueRecovery>(
  "take_due_recovery",
  `
SELECT id, integration_id, kind::text AS kind, since, until, created_after, created_before, livemode,
       statuses::text[] AS statuses, event_types, outcome, rate_per_second, created_at, cursor_id
FROM recoveries
WHERE status = 'running' AND next_batch_at <= now()
ORDER BY next_batch_at
LIMIT 1
FOR UPDATE SKIP LOCKED
`,
);

/** How long until the next batch of any running recovery is due, in seconds; null while none runs. */
export const untilDueRecovery = statement<readonly [], { seconds: number | null }>(
  "until_due_recovery",
  `
SELECT extract(epoch FROM min(next_batch_at) - now())::float8 AS seconds FROM recoveries WHERE status = 'running'
`,
);

/** A delivery, or an event, that a recovery looks at. */
export interface RecoveryCandidate {
  id: string;
  /** It is one that was asked for: of a delivery, by its latest attempt. */
  is_wanted: boolean;
}

/**
 * The next deliveries to look at: failed or dead letters, the oldest first, from the cursor on, made before the recovery
 * was. However many there are, it reads about a page of index entries for each type, state, mode and day, and merges them.
 *
 * `$1` integration · `$2` tried since · `$3` tried before, or null · `$4` outcome, or null · `$5` livemodes · `$6` types ·
 * `$7` states · `$8` above which id: that of the last one that was looked at, or the lowest that is shown · `$9` below which ·
 * `$10` most rows.
 */
export const findRecoveryCandidates = statement<
  readonly [
    integrationId: string,
    since: Date,
    until: Date | null,
    outcome: string | null,
    livemodes: readonly boolean[],
    types: readonly string[],
    statuses: readonly RecoverableStatus[],
    above: string,
    below: string,
    limit: number,
  ],
  RecoveryCandidate
>(
  "find_recovery_candidates",
  `
WITH page AS (
  SELECT alike.id
  FROM unnest($5::boolean[]) AS m (livemode)
  CROSS JOIN unnest($6::text[]) AS t (type)
  CROSS JOIN unnest($7::delivery_status[]) AS s (status)
  CROSS JOIN LATERAL (
    SELECT id
    FROM webhook_deliveries
    WHERE integration_id = $1::uuid AND livemode = m.livemode AND event_type = t.type AND expected_status = s.status
      AND id > $8::uuid AND id < $9::uuid
    ORDER BY id
    LIMIT $10::int
  ) alike
  ORDER BY alike.id
  LIMIT $10::int
)
SELECT p.id::text AS id, coalesce(${isTriedAsWanted("last", "$2", "$3", "$4")}, false) AS is_wanted
FROM page p
LEFT JOIN LATERAL ${latestAttemptOf("p.id")} last ON true
ORDER BY p.id
`,
);

/**
 * Locks the rows of the queue of these deliveries, of those that have one.
 *
 * Guarantee: it waits for nobody, and so can be part of no deadlock with the recording of outcomes.
 *
 * `$1` deliveries.
 *
 * @returns those whose row somebody else has locked at this moment.
 */
export const lockQueuedDeliveries = statement<readonly [ids: readonly string[]], { delivery_id: string }>(
  "lock_queued_deliveries",
  `
WITH locked AS (
  SELECT delivery_id FROM delivery_queue WHERE delivery_id = ANY ($1::uuid[]) FOR UPDATE SKIP LOCKED
)
SELECT delivery_id::text AS delivery_id
FROM delivery_queue
WHERE delivery_id = ANY ($1::uuid[]) AND delivery_id NOT IN (SELECT delivery_id FROM locked)
`,
);

/**
 * Locks these deliveries, whose rows of the queue are locked, as far as one more attempt can be made of them: by the rules of
 * lockDelivery.
 *
 * `$1` deliveries · `$2`, `$3` the lowest and the highest of them (boundsOf): only the partitions between them are opened.
 *
 * @returns those, the oldest first.
 */
export const lockRetryableDeliveries = statement<
  readonly [ids: readonly string[], lowestId: string, highestId: string],
  { id: string; event_id: string }
>(
  "lock_retryable_deliveries",
  `
SELECT d.id::text AS id, d.event_id::text AS event_id
FROM webhook_deliveries d
JOIN webhook_endpoints w ON w.id = d.endpoint_id
WHERE d.id = ANY ($1::uuid[]) AND d.id >= $2::uuid AND d.id <= $3::uuid
  AND d.status IN ('failed', 'dead_letter') AND w.url IS NOT NULL
ORDER BY d.id
FOR UPDATE OF d
`,
);

/**
 * Moves a recovery on, in the transaction of its batch: so that after a crash a batch has been made due and is behind the
 * cursor, or neither.
 *
 * `$1` id · `$2` the last delivery looked at; null when there was none · `$3` how many were made due · `$4` seconds until
 * the next batch · `$5` whether this was the last one.
 */
export const advanceRecovery = statement<
  readonly [id: string, cursorId: string | null, redelivered: number, waitSeconds: number, isLast: boolean],
  Record<never, never>
>(
  "advance_recovery",
  `
UPDATE recoveries
SET cursor_id = coalesce($2::uuid, cursor_id),
    redelivered = redelivered + $3::int,
    -- What failed only after it had begun comes on top.
    total = greatest(total, redelivered + $3::int),
    next_batch_at = now() + make_interval(secs => $4::float8),
    status = CASE WHEN $5::boolean THEN 'completed' ELSE status END,
    ended_at = CASE WHEN $5::boolean THEN now() END
WHERE id = $1::uuid
`,
);
