import type { DashboardComponents } from "@wth/contract";
import type { ApiKeySummaryRow, IntegrationSettingsRow } from "@wth/database";
import { FAILING_SECONDS, FAILURES } from "../holding/watch-endpoints.ts";
import { DEFAULT_RATE_LIMIT } from "../rate-limit/rate-limiter.ts";

type Schemas = DashboardComponents["schemas"];

/** The integration as its page shows it. */
export type IntegrationSettings = Schemas["IntegrationSettings"];

/**
 * Turns a row into the contract's settings.
 *
 * @param versions the dates of all API versions, the oldest first.
 * @param publicUrl without a slash at the end.
 */
export function serializeSettings(
  row: IntegrationSettingsRow,
  versions: readonly string[],
  publicUrl: string,
): IntegrationSettings {
  const { due, retrying, held, api_version: pinned } = row;
  return {
    object: "integration_settings",
    as_of: row.as_of.toISOString(),
    is_enabled: row.is_enabled,
    is_test_mode: row.is_test_mode,
    is_set_up: row.is_set_up,
    api_base_url: `${publicUrl}/api/v1`,
    api_keys: { main: serializeKey(row.main_key), test: serializeKey(row.test_key) },
    webhook: serializeWebhook(row),
    queue: { due, retrying, held },
    // Dates of this form sort as texts.
    api_version: { pinned, newer: versions.filter((version) => version > pinned) },
    rate_limit: {
      per_minute: row.rate_limit_per_minute ?? DEFAULT_RATE_LIMIT,
      is_default: row.rate_limit_per_minute === null,
    },
  };
}

function serializeKey(key: ApiKeySummaryRow | null): Schemas["ApiKeySummary"] | null {
  if (key === null) return null;
  return {
    prefix: key.prefix,
    created_at: new Date(key.created_at).toISOString(),
    last_used_at: key.last_used_at === null ? null : new Date(key.last_used_at).toISOString(),
  };
}

function serializeWebhook(row: IntegrationSettingsRow): Schemas["WebhookState"] {
  const { failing_since: since, disabled_at: disabledAt } = row;
  const disablesAt =
    since === null || disabledAt !== null ? null : new Date(since.getTime() + FAILING_SECONDS * 1000);
  return {
    url: row.url,
    subscribed_events: row.subscribed_events,
    has_secret: row.has_secret,
    grace_ends_at: toText(row.grace_ends_at),
    last_success_at: toText(row.last_success_at),
    last_failure_at: toText(row.last_failure_at),
    consecutive_failures: row.consecutive_failures,
    failing_since: toText(since),
    disables_at: toText(disablesAt),
    disables_after_failures: FAILURES,
    disabled_at: toText(disabledAt),
  };
}

function toText(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
