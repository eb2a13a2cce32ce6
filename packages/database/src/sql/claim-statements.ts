import { statement } from "../statement.ts";

/** How many rows beyond its limit a claim of what is due first looks at, to pass over those without a free slot. */
export const MARGIN = 64;
/** How many endpoints a claim by endpoint looks at. */
export const ENDPOINTS_AT_ONCE = 250;
/** So many of the rows that fell due last are looked at as well: what has just been recorded is among them. */
const NEWEST = 64;

/** The key of the lock under which all claims of a database are made, one after the other. */
const CLAIM_TURN = "20250913, 1";

/**
 * Waits for this transaction's turn to claim. A statement of its own, because the claim has to see what those before it
 * have committed: a statement sees what was committed when it began.
 */
export const takeTurn = statement<readonly [], Record<never, never>>(
  "take_claim_turn",
  `SELECT pg_advisory_xact_lock(${CLAIM_TURN})`,
);

/** Parameters of both claims; see {@link claimStatement}. */
type ClaimParams = readonly [
  token: string,
  leaseSeconds: number,
  limit: number,
  slots: number,
  sharedLimit: number,
  workerId: string,
  endpointIds: string,
  inFlight: string,
  publish: boolean,
];

/** A row that was claimed, or, first of all, what the claim looked at. */
export type ClaimRow =
  | {
      delivery_id: null;
      /** How many due rows, or endpoints. */
      looked_at: number;
      /** The last endpoint, of a claim by endpoint. */
      last_endpoint: string | null;
      /** Endpoints that have more due than free slots. */
      full_endpoints: readonly string[] | null;
    }
  | ClaimedRow;

/** A row of the queue that was claimed. */
export interface ClaimedRow {
  delivery_id: string;
  endpoint_id: string;
  event_id: string;
  attempts: number;
  is_last: boolean;
  /** For how long it has been due. */
  overdue_seconds: number;
}

const FREE = "q.due_at <= now() AND (q.leased_until IS NULL OR q.leased_until <= now())";

/**
 * Takes rows out of `candidate (place, endpoint_id, due_at)`, within the limits:
 *
 * `$1` lease token · `$2` lease in seconds · `$3` most rows · `$4` slots of an endpoint · `$5` how many of the rows may go to
 * endpoints that have something in flight or get more than one · `$6` this worker · `$7`, `$8` the endpoints that it has
 * deliveries in flight to, and how many, as array literals · `$9` whether these are to be published even if nothing is claimed.
 */
const claimStatement = (candidates: string, lookedAt: string) => `
WITH RECURSIVE in_flight AS MATERIALIZED (
  SELECT endpoint_id, sum(deliveries)::int AS deliveries
  FROM (
    SELECT endpoint_id, deliveries FROM unnest($7::uuid[], $8::int[]) AS own (endpoint_id, deliveries)
    UNION ALL
    SELECT other.endpoint_id, other.deliveries
    FROM delivery_workers w
    CROSS JOIN LATERAL unnest(w.endpoint_ids, w.in_flight) AS other (endpoint_id, deliveries)
    WHERE w.id <> $6::uuid AND w.leased_until > now()
  ) each
  GROUP BY endpoint_id
), ${candidates}, turn AS MATERIALIZED (
  SELECT c.place, c.endpoint_id, c.due_at,
         coalesce(f.deliveries, 0) + row_number() OVER (PARTITION BY c.endpoint_id ORDER BY c.due_at) AS number
  FROM candidate c
  LEFT JOIN in_flight f USING (endpoint_id)
), fitting AS (
  SELECT place, number, row_number() OVER (ORDER BY number > 1, due_at) AS rank FROM turn WHERE number <= $4::int
), claimed AS (
  UPDATE delivery_queue
  SET lease_token = $1::uuid, leased_until = date_trunc('milliseconds', now()) + make_interval(secs => $2::float8)
  WHERE ctid = ANY (ARRAY(
    SELECT q.ctid
    FROM delivery_queue q
    WHERE q.ctid = ANY (ARRAY(SELECT place FROM fitting WHERE rank <= CASE number WHEN 1 THEN $3::int ELSE $5::int END))
      AND ${FREE}
    FOR UPDATE OF q SKIP LOCKED
  ))
  RETURNING delivery_id, endpoint_id, event_id, attempts, is_last, due_at
), published AS (
  INSERT INTO delivery_workers (id, endpoint_ids, in_flight, leased_until)
  SELECT $6::uuid, coalesce(array_agg(endpoint_id), '{}'), coalesce(array_agg(deliveries), '{}'),
         date_trunc('milliseconds', now()) + make_interval(secs => $2::float8)
  FROM (
    SELECT endpoint_id, sum(deliveries)::int AS deliveries
    FROM (
      SELECT endpoint_id, deliveries FROM unnest($7::uuid[], $8::int[]) AS own (endpoint_id, deliveries)
      UNION ALL
      SELECT endpoint_id, 1 FROM claimed
    ) each
    GROUP BY endpoint_id
  ) sums
  HAVING $9::boolean OR EXISTS (SELECT FROM claimed)
  ON CONFLICT (id) DO UPDATE
  SET endpoint_ids = excluded.endpoint_ids, in_flight = excluded.in_flight, leased_until = excluded.leased_until
)
SELECT l.looked_at, l.last_endpoint,
       (SELECT array_agg(DISTINCT endpoint_id) FROM turn WHERE number > $4::int) AS full_endpoints,
       NULL::uuid AS delivery_id, NULL::uuid AS endpoint_id, NULL::uuid AS event_id, NULL::int AS attempts,
       NULL::boolean AS is_last, NULL::float8 AS overdue_seconds
FROM (${lookedAt}) l
UNION ALL
SELECT NULL, NULL, NULL, delivery_id, endpoint_id, event_id, attempts, is_last, date_part('epoch', now() - due_at)
FROM claimed
`;

