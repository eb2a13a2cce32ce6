import { statement } from "../statement.ts";

/**
 * Parks rows that their endpoint has no slots for: they leave the index of what is due, in which all are looked for, for
 * one by endpoint. Looks at the `$1` rows that have been due longest, leaves of each endpoint the first `$2`, those in
 * flight included, or none if it has parked ones already, and parks `$3` of the others at most.
 *
 * Guarantees: no row in flight is touched, and no claimer waits for it (`SKIP LOCKED`); a row is parked once at most, so
 * that a backlog of any length is out of the way after a number of calls that each cost the same.
 *
 * @returns a row for each that was parked; none when nothing is in the way any more.
 */
export const parkBacklog = statement<readonly [window: number, slots: number, limit: number], { done: 1 }>(
  "park_backlog",
  `
WITH due AS (
  SELECT q.ctid AS place, q.endpoint_id, q.due_at
  FROM delivery_queue q
  WHERE NOT q.parked AND q.due_at <= now()
  ORDER BY q.due_at
  LIMIT $1::int
), endpoint AS (
  SELECT endpoint_id, EXISTS (SELECT FROM delivery_queue p WHERE p.parked AND p.endpoint_id = e.endpoint_id) AS has_parked
  FROM (SELECT DISTINCT endpoint_id FROM due) e
), surplus AS (
  SELECT d.place
  FROM (SELECT *, row_number() OVER (PARTITION BY endpoint_id ORDER BY due_at) AS turn FROM due) d
  JOIN endpoint e USING (endpoint_id)
  WHERE d.turn > $2::int OR e.has_parked
  ORDER BY d.due_at
)
UPDATE delivery_queue SET parked = true
WHERE ctid = ANY (ARRAY(
  SELECT q.ctid
  FROM delivery_queue q
  WHERE q.ctid = ANY (ARRAY(SELECT place FROM surplus))
    AND NOT q.parked AND q.due_at <= now() AND (q.leased_until IS NULL OR q.leased_until <= now())
  LIMIT $3::int
  FOR UPDATE OF q SKIP LOCKED
))
RETURNING 1 AS done
`,
);
