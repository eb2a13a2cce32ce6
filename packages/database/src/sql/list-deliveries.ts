import type { DeliveryStatus } from "../generated/enums.ts";
import { statement } from "../statement.ts";
import { LOG_BEGINS, logWindow } from "./log-page.ts";

/** A delivery, without its attempts. */
export interface DeliveryRow {
  id: string;
  event_id: string;
  event_type: string;
  endpoint_url: string;
  status: DeliveryStatus;
  /** Outcomes recorded so far. */
  attempt_count: number;
  next_attempt_at: Date | null;
  created_at: Date;
  delivered_at: Date | null;
  livemode: boolean;
}

/** One recorded outcome of a delivery. */
export interface AttemptRow {
  number: number;
  /** ISO 8601: it comes inside JSON. */
  attempted_at: string;
  duration_ms: number;
  response_status: number | null;
  response_body: string | null;
  error: string | null;
}

const columns = `
  d.id::text AS id, d.event_id::text AS event_id, d.event_type, d.endpoint_url, d.status::text AS status,
  d.next_attempt_at, d.created_at, d.delivered_at, d.livemode`;

/** The attempts of the deliveries `page`, counted by the last one's number, because numbers have no gaps. */
const selectPage = `
SELECT ${columns},
       coalesce((SELECT max(a.number) FROM webhook_delivery_attempts a WHERE a.delivery_id = d.id), 0) AS attempt_count
FROM page
JOIN webhook_deliveries d ON d.id = page.id
ORDER BY d.created_at DESC, d.id DESC`;

/**
 * One page of an integration's deliveries in one mode, newest first. For the status `pending` there is
 * {@link listPendingDeliveries}, for those of one event {@link listDeliveriesOfEvent}.
 *
 * Guarantees: a keyset page, so that what is recorded meanwhile comes before the first page, and a walk neither repeats
 * nor misses a delivery that was there when it began (with a filter by status: and had it until the walk passed);
 * nothing older than 30 days. However long the log, it reads about a page of index entries for each type and status, and
 * merges them. For `delivered` it may pass over what is pending, which the index has under the same status.
 *
 * `$1` integration · `$2` livemode · `$3` the types wanted: all of them when there is no filter · `$4` the statuses
 * wanted, likewise · `$5` most rows · `$6`, `$7` `created_at` and id of the previous page's last row · `$8` created after.
 */
export const listDeliveries = statement<
  readonly [
    integrationId: string,
    livemode: boolean,
    types: readonly string[],
    statuses: readonly DeliveryStatus[],
    limit: number,
    cursorCreatedAt: Date | null,
    cursorId: string | null,
    createdAfter: Date | null,
  ],
  DeliveryRow
>(
  "list_deliveries",
  `
WITH page AS (
  SELECT alike.id
  FROM unnest($3::text[]) AS t (type)
  CROSS JOIN unnest($4::delivery_status[]) AS s (status)
  CROSS JOIN LATERAL (
    SELECT id, created_at
    FROM webhook_deliveries
    WHERE integration_id = $1::uuid AND livemode = $2::boolean AND event_type = t.type
      AND expected_status = s.status AND status = ANY ($4::delivery_status[])
      AND ${logWindow(["$6", "$7"], "$8")}
    ORDER BY created_at DESC, id DESC
    LIMIT $5::int
  ) alike
  ORDER BY alike.created_at DESC, alike.id DESC
  LIMIT $5::int
)
${selectPage}
`,
);

/** From how many pending deliveries on they are looked for in the log instead of in the queue. */
const BACKLOG = 2000;

/**
 * The pending deliveries among the endpoint's rows of the queue. Written so that there is one way only to go about it: the
 * endpoint, then the queue, then the log by id.
 */
const selectWaiting = `
  (SELECT d.id, d.created_at
   FROM delivery_queue q
   CROSS JOIN LATERAL (SELECT * FROM webhook_deliveries WHERE id = q.delivery_id OFFSET 0) d
   WHERE q.endpoint_id = ANY (ARRAY(SELECT id FROM webhook_endpoints WHERE integration_id = $1::uuid))
     AND integration_id = $1::uuid AND livemode = $2::boolean AND event_type = ANY ($3::text[]) AND status = 'pending'
     AND ${logWindow(["$5", "$6"], "$7")}
   LIMIT ${BACKLOG})`;

