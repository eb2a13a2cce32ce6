import { statement } from "../statement.ts";
import { EVENTS_BEGIN } from "./log-page.ts";

/**
 * Those of some events that can be sent once more: they are in the log, and will be for long enough.
 *
 * A statement of its own, because those that lock deliveries must not look for their events too (rechecks.test.ts).
 *
 * `$1` events · `$2`, `$3` the lowest and the highest of them (boundsOf): only the partitions between them are opened.
 */
export const findSendableEvents = statement<
  readonly [ids: readonly string[], lowestId: string, highestId: string],
  { id: string }
>(
  "find_sendable_events",
  `
SELECT id::text AS id
FROM events
WHERE id = ANY ($1::uuid[]) AND id >= $2::uuid AND id <= $3::uuid AND created_at > ${EVENTS_BEGIN}
`,
);
