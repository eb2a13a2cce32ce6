import { statement } from "../statement.ts";

/** A webhook of a partner key. */
export interface PartnerWebhookRow {
  id: string;
  url: string;
  events: string[];
  is_active: boolean;
  /** Failed attempts since the last success. */
  fail_count: number;
  created_at: Date;
  updated_at: Date;
}

const columns = `
  id, url, subscribed_events AS events, disabled_at IS NULL AS is_active, consecutive_failures AS fail_count, created_at,
  updated_at`;

/**
 * Locks a live partner key until the transaction ends, and counts its webhooks: of two registrations at once the second sees
 * what the first has done, and none slips past the revocation of the key. Nothing: the key is revoked.
 *
 * `$1` key.
 */
export const lockPartnerKey = statement<readonly [keyId: string], Record<never, never>>(
  "lock_partner_key",
  "SELECT FROM partner_keys WHERE id = $1::uuid AND revoked_at IS NULL FOR NO KEY UPDATE",
);

/** How many webhooks a key has. To be run after {@link lockPartnerKey}. `$1` key. */
export const countPartnerWebhooks = statement<readonly [keyId: string], { count: number }>(
  "count_partner_webhooks",
  "SELECT count(*)::int AS count FROM webhook_endpoints WHERE partner_key_id = $1::uuid AND deleted_at IS NULL",
);

/** Writes a new webhook. `$1` id · `$2` key · `$3` URL · `$4` events · `$5` its secret, sealed. */
export const insertPartnerWebhook = statement<
  readonly [id: string, keyId: string, url: string, events: readonly string[], secret: string],
  PartnerWebhookRow
>(
  "insert_partner_webhook",
  `
INSERT INTO webhook_endpoints (id, partner_key_id, url, subscribed_events, secret)
VALUES ($1::uuid, $2::uuid, $3::text, $4::text[], $5::text)
RETURNING ${columns}
`,
);

/** All webhooks of a key, the oldest first. `$1` key. */
export const listPartnerWebhooks = statement<readonly [keyId: string], PartnerWebhookRow>(
  "list_partner_webhooks",
  `SELECT ${columns} FROM webhook_endpoints WHERE partner_key_id = $1::uuid AND deleted_at IS NULL ORDER BY id`,
);

/** One webhook of a key, or nothing: another key's is the same as none. `$1` webhook · `$2` key. */
export const getPartnerWebhook = statement<readonly [id: string, keyId: string], PartnerWebhookRow>(
  "get_partner_webhook",
  `SELECT ${columns} FROM webhook_endpoints WHERE id = $1::uuid AND partner_key_id = $2::uuid AND deleted_at IS NULL`,
);

/** A webhook that is locked. */
export interface LockedPartnerWebhook {
  url: string;
  events: string[];
  /** Why it is not active; null when it is. */
  disabled_reason: "failing" | "owner" | null;
}

/**
 * Locks a webhook until the transaction ends, as strongly as who ends a hold has to: what is being put on hold is waited for.
 * Nothing: the key has no such webhook.
 *
 * `$1` webhook · `$2` key.
 */
export const lockPartnerWebhook = statement<readonly [id: string, keyId: string], LockedPartnerWebhook>(
  "lock_partner_webhook",
  `
SELECT url, subscribed_events AS events, disabled_reason::text AS disabled_reason
FROM webhook_endpoints
WHERE id = $1::uuid AND partner_key_id = $2::uuid AND deleted_at IS NULL
FOR UPDATE
`,
);

/**
 * Writes what a webhook is from now on. If it starts afresh, failures are counted anew. If it was active and is not now, or
 * the other way round, what waits is then to follow (settle-queue.ts). It is locked.
 *
 * `$1` webhook · `$2` URL · `$3` events · `$4` why it is not active, or null if it is · `$5` whether it starts afresh.
 */
export const savePartnerWebhook = statement<
  readonly [
    id: string,
    url: string,
    events: readonly string[],
    disabledReason: "failing" | "owner" | null,
    afresh: boolean,
  ],
  PartnerWebhookRow
