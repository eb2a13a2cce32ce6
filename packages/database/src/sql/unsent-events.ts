import { sqlLowestIdAt } from "../log/ids.ts";
import { statement } from "../statement.ts";
import { deliverAndQueue } from "./deliver-and-queue.ts";
import { heldEndpoints } from "./held-endpoints.ts";
import { LOG_BEGINS } from "./log-page.ts";
import type { RecoveryCandidate } from "./recover-deliveries.ts";

/**
 * SQL: whether an event has never had a delivery, an echo's that is suppressed included. A delivery is never made before its
 * event, which tells the planner so (an hour less, because their ids are made by two clocks).
 */
const isUnsent = (id: string) => `NOT EXISTS (
  SELECT FROM webhook_deliveries d
  WHERE d.event_id = ${id} AND d.id >= ${sqlLowestIdAt(`uuid_extract_timestamp(${id}) - interval '1 hour'`)}
)`;

/**
 * Counts the events that were never sent to the integration's endpoint, by type: it was not subscribed to them, or had no URL.
 *
 * `$1` integration · `$2` livemodes · `$3` types · `$4`, `$5` above which id, and below which.
 */
export const countUnsentEvents = statement<
  readonly [
    integrationId: string,
    livemodes: readonly boolean[],
    types: readonly string[],
    above: string,
    below: string,
  ],
  { event_type: string; never_sent: number }
>(
  "count_unsent_events",
  `
SELECT e.type AS event_type, count(*)::int AS never_sent
FROM events e
WHERE e.integration_id = $1::uuid AND e.livemode = ANY ($2::boolean[]) AND e.type = ANY ($3::text[])
  AND e.id > $4::uuid AND e.id < $5::uuid AND ${isUnsent("e.id")}
GROUP BY e.type
ORDER BY e.type
`,
);

/**
 * The next events to look at, the oldest first, from the cursor on; those that were never sent are wanted. However many there
 * are, it reads about a page of index entries for each type, mode and day, and merges them.
 *
 * `$1` integration · `$2` livemodes · `$3` types · `$4` above which id: that of the last one that was looked at, or the lowest
 * that is shown · `$5` below which · `$6` most rows.
 */
export const findUnsentEvents = statement<
  readonly [
    integrationId: string,
    livemodes: readonly boolean[],
    types: readonly string[],
    above: string,
    below: string,
    limit: number,
  ],
  RecoveryCandidate
>(
  "find_unsent_events",
  `
WITH page AS (
  SELECT alike.id
  FROM unnest($2::boolean[]) AS m (livemode)
  CROSS JOIN unnest($3::text[]) AS t (type)
  CROSS JOIN LATERAL (
    SELECT id
    FROM events
    WHERE integration_id = $1::uuid AND livemode = m.livemode AND type = t.type AND id > $4::uuid AND id < $5::uuid
    ORDER BY id
    LIMIT $6::int
  ) alike
  ORDER BY alike.id
  LIMIT $6::int
)
SELECT p.id::text AS id, ${isUnsent("p.id")} AS is_wanted
FROM page p
ORDER BY p.id
`,
);

/**
 * Makes a delivery of each of these events to the integration's endpoint as it is now, whatever that is subscribed to, and puts
 * them into the queue.
 *
 * Guarantees: those of replaying one event (replay-event.ts). Without a URL nothing is made.
 *
 * `$1` integration · `$2` events · `$3`, `$4` the lowest and the highest of them (boundsOf): only the partitions between them
 * are opened.
 */
export const sendUnsentEvents = statement<
  readonly [integrationId: string, ids: readonly string[], lowestId: string, highestId: string],
  { id: string }
>(
  "send_unsent_events",
  `
WITH wanted AS (
  SELECT uuidv7() AS id, e.id AS event_id, e.type, e.livemode, w.id AS endpoint_id, w.url
  FROM events e
  JOIN webhook_endpoints w ON w.integration_id = $1::uuid AND w.url IS NOT NULL
  WHERE e.id = ANY ($2::uuid[]) AND e.id >= $3::uuid AND e.id <= $4::uuid AND e.integration_id = $1::uuid
    AND e.created_at > ${LOG_BEGINS}
), ${deliverAndQueue({ integration: "$1::uuid", livemode: "livemode", held: heldEndpoints("$1::uuid") })}
SELECT id::text AS id FROM delivery
`,
);
