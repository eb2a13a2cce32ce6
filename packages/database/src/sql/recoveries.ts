import type { DeliveryStatus, RecoveryKind, RecoveryStatus } from "../generated/enums.ts";
import { statement } from "../statement.ts";
import { latestAttemptOf, sqlOutcomeFits } from "./outcomes.ts";

/** The states of a delivery that can be recovered. */
export type RecoverableStatus = Extract<DeliveryStatus, "failed" | "dead_letter">;

/** A durable job: redelivers what of an integration has failed, or sends the events that were never sent. */
export interface RecoveryRow {
  id: string;
  integration_id: string;
  kind: RecoveryKind;
  /** When the latest attempt was made: not before this, and before that. For what has failed. */
  since: Date;
  until: Date | null;
  /** When deliveries, or events, were made: later than this, and earlier than that. */
  created_after: Date | null;
  created_before: Date | null;
  /** Null: both modes. */
  livemode: boolean | null;
  statuses: RecoverableStatus[];
  /** Empty: all types. */
  event_types: string[];
  /** What the latest attempt came to (outcomes.ts); null for whatever. */
  outcome: string | null;
  rate_per_second: number;
  status: RecoveryStatus;
  /** How many there were when it began. */
  total: number;
  redelivered: number;
  created_at: Date;
  ended_at: Date | null;
}

const columns = `id::text AS id, integration_id::text AS integration_id, kind::text AS kind, since, until, created_after,
  created_before, livemode, statuses::text[] AS statuses, event_types, outcome, rate_per_second, status::text AS status, total,
  redelivered, created_at, ended_at`;

/**
 * SQL: whether a delivery's latest attempt was made and came to what is wanted.
 *
 * @param attempt SQL of that attempt's row.
 */
export const isTriedAsWanted = (attempt: string, since: string, until: string, outcome: string) =>
  `(${attempt}.attempted_at >= ${since}::timestamptz
    AND (${until}::timestamptz IS NULL OR ${attempt}.attempted_at < ${until}::timestamptz)
    AND (${outcome}::text IS NULL OR ${sqlOutcomeFits(`${outcome}::text`, attempt)}))`;

/**
 * Counts what a recovery would redeliver, by type: what is failed or a dead letter, and whose latest attempt is as wanted.
 *
 * `$1` integration · `$2` tried since · `$3` tried before, or null · `$4` outcome, or null · `$5` livemodes · `$6` types ·
 * `$7` states · `$8`, `$9` above which id, and below which.
 */
export const countRecoverable = statement<
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
  ],
  { event_type: string; failed: number; dead_letter: number }
>(
  "count_recoverable",
  `
SELECT d.event_type, count(*) FILTER (WHERE d.status = 'failed')::int AS failed,
       count(*) FILTER (WHERE d.status = 'dead_letter')::int AS dead_letter
FROM webhook_deliveries d
CROSS JOIN LATERAL ${latestAttemptOf("d.id")} last
WHERE d.integration_id = $1::uuid AND d.livemode = ANY ($5::boolean[]) AND d.event_type = ANY ($6::text[])
  AND d.expected_status = ANY ($7::delivery_status[]) AND d.id > $8::uuid AND d.id < $9::uuid
  AND ${isTriedAsWanted("last", "$2", "$3", "$4")}
GROUP BY d.event_type
ORDER BY d.event_type
`,
);

/**
 * Begins a recovery.
 *
 * Guarantee: an integration has one that runs at most; a second one is not begun, and there is no row.
 *
 * `$1` integration · `$2` kind · `$3`, `$4` tried since, and before · `$5`, `$6` made after, and before · `$7` livemode; null
 * for both · `$8` states · `$9` types · `$10` outcome · `$11` the most in a second · `$12` how many there are.
 */
export const insertRecovery = statement<
  readonly [
    integrationId: string,
    kind: RecoveryKind,
    since: Date,
    until: Date | null,
    createdAfter: Date | null,
    createdBefore: Date | null,
    livemode: boolean | null,
    statuses: readonly RecoverableStatus[],
    types: readonly string[],
    outcome: string | null,
    ratePerSecond: number,
    total: number,
  ],
  RecoveryRow
>(
  "insert_recovery",
  `
INSERT INTO recoveries (integration_id, kind, since, until, created_after, created_before, livemode, statuses, event_types,
                        outcome, rate_per_second, total)
VALUES ($1::uuid, $2::recovery_kind, $3::timestamptz, $4::timestamptz, $5::timestamptz, $6::timestamptz, $7::boolean,
        $8::delivery_status[], $9::text[], $10::text, $11::int, $12::int)
ON CONFLICT (integration_id) WHERE status = 'running' DO NOTHING
RETURNING ${columns}
`,
);

/** An integration's recovery of this id, or its latest if that is null. `$1` integration · `$2` id. */
export const findRecovery = statement<readonly [integrationId: string, id: string | null], RecoveryRow>(
  "find_recovery",
  `
SELECT ${columns}
FROM recoveries
WHERE integration_id = $1::uuid AND ($2::uuid IS NULL OR id = $2::uuid)
ORDER BY recoveries.created_at DESC, recoveries.id DESC
LIMIT 1
`,
);

/** Forgets recoveries that ended so long ago that the log has nothing of them any more. `$1` days. */
export const expireRecoveries = statement<readonly [days: number], Record<never, never>>(
  "expire_recoveries",
  "DELETE FROM recoveries WHERE ended_at < now() - make_interval(days => $1::int)",
);

/**
 * Cancels the running recovery of an integration.
 *
 * Guarantee: a batch under way is waited for, and none follows. What was made due already, for a second at most, still goes
 * out.
 *
 * `$1` integration.
 */
export const cancelRecovery = statement<readonly [integrationId: string], RecoveryRow>(
  "cancel_recovery",
  `
UPDATE recoveries SET status = 'cancelled', ended_at = now()
WHERE integration_id = $1::uuid AND status = 'running'
RETURNING ${columns}
`,
);
