import type { Integration } from "./integration.ts";

/** Why no test event can be sent now, if it cannot. */
export function hindranceOf({ is_enabled, webhook }: Integration): string | null {
  if (webhook.url === null) return "Save a webhook URL first.";
  if (!is_enabled) return "Enable the integration first: deliveries wait until then.";
  return webhook.disabled_at === null ? null : "Enable the endpoint first: its deliveries wait until then.";
}
