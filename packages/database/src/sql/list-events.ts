import { statement } from "../statement.ts";
import { LOG_BEGINS, logWindow } from "./log-page.ts";

/** A recorded event. */
export interface EventRow {
  id: string;
  /** The envelope's text, exactly as it was signed and sent. */
  payload: string;
  created_at: Date;
}

/**
 * One page of an integration's events in one mode, newest first.
 *
 * Guarantees: a keyset page, so that what is recorded meanwhile comes before the first page, and a walk neither repeats
 * nor misses an event that was there when it began; nothing older than 30 days. However long the log and rare the type,
 * it reads at most a page of index entries for each type, and merges them.
 *
 * `$1` integration · `$2` livemode · `$3` the types wanted: all of them when there is no filter · `$4` most rows ·
 * `$5`, `$6` `created_at` and id of the previous page's last row · `$7` created after.
 */
export const listEvents = statement<
  readonly [
    integrationId: string,
    livemode: boolean,
    types: readonly string[],
    limit: number,
    cursorCreatedAt: Date | null,
    cursorId: string | null,
    createdAfter: Date | null,
  ],
  EventRow
>(
  "list_events",
  `
WITH page AS (
  SELECT of_type.id, of_type.created_at
  FROM unnest($3::text[]) AS t (type)
  CROSS JOIN LATERAL (
    SELECT id, created_at
    FROM events
    WHERE integration_id = $1::uuid AND livemode = $2::boolean AND type = t.type
      AND ${logWindow(["$5", "$6"], "$7")}
    ORDER BY created_at DESC, id DESC
    LIMIT $4::int
  ) of_type
  ORDER BY of_type.created_at DESC, of_type.id DESC
  LIMIT $4::int
)
SELECT e.id::text AS id, e.payload, e.created_at
FROM page
JOIN events e ON e.id = page.id
ORDER BY e.created_at DESC, e.id DESC
`,
);

/**
 * One event of an integration in one mode, of the last 30 days, or nothing: another integration's, or one of the other
 * mode, is the same as none.
 *
 * `$1` event · `$2` integration · `$3` livemode.
 */
export const getEvent = statement<
  readonly [id: string, integrationId: string, livemode: boolean],
  Pick<EventRow, "payload">
>(
  "get_event",
  `
SELECT payload
FROM events
WHERE id = $1::uuid AND integration_id = $2::uuid AND livemode = $3::boolean AND created_at > ${LOG_BEGINS}
`,
);
