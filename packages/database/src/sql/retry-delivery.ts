import { statement } from "../statement.ts";
import { LOG_BEGINS } from "./log-page.ts";

/** Which delivery: of this integration, in this mode. */
type DeliveryKey = readonly [id: string, integrationId: string, livemode: boolean];

const OF_INTEGRATION = "d.integration_id = $2::uuid AND d.livemode = $3::boolean";

/** SQL of {@link lockQueuedDelivery} for the delivery `$1`. @param whose SQL of what else has to hold of the delivery `d`. */
export const lockQueuedWhere = (whose: string) => `
SELECT q.leased_until IS NOT NULL AND q.leased_until > now() AS is_in_flight
FROM delivery_queue q
JOIN webhook_deliveries d ON d.id = q.delivery_id
WHERE q.delivery_id = $1::uuid AND ${whose}
FOR UPDATE OF q
`;

/** SQL of {@link lockDelivery} for the delivery `$1`. @param whose SQL of what else has to hold of the delivery `d`. */
export const lockWhere = (whose: string) => `
SELECT d.event_id, d.status IN ('failed', 'dead_letter') AS is_retryable, w.url IS NOT NULL AS has_url
FROM webhook_deliveries d
LEFT JOIN webhook_endpoints w ON w.id = d.endpoint_id
WHERE d.id = $1::uuid AND ${whose} AND d.created_at > ${LOG_BEGINS}
FOR UPDATE OF d
`;

/**
 * Locks a delivery's row of the queue, if it has one, and tells whether a worker has it. To be run before
 * {@link lockDelivery}, in this order, which is that of the statement that records outcomes: the two cannot deadlock, and an
 * outcome that is just being recorded is waited for.
 *
 * `$1` delivery · `$2` integration · `$3` livemode.
 */
export const lockQueuedDelivery = statement<DeliveryKey, { is_in_flight: boolean }>(
  "lock_queued_delivery",
  lockQueuedWhere(OF_INTEGRATION),
);

/** Whether one more attempt can be made. */
export interface RetryableDelivery {
  event_id: string;
  /** It is failed or a dead letter. Whether its event can still be sent is asked for apart (findSendableEvents). */
  is_retryable: boolean;
  /** There is somewhere to send it to. */
  has_url: boolean;
}

/**
 * Locks a delivery until the transaction ends: of two retries at once the second sees what the first has done. Nothing:
 * there is no such delivery.
 *
 * `$1` delivery · `$2` integration · `$3` livemode.
 */
export const lockDelivery = statement<DeliveryKey, RetryableDelivery>(
  "lock_delivery",
  lockWhere(OF_INTEGRATION),
);

/**
 * Makes one more attempt of each of these deliveries due now, to their endpoints' present URLs. They are locked, retryable,
 * and have somewhere to go.
 *
 * Guarantees: the next attempt's number is that of the outcomes recorded so far + 1. A failed one only waits no longer:
 * its schedule goes on, and an attempt that is in flight already is the one that was asked for. A dead letter comes back
 * for this attempt alone (`is_last`), and is one again if it fails. What is held waits on; lockActivation, or of a partner's
 * webhook keepPartnerWebhook, keeps it from being held or resumed halfway.
 *
 * `$1` deliveries · `$2`, `$3` the lowest and the highest of them (boundsOf): only the partitions between them are opened.
 */
export const retryDeliveries = statement<
  readonly [ids: readonly string[], lowestId: string, highestId: string],
  Record<never, never>
>(
  "retry_deliveries",
  `
WITH attempted AS (
  SELECT delivery_id, max(number) AS attempts
  FROM webhook_delivery_attempts
  WHERE delivery_id = ANY ($1::uuid[]) AND delivery_id >= $2::uuid AND delivery_id <= $3::uuid
  GROUP BY delivery_id
), delivery AS (
  UPDATE webhook_deliveries d
  SET status = 'pending', endpoint_url = w.url,
      next_attempt_at = CASE WHEN i.is_enabled IS NOT FALSE AND w.disabled_at IS NULL THEN date_trunc('milliseconds', now()) END
  FROM webhook_endpoints w
  LEFT JOIN integrations i ON i.id = w.integration_id
  WHERE d.id = ANY ($1::uuid[]) AND d.id >= $2::uuid AND d.id <= $3::uuid AND w.id = d.endpoint_id
  RETURNING d.id, d.endpoint_id, d.event_id, d.next_attempt_at
)
INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, attempts, is_last, due_at)
SELECT d.id, d.endpoint_id, d.event_id, coalesce(a.attempts, 0), true, coalesce(d.next_attempt_at, 'infinity')
FROM delivery d
LEFT JOIN attempted a ON a.delivery_id = d.id
ON CONFLICT (delivery_id) DO UPDATE SET due_at = least(delivery_queue.due_at, excluded.due_at)
`,
);
