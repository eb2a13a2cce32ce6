import { statement } from "../statement.ts";

/** An endpoint that has just been held or let go: its rows of the queue are to follow (settle-queue.ts). */
export interface UnsettledEndpoint {
  endpoint_id: string;
}

/**
 * Keeps an integration and its endpoint from being enabled or disabled until the transaction ends, so that what is put into
 * the queue meanwhile is neither held nor resumed halfway. To be run first. All lock in this order: the integration, its
 * endpoint, rows of the queue, deliveries.
 *
 * `$1` integration.
 */
export const lockActivation = statement<readonly [integrationId: string], Record<never, never>>(
  "lock_activation",
  `
SELECT
FROM integrations i
JOIN webhook_endpoints w ON w.integration_id = i.id
WHERE i.id = $1::uuid
FOR SHARE OF i FOR KEY SHARE OF w
`,
);

/**
 * Enables an integration, and its endpoint too if that was disabled for failing. If either was, failures are counted anew.
 *
 * Guarantee: nothing can be put on hold any more when it has committed, and whoever was just doing so has committed before
 * (heldEndpoints): what waits then can be resumed without missing any.
 *
 * `$1` integration.
 */
export const markEnabled = statement<readonly [integrationId: string], UnsettledEndpoint>(
  "mark_enabled",
  `
WITH integration AS (
  UPDATE integrations SET is_enabled = true, updated_at = now() WHERE id = $1::uuid
  RETURNING id, old.is_enabled AS was_enabled
), endpoint AS (
  SELECT w.id, NOT i.was_enabled OR w.disabled_at IS NOT NULL AS was_held
  FROM integration i
  JOIN webhook_endpoints w ON w.integration_id = i.id
  FOR UPDATE OF w
)
UPDATE webhook_endpoints w
SET disabled_at = NULL, disabled_reason = NULL, unsettled_since = now(), updated_at = now(),
    failing_since = CASE WHEN NOT e.was_held THEN w.failing_since END,
    consecutive_failures = CASE WHEN e.was_held THEN 0 ELSE w.consecutive_failures END
FROM endpoint e
WHERE w.id = e.id
RETURNING w.id AS endpoint_id
`,
);

/**
 * Disables an integration: what waits is then to be held, and what comes is held at once.
 *
 * `$1` integration.
 */
export const markDisabled = statement<readonly [integrationId: string], UnsettledEndpoint>(
  "mark_disabled",
  `
WITH integration AS (
  UPDATE integrations SET is_enabled = false, updated_at = now() WHERE id = $1::uuid RETURNING id
), endpoint AS (
  SELECT w.id FROM integration i JOIN webhook_endpoints w ON w.integration_id = i.id FOR UPDATE OF w
)
UPDATE webhook_endpoints w SET unsettled_since = now(), updated_at = now()
FROM endpoint e
WHERE w.id = e.id
RETURNING w.id AS endpoint_id
`,
);

/**
 * Locks an integration's endpoint, and the integration's activation, until the transaction ends: for who sets the URL.
 *
 * `$1` integration.
 */
export const lockEndpoint = statement<readonly [integrationId: string], { id: string; url: string | null }>(
  "lock_endpoint",
  `
SELECT w.id, w.url
FROM integrations i
JOIN webhook_endpoints w ON w.integration_id = i.id
WHERE i.id = $1::uuid
FOR SHARE OF i FOR UPDATE OF w
`,
);

/**
 * Gives an endpoint whose URL has changed a fresh start: failures are counted anew, and if it was disabled for failing, it
 * is not any more. It is locked by {@link lockEndpoint}.
 *
 * `$1` endpoint.
 */
export const restartEndpoint = statement<readonly [endpointId: string], UnsettledEndpoint>(
  "restart_endpoint",
  `
UPDATE webhook_endpoints
SET disabled_at = NULL, disabled_reason = NULL, failing_since = NULL, consecutive_failures = 0, updated_at = now(),
    unsettled_since = CASE WHEN disabled_at IS NULL THEN unsettled_since ELSE now() END
WHERE id = $1::uuid
RETURNING id AS endpoint_id
`,
);
