import type { RecoveryRow } from "@wth/database";

/** A recovery as `ops` shows it. */
export function serializeRecovery(row: RecoveryRow) {
  return {
    id: row.id,
    object: "recovery",
    status: row.status,
    kind: row.kind,
    since: row.since.toISOString(),
    until: row.until?.toISOString() ?? null,
    created_after: row.created_after?.toISOString() ?? null,
    created_before: row.created_before?.toISOString() ?? null,
    /** Null: both modes. */
    livemode: row.livemode,
    statuses: row.statuses,
    /** Empty: all types. */
    event_types: row.event_types,
    outcome: row.outcome,
    rate_per_second: row.rate_per_second,
    total: row.total,
    redelivered: row.redelivered,
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}
