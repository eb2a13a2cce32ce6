import type { DeliveryStatus } from "../generated/enums.ts";
import { statement } from "../statement.ts";
import { inWindow, LOG_BEGINS, type WindowParams } from "./log-page.ts";

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

/** SQL of the deliveries `page`, and of their attempts, counted by the last one's number, because numbers have no gaps. */
export const selectPage = (from: string, below: string) => `
SELECT ${columns},
       coalesce((
         SELECT max(a.number)
         FROM webhook_delivery_attempts a
         WHERE a.delivery_id = d.id AND ${inWindow("a.delivery_id", from, below)}
       ), 0) AS attempt_count
FROM page
CROSS JOIN LATERAL (
  SELECT * FROM webhook_deliveries WHERE id = page.id AND ${inWindow("id", from, below)} OFFSET 0
) d
ORDER BY d.id DESC`;

/**
 * Deliveries of an integration in one mode, newest first, out of a part of the log. For the status `pending` there is
 * {@link listPendingDeliveries}, for those of one event {@link listDeliveriesOfEvent}.
 *
 * Guarantees: a keyset page, so that what is recorded meanwhile comes before the first page, and a walk neither repeats
 * nor misses a delivery that was there when it began (with a filter by status: and had it until the walk passed). However
 * long the log, it reads about a page of index entries for each type and status, and merges them. For `delivered` it may
 * pass over what is pending, which the index has under the same status.
 *
 * `$1` integration · `$2` livemode · `$3` the types wanted: all of them when there is no filter · `$4` the statuses
 * wanted, likewise · `$5` most rows · `$6`, `$7` from which id on, and below which (log-page.ts).
 */
export const listDeliveries = statement<
  readonly [
    integrationId: string,
    livemode: boolean,
    types: readonly string[],
    statuses: readonly DeliveryStatus[],
    limit: number,
    ...window: WindowParams,
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
    SELECT id
    FROM webhook_deliveries
    WHERE integration_id = $1::uuid AND livemode = $2::boolean AND event_type = t.type
      AND expected_status = s.status AND status = ANY ($4::delivery_status[])
      AND ${inWindow("id", "$6", "$7")}
    ORDER BY id DESC
    LIMIT $5::int
  ) alike
  ORDER BY alike.id DESC
  LIMIT $5::int
)
${selectPage("$6", "$7")}
`,
);

/** How many rows of an endpoint's queue are looked through; beyond, its pending deliveries are looked for in the log. */
const BACKLOG = 20_000;

/**
 * Pending deliveries of an integration in one mode, newest first, out of a part of the log.
 *
 * Guarantees: those of {@link listDeliveries}. The log's index does not tell what is pending from what is delivered, so
 * that deliveries cost less. What is pending is found through the endpoint's rows of the queue, read in the log day by day;
 * but if these are very many, through the log, where what is pending then lies close together. Each is written so that there
 * is one way only to go about it.
 *
 * `$1` integration · `$2` livemode · `$3` the types wanted: all of them when there is no filter · `$4` most rows ·
 * `$5`, `$6` from which id on, and below which (log-page.ts).
 */
export const listPendingDeliveries = statement<
  readonly [
    integrationId: string,
    livemode: boolean,
    types: readonly string[],
    limit: number,
    ...window: WindowParams,
  ],
  DeliveryRow
>(
  "list_pending_deliveries",
  `
