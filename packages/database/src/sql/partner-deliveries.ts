import type { DeliveryStatus } from "../generated/enums.ts";
import { statement } from "../statement.ts";
import {
  type DeliveryRow,
  type DeliveryWithAttempts,
  selectDelivery,
  selectPage,
} from "./list-deliveries.ts";
import { inWindow, type WindowParams } from "./log-page.ts";
import { lockQueuedWhere, lockWhere, type RetryableDelivery } from "./retry-delivery.ts";

/** Which delivery: to this webhook of a partner. */
type PartnerDeliveryKey = readonly [id: string, endpointId: string];

const OF_WEBHOOK = "d.integration_id IS NULL AND d.endpoint_id = $2::uuid";

/**
 * Deliveries to a partner's webhook, newest first, out of a part of the log; also to one that has been deleted since.
 *
 * Guarantees: a keyset page, as of an integration's deliveries. No index has them by webhook, which every delivery would pay
 * for: those of all partners are read, in their order, until there are enough of this one. So it is for an operator, and
 * not for who asks often. The order names `integration_id` too, which is null in all of them: else the planner does not see
 * that the index has them in their order, and reads everybody's.
 *
 * `$1` webhook · `$2` livemodes · `$3` the types wanted: all of them when there is no filter · `$4` the statuses wanted,
 * likewise · `$5` most rows · `$6`, `$7` from which id on, and below which (log-page.ts).
 */
export const listPartnerDeliveries = statement<
  readonly [
    endpointId: string,
    livemodes: readonly boolean[],
    types: readonly string[],
    statuses: readonly DeliveryStatus[],
    limit: number,
    ...window: WindowParams,
  ],
  DeliveryRow
>(
  "list_partner_deliveries",
  `
WITH page AS (
  SELECT alike.id
  FROM unnest($2::boolean[]) AS m (livemode)
  CROSS JOIN unnest($3::text[]) AS t (type)
  CROSS JOIN (SELECT DISTINCT greatest(status, 'delivered') AS expected FROM unnest($4::delivery_status[]) status) s
  CROSS JOIN LATERAL (
    SELECT id
    FROM webhook_deliveries
    WHERE integration_id IS NULL AND livemode = m.livemode AND event_type = t.type
      AND expected_status = s.expected AND status = ANY ($4::delivery_status[])
      AND endpoint_id = $1::uuid AND ${inWindow("id", "$6", "$7")}
    ORDER BY integration_id, id DESC
    LIMIT $5::int
  ) alike
  ORDER BY alike.id DESC
  LIMIT $5::int
)
${selectPage("$6", "$7")}
`,
);

/** One delivery to a partner's webhook with its attempts, as getDelivery shows an integration's. `$1` delivery · `$2` webhook. */
export const getPartnerDelivery = statement<PartnerDeliveryKey, DeliveryWithAttempts>(
  "get_partner_delivery",
  selectDelivery(OF_WEBHOOK),
);

/**
 * Keeps a partner's webhook from being deactivated, activated or deleted until the transaction ends, so that what is put into
 * the queue meanwhile is neither held nor resumed halfway. To be run first, as lockActivation for an integration. Nothing: it
 * has been deleted.
 *
 * `$1` webhook.
 */
export const keepPartnerWebhook = statement<readonly [endpointId: string], Record<never, never>>(
  "keep_partner_webhook",
  `
SELECT
FROM webhook_endpoints
WHERE id = $1::uuid AND partner_key_id IS NOT NULL AND deleted_at IS NULL
FOR KEY SHARE
`,
);

/** As lockQueuedDelivery, of a partner's webhook. `$1` delivery · `$2` webhook. */
export const lockQueuedPartnerDelivery = statement<PartnerDeliveryKey, { is_in_flight: boolean }>(
  "lock_queued_partner_delivery",
  lockQueuedWhere(OF_WEBHOOK),
);

/** As lockDelivery, of a partner's webhook. `$1` delivery · `$2` webhook. */
export const lockPartnerDelivery = statement<PartnerDeliveryKey, RetryableDelivery>(
  "lock_partner_delivery",
  lockWhere(OF_WEBHOOK),
);