>(
  "save_partner_webhook",
  `
UPDATE webhook_endpoints
SET url = $2::text, subscribed_events = $3::text[], updated_at = now(),
    disabled_at = CASE WHEN $4::text IS NOT NULL THEN coalesce(disabled_at, now()) END,
    disabled_reason = $4::text::endpoint_disabled_reason,
    unsettled_since = CASE WHEN (disabled_at IS NULL) = ($4::text IS NULL) THEN unsettled_since ELSE now() END,
    failing_since = CASE WHEN NOT $5::boolean THEN failing_since END,
    consecutive_failures = CASE WHEN $5::boolean THEN 0 ELSE consecutive_failures END
WHERE id = $1::uuid
RETURNING ${columns}
`,
);

/**
 * Marks webhooks of a key as deleted: one of them, or all. From the commit on nobody sees them, no event is for them, and
 * nothing of theirs is sent; what waits is then to be cancelled (settle-queue.ts).
 *
 * `$1` key · `$2` webhook; null: all of the key's.
 */
export const deletePartnerWebhooks = statement<
  readonly [keyId: string, id: string | null],
  { endpoint_id: string }
>(
  "delete_partner_webhooks",
  `
WITH webhook AS (
  SELECT id
  FROM webhook_endpoints
  WHERE partner_key_id = $1::uuid AND id = coalesce($2::uuid, id) AND deleted_at IS NULL
  ORDER BY id
  FOR UPDATE
)
UPDATE webhook_endpoints w SET deleted_at = now(), unsettled_since = now(), updated_at = now()
FROM webhook
WHERE w.id = webhook.id
RETURNING w.id AS endpoint_id
`,
);

/**
 * Keeps a partner's webhook as it is for a batch of its rows of the queue, and keeps every other batch waiting, as
 * lockUnsettledEndpoint does for an integration's. Nothing: its rows agree with it.
 *
 * `$1` webhook.
 */
export const lockUnsettledPartnerWebhook = statement<
  readonly [id: string],
  { is_held: boolean; is_deleted: boolean }
>(
  "lock_unsettled_partner_webhook",
  `
SELECT disabled_at IS NOT NULL AS is_held, deleted_at IS NOT NULL AS is_deleted
FROM webhook_endpoints
WHERE id = $1::uuid AND partner_key_id IS NOT NULL AND unsettled_since IS NOT NULL
FOR NO KEY UPDATE
`,
);

/**
 * Calls a batch of a deleted webhook's deliveries off: they leave the queue and are `cancelled`.
 *
 * Guarantees: both or neither; one that a worker has under a lease is left for a later batch, because its attempt could
 * arrive, and belongs into the log. It waits for nobody (`SKIP LOCKED`).
 *
 * `$1` webhook · `$2` most rows.
 */
export const cancelDeletedWebhooks = statement<
  readonly [endpointId: string, limit: number],
  { moved: number }
>(
  "cancel_deleted_webhooks",
  `
WITH removed AS (
  DELETE FROM delivery_queue
  WHERE delivery_id = ANY (ARRAY(
    SELECT delivery_id
    FROM delivery_queue
    WHERE endpoint_id = $1::uuid AND (leased_until IS NULL OR leased_until <= now())
    LIMIT $2::int
    FOR UPDATE SKIP LOCKED
  ))
  RETURNING delivery_id
), marked AS (
  UPDATE webhook_deliveries SET status = 'cancelled', next_attempt_at = NULL
  WHERE id = ANY (ARRAY(SELECT delivery_id FROM removed))
)
SELECT count(*)::int AS moved FROM removed
`,
);

/**
 * Forgets a deleted webhook once nothing of it is in the queue, and it has been deleted for a minute: until then a delivery
 * can still come of a transaction that had found it there, and none lasts so long.
 *
 * `$1` webhook.
 */
export const forgetDeletedWebhook = statement<readonly [endpointId: string], Record<never, never>>(
  "forget_deleted_webhook",
  `
DELETE FROM webhook_endpoints
WHERE id = $1::uuid AND deleted_at < now() - interval '1 minute'
  AND NOT EXISTS (SELECT FROM delivery_queue WHERE endpoint_id = $1::uuid)
`,
);
