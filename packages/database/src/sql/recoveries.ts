import type { DeliveryStatus, RecoveryStatus } from "../generated/enums.ts";
import { statement } from "../statement.ts";
import { LOG_BEGINS } from "./log-page.ts";

/** The states of a delivery that can be recovered. */
export type RecoverableStatus = Extract<DeliveryStatus, "failed" | "dead_letter">;

/** A durable job: redelivers everything of an integration that failed since a time. */
export interface RecoveryRow {
  id: string;
  integration_id: string;
  since: Date;
  /** Null: both modes. */
  livemode: boolean | null;
  statuses: RecoverableStatus[];
  rate_per_second: number;
  status: RecoveryStatus;
  /** How many there were when it began. */
  total: number;
  redelivered: number;
  created_at: Date;
  ended_at: Date | null;
}

/** What is to be recovered: `$1` integration · `$2` since · `$3` livemodes · `$4` the types that there are · `$5` states. */
type Selection = readonly [
  integrationId: string,
  since: Date,
  livemodes: readonly boolean[],
  types: readonly string[],
  statuses: readonly RecoverableStatus[],
];

const columns = `id::text AS id, integration_id::text AS integration_id, since, livemode, statuses::text[] AS statuses,
  rate_per_second, status::text AS status, total, redelivered, created_at, ended_at`;

/** SQL: when the latest attempt of a delivery was made. */
export const lastAttemptOf = (delivery: string) => `(
  SELECT a.attempted_at
  FROM webhook_delivery_attempts a
  WHERE a.delivery_id = ${delivery}
  ORDER BY a.number DESC
  LIMIT 1
)`;

/** Counts what a recovery would redeliver: what is failed or a dead letter, and whose latest attempt was made since. */
export const countRecoverable = statement<Selection, { failed: number; dead_letter: number }>(
  "count_recoverable",
  `
SELECT count(*) FILTER (WHERE d.status = 'failed')::int AS failed,
       count(*) FILTER (WHERE d.status = 'dead_letter')::int AS dead_letter
FROM webhook_deliveries d
WHERE d.integration_id = $1::uuid AND d.livemode = ANY ($3::boolean[]) AND d.event_type = ANY ($4::text[])
  AND d.expected_status = ANY ($5::delivery_status[]) AND d.created_at > ${LOG_BEGINS}
  AND ${lastAttemptOf("d.id")} >= $2::timestamptz
`,
);

/**
 * Begins a recovery.
 *
 * Guarantee: an integration has one that runs at most; a second one is not begun, and there is no row.
 *
 * `$1` integration · `$2` since · `$3` livemode; null for both · `$4` states · `$5` the most in a second · `$6` how many there
 * are.
 */
export const insertRecovery = statement<
  readonly [
    integrationId: string,
    since: Date,
    livemode: boolean | null,
    statuses: readonly RecoverableStatus[],
    ratePerSecond: number,
    total: number,
  ],
  RecoveryRow
>(
  "insert_recovery",
  `
INSERT INTO recoveries (integration_id, since, livemode, statuses, rate_per_second, total)
VALUES ($1::uuid, $2::timestamptz, $3::boolean, $4::delivery_status[], $5::int, $6::int)
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
