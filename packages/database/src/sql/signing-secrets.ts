import { statement } from "../statement.ts";

/** Where an endpoint's signing secrets stand. */
export interface SigningSecretsState {
  endpoint_id: string;
  has_secret: boolean;
  /** When the previous secret stops signing; null when only one is live. */
  grace_ends_at: Date | null;
}

/**
 * Locks an endpoint's signing secrets until the transaction ends: of two rotations at once the second sees what the first
 * has done. Events and claims of the endpoint are not held up.
 *
 * `$1` integration.
 */
export const lockSigningSecrets = statement<readonly [integrationId: string], SigningSecretsState>(
  "lock_signing_secrets",
  `
SELECT id AS endpoint_id, secret IS NOT NULL AS has_secret,
       CASE WHEN previous_secret_until > now() THEN previous_secret_until END AS grace_ends_at
FROM webhook_endpoints
WHERE integration_id = $1::uuid
FOR NO KEY UPDATE
`,
);

/**
 * Makes a secret the newest of an endpoint; the one before signs too until its grace ends. The endpoint is locked.
 *
 * Guarantees: two secrets are live at most, because the one before the previous one is overwritten; with a grace of 0
 * only the new one is. Each attempt that is claimed after the commit is signed with what stands here. The end of the
 * grace is the database's clock, because claims compare with that one.
 *
 * `$1` endpoint · `$2` the new secret, sealed · `$3` seconds of grace.
 */
export const rotateSigningSecret = statement<
  readonly [endpointId: string, sealed: string, graceSeconds: number],
  { grace_ends_at: Date | null }
>(
  "rotate_signing_secret",
  `
UPDATE webhook_endpoints
SET secret = $2::text,
    previous_secret = CASE WHEN $3::int > 0 THEN secret END,
    previous_secret_until = CASE WHEN $3::int > 0 THEN now() + make_interval(secs => $3::int) END,
    updated_at = now()
WHERE id = $1::uuid
RETURNING previous_secret_until AS grace_ends_at
`,
);

/**
 * Puts another secret in the newest one's place; the previous one and its grace stay as they are. The endpoint is locked.
 *
 * `$1` endpoint · `$2` the new secret, sealed.
 */
export const replaceSigningSecret = statement<
  readonly [endpointId: string, sealed: string],
  Record<never, never>
>(
  "replace_signing_secret",
  "UPDATE webhook_endpoints SET secret = $2::text, updated_at = now() WHERE id = $1::uuid",
);

/**
 * Forgets the previous secret, whose grace may still run. Nothing: there is none.
 *
 * `$1` integration.
 */
export const endSigningGrace = statement<readonly [integrationId: string], { was_running: boolean }>(
  "end_signing_grace",
  `
UPDATE webhook_endpoints
SET previous_secret = NULL, previous_secret_until = NULL, updated_at = now()
WHERE integration_id = $1::uuid AND previous_secret IS NOT NULL
RETURNING old.previous_secret_until > now() AS was_running
`,
);

/**
 * Forgets previous secrets whose grace has ended. They no longer sign; this takes them out of the database.
 *
 * Guarantee: waits for nobody, and so cannot deadlock with those who lock several endpoints: what is locked is left for
 * the next time. Safe with several workers.
 */
export const expirePreviousSecrets = statement<readonly [], Record<never, never>>(
  "expire_previous_secrets",
  `
UPDATE webhook_endpoints
SET previous_secret = NULL, previous_secret_until = NULL
WHERE id = ANY (ARRAY(
  SELECT id FROM webhook_endpoints WHERE previous_secret_until <= now() FOR NO KEY UPDATE SKIP LOCKED
))
`,
);
