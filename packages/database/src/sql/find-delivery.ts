import { statement } from "../statement.ts";

/**
 * In which mode a delivery of an integration was made, for who knows only its id; or nothing: there is none.
 *
 * `$1` delivery · `$2` integration.
 */
export const findDeliveryMode = statement<
  readonly [id: string, integrationId: string],
  { livemode: boolean }
>(
  "find_delivery_mode",
  "SELECT livemode FROM webhook_deliveries WHERE id = $1::uuid AND integration_id = $2::uuid",
);

/** What was exchanged for a delivery, beside what `getDelivery` tells. */
export interface DeliveryExchange {
  livemode: boolean;
  event_id: string;
  endpoint_id: string;
  /** The text that each attempt signs and sends; null when the event is no longer there. */
  payload: string | null;
  /** The live secrets of its endpoint, sealed, the newest first; null when there are none. */
  secret: string | null;
  previous_secret: string | null;
  /** Of each attempt, in their order: the first 2 KB of the answer's headers. */
  response_headers: (string | null)[];
}

/**
 * What was sent and what came back for a delivery of an integration, in either mode; or nothing: another integration's is the
 * same as none.
 *
 * `$1` delivery · `$2` integration.
 */
export const getDeliveryExchange = statement<readonly [id: string, integrationId: string], DeliveryExchange>(
  "get_delivery_exchange",
  `
SELECT d.livemode, d.event_id::text AS event_id, d.endpoint_id::text AS endpoint_id, w.secret,
       CASE WHEN w.previous_secret_until > now() THEN w.previous_secret END AS previous_secret,
       (SELECT e.payload FROM events e WHERE e.id = d.event_id) AS payload,
       ARRAY(SELECT a.response_headers FROM webhook_delivery_attempts a WHERE a.delivery_id = d.id ORDER BY a.number)
         AS response_headers
FROM webhook_deliveries d
LEFT JOIN webhook_endpoints w ON w.id = d.endpoint_id
WHERE d.id = $1::uuid AND d.integration_id = $2::uuid
`,
);

/**
 * What changes whenever an outcome is recorded for an integration's endpoint (a success within 100 ms of another may not
 * show). `$1` integration.
 */
export const endpointPulse = statement<
  readonly [integrationId: string],
  { last_success_at: Date | null; last_failure_at: Date | null; consecutive_failures: number }
>(
  "endpoint_pulse",
  `
SELECT last_success_at, last_failure_at, consecutive_failures FROM webhook_endpoints WHERE integration_id = $1::uuid
`,
);