/** Claims what has been due longest. */
export const claimFirst = statement<ClaimParams, ClaimRow>(
  "claim_first",
  claimStatement(
    `candidate AS MATERIALIZED (
  SELECT q.ctid AS place, q.endpoint_id, q.due_at
  FROM delivery_queue q
  WHERE ${FREE}
  ORDER BY q.due_at
  LIMIT $3::int + ${MARGIN}
)`,
    "SELECT count(*)::int AS looked_at, NULL::uuid AS last_endpoint FROM candidate",
  ),
);

/**
 * Claims what has been due longest of each endpoint, going by endpoint: `$10` the one to begin behind. Its cost does not
 * depend on how long a backlog is; each endpoint that has anything in the queue costs one look into an index. (Of one
 * endpoint rows are asked for as of a range, because the index on `due_at` alone looks as good to the planner otherwise, and
 * is not.)
 */
export const claimByEndpoint = statement<readonly [...ClaimParams, after: string], ClaimRow>(
  "claim_by_endpoint",
  claimStatement(
    `endpoint AS (
  (SELECT endpoint_id, due_at, 1 AS number
   FROM delivery_queue
   WHERE endpoint_id > $10::uuid
   ORDER BY endpoint_id, due_at
   LIMIT 1)
  UNION ALL
  SELECT next.endpoint_id, next.due_at, e.number + 1
  FROM endpoint e
  CROSS JOIN LATERAL (
    SELECT endpoint_id, due_at
    FROM delivery_queue
    WHERE endpoint_id > e.endpoint_id
    ORDER BY endpoint_id, due_at
    LIMIT 1
  ) next
  WHERE e.number < ${ENDPOINTS_AT_ONCE}
), candidate AS MATERIALIZED (
  SELECT first.place, first.endpoint_id, first.due_at
  FROM endpoint e
  LEFT JOIN in_flight f USING (endpoint_id)
  CROSS JOIN LATERAL (
    SELECT q.ctid AS place, q.endpoint_id, q.due_at
    FROM delivery_queue q
    WHERE q.endpoint_id BETWEEN e.endpoint_id AND e.endpoint_id AND ${FREE}
    ORDER BY q.endpoint_id, q.due_at
    LIMIT greatest($4::int - coalesce(f.deliveries, 0), 0) + 1
  ) first
  WHERE e.due_at <= now()
  UNION
  (SELECT q.ctid, q.endpoint_id, q.due_at FROM delivery_queue q WHERE ${FREE} ORDER BY q.due_at DESC LIMIT ${NEWEST})
)`,
    `SELECT count(*)::int AS looked_at, (SELECT endpoint_id FROM endpoint ORDER BY number DESC LIMIT 1) AS last_endpoint
   FROM endpoint`,
  ),
);

/** Forgets what a worker had in flight, and workers whose leases have all ended. `$1` worker. */
export const forgetWorker = statement<readonly [workerId: string], Record<never, never>>(
  "forget_worker",
  "DELETE FROM delivery_workers WHERE id = $1::uuid OR leased_until <= now()",
);
