import { statement } from "../statement.ts";

/** What is known of a live API key. */
export interface ApiKeySummaryRow {
  prefix: string;
  /** ISO 8601: it comes inside JSON. */
  created_at: string;
  last_used_at: string | null;
}

/** A dealer's integration, with its keys and endpoint. No secret is in it, sealed or not. */
export interface IntegrationSettingsRow {
  as_of: Date;
  is_enabled: boolean;
  is_test_mode: boolean;
  is_set_up: boolean;
  api_version: string;
  rate_limit_per_minute: number | null;
  main_key: ApiKeySummaryRow | null;
  test_key: ApiKeySummaryRow | null;
  url: string | null;
  subscribed_events: string[];
  has_secret: boolean;
  /** When the previous secret stops signing; null when only one is live. */
  grace_ends_at: Date | null;
  last_success_at: Date | null;
  last_failure_at: Date | null;
  consecutive_failures: number;
  failing_since: Date | null;
  disabled_at: Date | null;
  /** What is in the queue; each stops at `$2`. */
  due: number;
  retrying: number;
  held: number;
}

const key = (kind: "main" | "test") => `(
  SELECT json_build_object('prefix', prefix, 'created_at', created_at, 'last_used_at', last_used_at)
  FROM api_keys
  WHERE integration_id = i.id AND kind = '${kind}' AND revoked_at IS NULL
)`;

const waiting = (condition: string) => `(
  SELECT count(*)::int
  FROM (SELECT FROM delivery_queue WHERE endpoint_id = w.id AND ${condition} LIMIT $2::int) waiting
)`;

/**
 * A dealer's integration as one moment shows it.
 *
 * Guarantee: however long the queue, of each kind of row at most `$2` are counted, by the endpoint's index.
 *
 * `$1` dealer · `$2` where counting stops.
 */
export const findIntegrationSettings = statement<
  readonly [userId: string, countLimit: number],
  IntegrationSettingsRow
>(
  "find_integration_settings",
  `
SELECT now() AS as_of, i.is_enabled, i.is_test_mode, i.set_up_at IS NOT NULL AS is_set_up, i.api_version,
       i.rate_limit_per_minute, ${key("main")} AS main_key, ${key("test")} AS test_key,
       w.url, w.subscribed_events, w.secret IS NOT NULL AS has_secret,
       CASE WHEN w.previous_secret_until > now() THEN w.previous_secret_until END AS grace_ends_at,
       w.last_success_at, w.last_failure_at, w.consecutive_failures, w.failing_since, w.disabled_at,
       ${waiting("due_at <= now()")} AS due,
       ${waiting("due_at > now() AND due_at < 'infinity'")} AS retrying,
       ${waiting("due_at = 'infinity'")} AS held
FROM integrations i
JOIN webhook_endpoints w ON w.integration_id = i.id
WHERE i.user_id = $1::uuid
`,
);
