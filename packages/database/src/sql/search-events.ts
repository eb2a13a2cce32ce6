import { statement } from "../statement.ts";
import { inWindow } from "./log-page.ts";

/**
 * Which of these events of an integration have a text in their payload, in upper or lower case. The text is looked for as it
 * is: nothing in it is a pattern.
 *
 * `$1` integration · `$2` events · `$3` text · `$4`, `$5` from which id on they lie, and below which.
 */
export const searchEvents = statement<
  readonly [integrationId: string, ids: readonly string[], text: string, from: string, below: string],
  { id: string }
>(
  "search_events",
  `
SELECT id::text AS id
FROM events
WHERE id = ANY ($2::uuid[]) AND ${inWindow("id", "$4", "$5")} AND integration_id = $1::uuid
  AND position(lower($3::text) IN lower(payload)) > 0
`,
);