/**
 * One page of an integration's pending deliveries in one mode, newest first.
 *
 * Guarantees: those of {@link listDeliveries}. The log's index does not tell what is pending from what is delivered, so
 * that deliveries cost less. What is pending is found through the queue; but if that is much, through the log, where it
 * then lies close together.
 *
 * `$1` integration · `$2` livemode · `$3` the types wanted: all of them when there is no filter · `$4` most rows ·
 * `$5`, `$6` `created_at` and id of the previous page's last row · `$7` created after.
 */
export const listPendingDeliveries = statement<
  readonly [
    integrationId: string,
    livemode: boolean,
    types: readonly string[],
    limit: number,
    cursorCreatedAt: Date | null,
    cursorId: string | null,
    createdAfter: Date | null,
  ],
  DeliveryRow
>(
  "list_pending_deliveries",
  `
WITH waiting AS MATERIALIZED (
  ${selectWaiting}
), backlog AS MATERIALIZED (
  SELECT count(*) >= ${BACKLOG} AS is_large FROM waiting
), pending AS (
  SELECT id, created_at FROM waiting WHERE NOT (SELECT is_large FROM backlog)
  UNION ALL
  SELECT alike.id, alike.created_at
  FROM unnest($3::text[]) AS t (type)
  CROSS JOIN LATERAL (
    SELECT id, created_at
    FROM webhook_deliveries
    WHERE (SELECT is_large FROM backlog)
      AND integration_id = $1::uuid AND livemode = $2::boolean AND event_type = t.type
      AND expected_status = 'delivered' AND status = 'pending'
      AND ${logWindow(["$5", "$6"], "$7")}
    ORDER BY created_at DESC, id DESC
    LIMIT $4::int
  ) alike
), page AS (
  SELECT id FROM pending ORDER BY created_at DESC, id DESC LIMIT $4::int
)
${selectPage}
`,
);

/**
 * One page of the deliveries of one event, newest first: the one that it was recorded with, and its replays.
 *
 * Guarantees: those of {@link listDeliveries}.
 *
 * `$1` integration · `$2` livemode · `$3` event · `$4` type and `$5` status, or null · `$6` most rows ·
 * `$7`, `$8` `created_at` and id of the previous page's last row · `$9` created after.
 */
export const listDeliveriesOfEvent = statement<
  readonly [
    integrationId: string,
    livemode: boolean,
    eventId: string,
    type: string | null,
    status: DeliveryStatus | null,
    limit: number,
    cursorCreatedAt: Date | null,
    cursorId: string | null,
    createdAfter: Date | null,
  ],
  DeliveryRow
>(
  "list_deliveries_of_event",
  `
WITH page AS (
  SELECT id
  FROM webhook_deliveries
  WHERE event_id = $3::uuid AND integration_id = $1::uuid AND livemode = $2::boolean
    AND ($4::text IS NULL OR event_type = $4::text)
    AND ($5::delivery_status IS NULL OR status = $5::delivery_status)
    AND ${logWindow(["$7", "$8"], "$9")}
  ORDER BY created_at DESC, id DESC
  LIMIT $6::int
)
${selectPage}
`,
);

/**
 * One delivery of an integration in one mode, of the last 30 days, with its attempts in their order, as one moment shows
 * them; or nothing: another integration's, or one of the other mode, is the same as none.
 *
 * `$1` delivery · `$2` integration · `$3` livemode.
 */
export const getDelivery = statement<
  readonly [id: string, integrationId: string, livemode: boolean],
  Omit<DeliveryRow, "attempt_count"> & { attempts: AttemptRow[] }
>(
  "get_delivery",
  `
SELECT ${columns},
       (SELECT coalesce(json_agg(json_build_object(
                 'number', a.number, 'attempted_at', a.attempted_at, 'duration_ms', a.duration_ms,
                 'response_status', a.response_status, 'response_body', a.response_body, 'error', a.error
               ) ORDER BY a.number), '[]')
        FROM webhook_delivery_attempts a
        WHERE a.delivery_id = d.id) AS attempts
FROM webhook_deliveries d
WHERE d.id = $1::uuid AND d.integration_id = $2::uuid AND d.livemode = $3::boolean AND d.created_at > ${LOG_BEGINS}
`,
);
