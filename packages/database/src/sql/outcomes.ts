import { statement } from "../statement.ts";

/**
 * SQL of what an attempt came to, in a word: the status of the answer (`500`), or where there was no whole one the kind of
 * error (`timeout`).
 *
 * @param attempt SQL of an attempt's row.
 */
export const sqlOutcomeOf = (attempt: string) =>
  `CASE WHEN coalesce(${attempt}.error, 'http_status') = 'http_status' THEN ${attempt}.response_status::text ELSE ${attempt}.error END`;

/**
 * SQL: whether an attempt came to that. Besides what {@link sqlOutcomeOf} says, a class of statuses (`5xx`), or `network_error`
 * for every kind of error.
 *
 * @param outcome SQL of the text.
 * @param attempt SQL of an attempt's row.
 */
export const sqlOutcomeFits = (outcome: string, attempt: string) =>
  // No kind of error has an x in its name.
  `CASE ${outcome} WHEN 'network_error' THEN ${attempt}.error <> 'http_status'
        ELSE ${sqlOutcomeOf(attempt)} LIKE replace(${outcome}, 'x', '_') END`;

/** SQL, as a row of a lateral join: the latest attempt of a delivery. @param where more that it has to fit. */
export const latestAttemptOf = (delivery: string, where = "") => `(
  SELECT a.attempted_at, a.error, a.response_status
  FROM webhook_delivery_attempts a
  WHERE a.delivery_id = ${delivery}${where === "" ? "" : ` AND ${where}`}
  ORDER BY a.number DESC
  LIMIT 1
)`;

/**
 * Which of these deliveries have a latest attempt that came to that.
 *
 * `$1` deliveries · `$2`, `$3` the lowest and the highest of them (boundsOf): only the partitions between them are opened ·
 * `$4` outcome.
 */
export const deliveriesWithOutcome = statement<
  readonly [ids: readonly string[], lowestId: string, highestId: string, outcome: string],
  { id: string }
>(
  "deliveries_with_outcome",
  `
SELECT d.id::text AS id
FROM unnest($1::uuid[]) AS d (id)
CROSS JOIN LATERAL ${latestAttemptOf("d.id", "a.delivery_id >= $2::uuid AND a.delivery_id <= $3::uuid")} last
WHERE ${sqlOutcomeFits("$4::text", "last")}
`,
);
