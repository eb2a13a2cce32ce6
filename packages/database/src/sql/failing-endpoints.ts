import { statement } from "../statement.ts";

/** An endpoint, and how it has failed. */
export interface FailingEndpoint {
  endpoint_id: string;
  /** Null: it is a partner's. */
  integration_id: string | null;
  consecutive_failures: number;
  failing_since: Date;
}

/**
 * Notes since when endpoints have been failing without a success, within a minute if it is run each minute. Beside the
 * recording of outcomes and not in it, because that is the hottest statement of all.
 *
 * Guarantee: a time that is noted is that of a failure after the last success, or goes away with the next run. Nobody waits
 * for it; who counts just now is left for the next run.
 */
export const noteFailingEndpoints = statement<readonly [], Record<never, never>>(
  "note_failing_endpoints",
  `
WITH changed AS (
  SELECT id
  FROM webhook_endpoints
  WHERE disabled_at IS NULL
    AND CASE WHEN consecutive_failures = 0 THEN failing_since IS NOT NULL
             ELSE failing_since IS NULL OR failing_since <= last_success_at END
  FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE webhook_endpoints w
SET failing_since = CASE WHEN consecutive_failures > 0 THEN coalesce(last_failure_at, now()) END
FROM changed c
WHERE w.id = c.id
`,
);

/**
 * Disables endpoints that have failed for too long: at least `$2` failures, over at least `$1` seconds, without one success.
 * What waits for them is then to be held (settle-queue.ts). Those of disabled integrations are left alone: nothing is tried
 * there.
 *
 * Guarantee: each is judged as it is under its lock, so that a success that was recorded before counts. One whose success is
 * recorded later comes back by {@link reviveEndpoints}.
 *
 * @returns those that it has disabled.
 */
export const disableFailingEndpoints = statement<
  readonly [leastSeconds: number, leastFailures: number],
  FailingEndpoint
>(
  "disable_failing_endpoints",
  `
WITH failing AS (
  SELECT w.id
  FROM webhook_endpoints w
  LEFT JOIN integrations i ON i.id = w.integration_id
  WHERE w.consecutive_failures >= $2::int AND w.failing_since <= now() - make_interval(secs => $1::float8)
    AND (w.last_success_at < w.failing_since) IS NOT FALSE
    AND w.disabled_at IS NULL AND w.deleted_at IS NULL AND i.is_enabled IS NOT FALSE
  FOR UPDATE OF w SKIP LOCKED
)
UPDATE webhook_endpoints w
SET disabled_at = now(), disabled_reason = 'failing', unsettled_since = now(), updated_at = now()
FROM failing f
WHERE w.id = f.id
RETURNING w.id AS endpoint_id, w.integration_id, w.consecutive_failures, w.failing_since
`,
);

/**
 * Takes back the disabling of endpoints that have succeeded after all: by an attempt that was in flight when they were
 * disabled.
 *
 * @returns those that it has enabled.
 */
export const reviveEndpoints = statement<
  readonly [],
  Pick<FailingEndpoint, "endpoint_id" | "integration_id">
>(
  "revive_endpoints",
  `
WITH working AS (
  SELECT id
  FROM webhook_endpoints
  WHERE disabled_reason = 'failing' AND last_success_at >= failing_since
  FOR UPDATE SKIP LOCKED
)
UPDATE webhook_endpoints w
SET disabled_at = NULL, disabled_reason = NULL, failing_since = NULL, unsettled_since = now(), updated_at = now()
FROM working k
WHERE w.id = k.id
RETURNING w.id AS endpoint_id, w.integration_id
`,
);
