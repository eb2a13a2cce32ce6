import { type DashboardComponents, eventTypes } from "@wth/contract";
import type { RecoveryRow } from "@wth/database";
import type { TypeCount } from "./recovery.ts";

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

/** How much a recovery would send, in all and of each type of which there is something, as `ops` and the dashboard show it. */
export function serializeCount(
  counts: readonly TypeCount[],
): Omit<DashboardComponents["schemas"]["RecoveryCount"], "object"> {
  const sum = (of: (count: TypeCount) => number) => counts.reduce((total, each) => total + of(each), 0);
  return {
    total: sum(({ total }) => total),
    failed: sum(({ failed }) => failed),
    dead_letter: sum(({ dead_letter: dead }) => dead),
    types: eventTypes.flatMap((type) => {
      const found = counts.find(({ event_type }) => event_type === type);
      return found === undefined ? [] : [{ type, total: found.total }];
    }),
  };
}
