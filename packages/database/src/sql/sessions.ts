import { statement } from "../statement.ts";
import { hasPartners } from "./find-api-key.ts";

/** Who is signed in, with what the checks of each request and every page need to know. */
export interface SessionRow {
  user_id: string;
  email: string;
  name: string;
  plan: "starter" | "business" | "enterprise";
  show_test_data: boolean;
  integration_id: string;
  is_enabled: boolean;
  is_test_mode: boolean;
  api_version: string;
  has_partners: boolean;
  is_superadmin: boolean;
  expires_at: Date;
}

/**
 * Begins a session, unless the password has been changed since it was compared: then there are no rows. A change that
 * comes later ends it (a trigger of the migration), so that none outlives its password.
 *
 * `$1` SHA-256 of the token · `$2` user · `$3` the hash that the password was compared with · `$4` its greatest age in
 * seconds.
 */
export const beginSession = statement<
  readonly [tokenHash: Buffer, userId: string, passwordHash: string, maxAgeSeconds: number],
  { expires_at: Date }
>(
  "begin_session",
  `
INSERT INTO sessions (token_hash, user_id, expires_at)
SELECT $1::bytea, id, now() + $4::float8 * interval '1 second'
FROM users
WHERE id = $2::uuid AND password_hash = $3::text
FOR SHARE
RETURNING expires_at
`,
);

/**
 * The session of a token, or nothing when it has ended, by its age or unused. The same statement notes that it is used,
 * once a minute at most.
 *
 * `$1` SHA-256 of the token · `$2` for how many seconds a session may be unused.
 */
export const findSession = statement<readonly [tokenHash: Buffer, idleSeconds: number], SessionRow>(
  "find_session",
  `
WITH used AS (
  UPDATE sessions SET last_used_at = now()
  WHERE token_hash = $1::bytea AND last_used_at < now() - least(60, $2::float8 / 2) * interval '1 second'
    AND expires_at > now() AND last_used_at > now() - $2::float8 * interval '1 second'
)
SELECT u.id AS user_id, u.email, u.name, u.plan, u.show_test_data_in_dashboards AS show_test_data,
       i.id AS integration_id, i.is_enabled, i.is_test_mode, i.api_version, s.expires_at,
       u.is_superadmin, ${hasPartners("u")} AS has_partners
FROM sessions s
JOIN users u ON u.id = s.user_id
JOIN integrations i ON i.user_id = u.id
WHERE s.token_hash = $1::bytea AND s.expires_at > now()
  AND s.last_used_at > now() - $2::float8 * interval '1 second'
`,
);

/**
 * Which of these sessions have not ended. To be looked at only: that does not count as using them, so that a window that is
 * left open does not keep its session.
 *
 * `$1` SHA-256 of the tokens · `$2` for how many seconds a session may be unused.
 */
export const listOpenSessions = statement<
  readonly [tokenHashes: readonly Buffer[], idleSeconds: number],
  { token_hash: Buffer }
>(
  "list_open_sessions",
  `
SELECT token_hash
FROM sessions
WHERE token_hash = ANY ($1::bytea[]) AND expires_at > now() AND last_used_at > now() - $2::float8 * interval '1 second'
`,
);

/** Ends a session. `$1` SHA-256 of the token. */
export const endSession = statement<readonly [tokenHash: Buffer], Record<never, never>>(
  "end_session",
  "DELETE FROM sessions WHERE token_hash = $1::bytea",
);

/** Clears away sessions that have ended. `$1` for how many seconds one may be unused. */
export const expireSessions = statement<readonly [idleSeconds: number], Record<never, never>>(
  "expire_sessions",
  `
DELETE FROM sessions
WHERE expires_at <= now() OR last_used_at <= now() - $1::float8 * interval '1 second'
`,
);

/** What a password is compared with: nothing when there is no such user. `$1` e-mail address, in lower case. */
export const findPassword = statement<
  readonly [email: string],
  { user_id: string; password_hash: string | null }
>("find_password", "SELECT id AS user_id, password_hash FROM users WHERE email = $1::text");

/** What a dealer has chosen for the dashboard. `$1` dealer · `$2` whether to show test data; null leaves it as it is. */
export const updatePreferences = statement<
  readonly [userId: string, showTestData: boolean | null],
  { show_test_data: boolean }
>(
  "update_preferences",
  `
UPDATE users
SET show_test_data_in_dashboards = coalesce($2::boolean, show_test_data_in_dashboards), updated_at = now()
WHERE id = $1::uuid
RETURNING show_test_data_in_dashboards AS show_test_data
`,
);
