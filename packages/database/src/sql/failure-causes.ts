import type { DeliveryStatus } from "../generated/enums.ts";
import { sqlLowestIdAt } from "../log/ids.ts";
import { statement } from "../statement.ts";
import { LOG_BEGINS } from "./log-page.ts";
import { latestAttemptOf, sqlOutcomeOf } from "./outcomes.ts";

/** Deliveries that fail now, and whose latest attempts failed alike. */
export interface FailureCause {
  /** What they came to: see outcomes.ts. */
  outcome: string;
  error: string;
  /** Where that is what failed. */
  response_status: number | null;
  failed: number;
  dead_letter: number;
  newest_at: Date;
  /** The newest of them, ten at most. */
  delivery_ids: string[];
  /** When it was resolved, if nothing has failed for it since. */
  resolved_at: Date | null;
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
SELECT c.*, r.resolved_at, (SELECT count(*) FROM newest)::int AS looked_at
FROM (
  SELECT ${sqlOutcomeOf("last")} AS outcome, last.error,
       CASE last.error WHEN 'http_status' THEN last.response_status END AS response_status,
       count(*) FILTER (WHERE n.status = 'failed')::int AS failed,
       count(*) FILTER (WHERE n.status = 'dead_letter')::int AS dead_letter,
       max(last.attempted_at) AS newest_at,
       (array_agg(n.id::text ORDER BY last.attempted_at DESC))[1:10] AS delivery_ids
  FROM newest n
  CROSS JOIN LATERAL ${latestAttemptOf("n.id")} last
  WHERE last.error IS NOT NULL
  GROUP BY 1, 2, 3
) c
LEFT JOIN failure_resolutions r
  ON r.integration_id = $1::uuid AND r.outcome = c.outcome AND r.resolved_at >= c.newest_at
ORDER BY c.failed + c.dead_letter DESC, c.newest_at DESC
`,
);

/** Notes that what has failed for a cause so far has been dealt with. `$1` integration · `$2` outcome. */
export const resolveFailures = statement<
  readonly [integrationId: string, outcome: string],
  { resolved_at: Date }
>(
  "resolve_failures",
  `
INSERT INTO failure_resolutions (integration_id, outcome, resolved_at) VALUES ($1::uuid, $2::text, now())
ON CONFLICT (integration_id, outcome) DO UPDATE SET resolved_at = excluded.resolved_at
RETURNING resolved_at
`,
);

/** Takes that back. `$1` integration · `$2` outcome. */
export const reopenFailures = statement<
  readonly [integrationId: string, outcome: string],
  Record<never, never>
>(
  "reopen_failures",
  "DELETE FROM failure_resolutions WHERE integration_id = $1::uuid AND outcome = $2::text",
);
