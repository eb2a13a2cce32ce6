import { statement } from "../statement.ts";

/** Who a key belongs to, with all that a request's checks need to know. */
export interface ApiKeyOwner {
  api_key_id: string;
  kind: "main" | "test";
  key_hash: Buffer;
  integration_id: string;
  user_id: string;
  plan: "starter" | "business" | "enterprise";
  is_enabled: boolean;
  is_test_mode: boolean;
  api_version: string;
  rate_limit_per_minute: number | null;
  /** Whether there can be partners who are told of the dealer's changes: it is of a branch, or has a personal key. */
  has_partners: boolean;
}

/**
 * The NOTIFY channel that says whose answer of {@link findApiKey} has changed: its payload is the integration's id.
 * Triggers of the migration send it for each column that the statement reads, with the commit of the change.
 */
export const KEY_OWNER_CHANGED_CHANNEL = "key_owner_changed";

/** SQL of whether there can be partners who are told of a dealer's changes. @param user the alias of the dealer's row. */
export const hasPartners = (user: string) =>
  `(${user}.branch_id IS NOT NULL OR EXISTS (SELECT FROM partner_keys WHERE user_id = ${user}.id AND revoked_at IS NULL))`;

/**
 * The live key of this hash, or nothing. The same statement notes that the key is used, if the last note is older than
 * `$3` seconds, without waiting for another request that does.
 *
 * Guarantees: what it answers stays true until a transaction commits that notifies
 * {@link KEY_OWNER_CHANGED_CHANNEL}; noting the use notifies nobody.
 *
 * `$1` prefix · `$2` SHA-256 of the key · `$3` seconds.
 */
export const findApiKey = statement<
  readonly [prefix: string, keyHash: Buffer, noteAfterSeconds: number],
  ApiKeyOwner
>(
  "find_api_key",
  `
WITH used AS (
  UPDATE api_keys SET last_used_at = now()
  WHERE id = (
    SELECT id FROM api_keys
    WHERE key_hash = $2::bytea AND revoked_at IS NULL
      AND (last_used_at IS NULL OR last_used_at < now() - $3::float8 * interval '1 second')
    FOR NO KEY UPDATE SKIP LOCKED
  )
)
SELECT k.id AS api_key_id, k.kind, k.key_hash, i.id AS integration_id, u.id AS user_id, u.plan, i.is_enabled,
       i.is_test_mode, i.api_version, i.rate_limit_per_minute, ${hasPartners("u")} AS has_partners
FROM api_keys k
JOIN integrations i ON i.id = k.integration_id
JOIN users u ON u.id = i.user_id
WHERE k.key_hash = $2::bytea AND k.prefix = $1::text AND k.revoked_at IS NULL
`,
);
