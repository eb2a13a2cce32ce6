import type { components } from "@wth/contract";
import type { IntegrationRow } from "./find.ts";

/** The integration as `/me` and `ops` show it. */
export type Integration = components["schemas"]["Integration"];

/** Turns a row into the contract's integration. */
export function serializeIntegration(row: IntegrationRow): Integration {
  const { endpoint } = row;
  return {
    object: "integration",
    user_id: row.userId,
    is_enabled: row.isEnabled,
    is_test_mode: row.isTestMode,
    api_version: row.apiVersion,
    subscribed_events: endpoint?.subscribedEvents ?? ["*"],
    webhook: {
      url: endpoint?.url ?? null,
      last_success_at: endpoint?.lastSuccessAt?.toISOString() ?? null,
      last_failure_at: endpoint?.lastFailureAt?.toISOString() ?? null,
      consecutive_failures: endpoint?.consecutiveFailures ?? 0,
    },
  };
}
