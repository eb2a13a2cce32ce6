import { statement } from "../statement.ts";

/** Where to send, and what to sign with. */
export interface LoadedEndpoint {
  endpoint_id: string;
  url: string | null;
  /** Sealed secrets that are live now, newest first: at most two. */
  sealed_secrets: string[];
}

/**
 * The current URL and live secrets of the endpoints of a claimed batch. Read after every claim and never cached, so
 * that a new URL or an ended grace period holds from the next attempt on.
 */
export const loadEndpoints = statement<readonly [endpointIds: readonly string[]], LoadedEndpoint>(
  "load_endpoints",
  `
SELECT w.id AS endpoint_id, w.url,
       array(
         SELECT s.sealed FROM webhook_secrets s
         WHERE s.endpoint_id = w.id AND (s.expires_at IS NULL OR s.expires_at > now())
         ORDER BY s.created_at DESC
         LIMIT 2
       ) AS sealed_secrets
FROM webhook_endpoints w
WHERE w.id = ANY ($1::uuid[])
`,
);