WITH queued AS MATERIALIZED (
  SELECT q.delivery_id
  FROM webhook_endpoints w
  CROSS JOIN LATERAL (SELECT delivery_id FROM delivery_queue WHERE endpoint_id = w.id LIMIT ${BACKLOG}) q
  WHERE w.integration_id = $1::uuid
), backlog AS MATERIALIZED (
  SELECT count(*) >= ${BACKLOG} AS is_large FROM queued
), day AS (
  SELECT ids, ids[1] AS lowest, ids[cardinality(ids)] AS highest
  FROM (
    SELECT array_agg(delivery_id ORDER BY delivery_id) AS ids
    FROM queued
    WHERE NOT (SELECT is_large FROM backlog) AND ${inWindow("delivery_id", "$5", "$6")}
    GROUP BY date_trunc('day', uuid_extract_timestamp(delivery_id), 'UTC')
  ) grouped
), pending AS (
  SELECT d.id
  FROM day
  CROSS JOIN LATERAL (
    SELECT *
    FROM webhook_deliveries
    WHERE id = ANY (day.ids) AND id >= day.lowest AND id <= day.highest AND ${inWindow("id", "$5", "$6")}
    OFFSET 0
  ) d
  WHERE integration_id = $1::uuid AND livemode = $2::boolean AND event_type = ANY ($3::text[]) AND status = 'pending'
  UNION ALL
  SELECT alike.id
  FROM unnest($3::text[]) AS t (type)
  CROSS JOIN LATERAL (
    SELECT id
    FROM webhook_deliveries
    WHERE (SELECT is_large FROM backlog)
      AND integration_id = $1::uuid AND livemode = $2::boolean AND event_type = t.type
      AND expected_status = 'delivered' AND status = 'pending'
      AND ${inWindow("id", "$5", "$6")}
    ORDER BY id DESC
    LIMIT $4::int
  ) alike
), page AS (
  SELECT id FROM pending ORDER BY id DESC LIMIT $4::int
)
${selectPage("$5", "$6")}
`,
);

/**
 * Deliveries of one event, newest first, out of a part of the log: the one that it was recorded with, and its replays.
 *
 * Guarantees: those of {@link listDeliveries}.
 *
 * `$1` integration · `$2` livemode · `$3` event · `$4` type and `$5` status, or null · `$6` most rows ·
 * `$7`, `$8` from which id on, and below which (log-page.ts).
 */
export const listDeliveriesOfEvent = statement<
  readonly [
    integrationId: string,
    livemode: boolean,
    eventId: string,
    type: string | null,
    status: DeliveryStatus | null,
    limit: number,
    ...window: WindowParams,
  ],
  DeliveryRow
>(
  "list_deliveries_of_event",
  `
WITH all_of_it AS MATERIALIZED (
  SELECT id
  FROM webhook_deliveries
  WHERE event_id = $3::uuid AND integration_id = $1::uuid AND livemode = $2::boolean
    AND ($4::text IS NULL OR event_type = $4::text)
    AND ($5::delivery_status IS NULL OR status = $5::delivery_status)
    AND ${inWindow("id", "$7", "$8")}
), page AS (
  SELECT id FROM all_of_it ORDER BY id DESC LIMIT $6::int
)
${selectPage("$7", "$8")}
`,
);

/**
 * SQL of the delivery `$1` with its attempts in their order, as one moment shows them; of nothing, if it is not shown any more.
 *
 * @param whose SQL of what else has to hold of the delivery `d`.
 */
export const selectDelivery = (whose: string) => `
SELECT ${columns},
       (SELECT coalesce(json_agg(json_build_object(
                 'number', a.number, 'attempted_at', a.attempted_at, 'duration_ms', a.duration_ms,
                 'response_status', a.response_status, 'response_body', a.response_body, 'error', a.error
               ) ORDER BY a.number), '[]')
        FROM webhook_delivery_attempts a
        WHERE a.delivery_id = $1::uuid) AS attempts
FROM webhook_deliveries d
WHERE d.id = $1::uuid AND ${whose} AND d.created_at > ${LOG_BEGINS}
`;

/** A delivery with its attempts. */
export type DeliveryWithAttempts = Omit<DeliveryRow, "attempt_count"> & { attempts: AttemptRow[] };

/**
 * One delivery of an integration in one mode, with its attempts in their order, as one moment shows them; or nothing: another
 * integration's, or one of the other mode, is the same as none, and so is one that is not shown any more.
 *
 * `$1` delivery · `$2` integration · `$3` livemode.
 */
export const getDelivery = statement<
  readonly [id: string, integrationId: string, livemode: boolean],
  DeliveryWithAttempts
>("get_delivery", selectDelivery("d.integration_id = $2::uuid AND d.livemode = $3::boolean"));
