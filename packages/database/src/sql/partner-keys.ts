import type { PartnerKeyType } from "../generated/enums.ts";
import { statement } from "../statement.ts";

/** Who a partner key belongs to, and which dealers it covers. */
export interface PartnerKeyRow {
  id: string;
  partner_id: string;
  branch_id: string;
  type: PartnerKeyType;
  /** Whose dealers a personal key covers; null for the others, which cover the branch's. */
  user_id: string | null;
  key_hash: Buffer;
}

/** How far behind `last_used_at` may be. */
const NOTE_AFTER = "interval '1 minute'";

/**
 * The live partner key of this hash, or nothing. The same statement notes that the key is used, once a minute at most,
 * without waiting for another request that does.
 *
 * `$1` prefix · `$2` SHA-256 of the key.
 */
export const findPartnerKey = statement<readonly [prefix: string, keyHash: Buffer], PartnerKeyRow>(
  "find_partner_key",
  `
WITH used AS (
  UPDATE partner_keys SET last_used_at = now()
  WHERE id = (
    SELECT id FROM partner_keys
    WHERE key_hash = $2::bytea AND revoked_at IS NULL
      AND (last_used_at IS NULL OR last_used_at < now() - ${NOTE_AFTER})
    FOR NO KEY UPDATE SKIP LOCKED
  )
)
SELECT k.id, k.partner_id, p.branch_id, k.type::text AS type, k.user_id, k.key_hash
FROM partner_keys k
JOIN partners p ON p.id = k.partner_id
WHERE k.key_hash = $2::bytea AND k.prefix = $1::text AND k.revoked_at IS NULL
`,
);

/**
 * Revokes a live partner key, and gives nothing if there is none. Who registers a webhook with it waits, and is refused then
 * (lockPartnerKey).
 *
 * `$1` key.
 */
export const revokePartnerKey = statement<readonly [id: string], { id: string }>(
  "revoke_partner_key",
  "UPDATE partner_keys SET revoked_at = now() WHERE id = $1::uuid AND revoked_at IS NULL RETURNING id",
);
