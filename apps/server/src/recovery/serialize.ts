import type { RecoveryRow } from "@wth/database";

/** A recovery as `ops` shows it. */
export function serializeRecovery(row: RecoveryRow) {
  return {
    id: row.id,
    object: "recovery",
    status: row.status,
    since: row.since.toISOString(),
    /** Null: both modes. */
    livemode: row.livemode,
    statuses: row.statuses,
    rate_per_second: row.rate_per_second,
    total: row.total,
    redelivered: row.redelivered,
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}
