import { statement } from "../statement.ts";
import { inWindow, LOG_BEGINS, type WindowParams } from "./log-page.ts";

/** A recorded event. */
export interface EventRow {
  id: string;
  /** The envelope's text, exactly as it was signed and sent. */
  payload: string;
  created_at: Date;
}

/**
 * Events of an integration in one mode, newest first, out of a part of the log.
 *
 * Guarantees: a keyset page, so that what is recorded meanwhile comes before the first page, and a walk neither repeats
 * nor misses an event that was there when it began. However long the log and rare the type, it reads at most a page of
 * index entries for each type and day, and merges them.
 *
 * `$1` integration · `$2` livemode · `$3` the types wanted: all of them when there is no filter · `$4` most rows ·
 * `$5`, `$6` from which id on, and below which (log-page.ts).
 */
export const listEvents = statement<
  readonly [
    integrationId: string,
    livemode: boolean,
    types: readonly string[],
    limit: number,
    ...window: WindowParams,
  ],
  EventRow
>(
  "list_events",
  `
WITH page AS (
  SELECT of_type.id
  FROM unnest($3::text[]) AS t (type)
  CROSS JOIN LATERAL (
    SELECT id
    FROM events
    WHERE integration_id = $1::uuid AND livemode = $2::boolean AND type = t.type AND ${inWindow("id", "$5", "$6")}
    ORDER BY id DESC
    LIMIT $4::int
  ) of_type
  ORDER BY of_type.id DESC
  LIMIT $4::int
)
SELECT page.id::text AS id, e.payload, e.created_at
FROM page
CROSS JOIN LATERAL (
  SELECT payload, created_at FROM events WHERE id = page.id AND ${inWindow("id", "$5", "$6")} OFFSET 0
) e
ORDER BY page.id DESC
`,
);

/**
 * One event of an integration in one mode, or nothing: another integration's, or one of the other mode, is the same as
 * none, and so is one that is not shown any more.
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
