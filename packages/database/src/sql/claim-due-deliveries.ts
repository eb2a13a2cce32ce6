import { arrayLiteral } from "../array-literal.ts";
import { type Queryable, run, statement } from "../statement.ts";

/** A claim is crowded out when less than one in so many of the rows that it could take has a free slot. */
const CROWDED = 4;

/** A delivery that the claiming worker, and nobody else, may attempt until its lease ends. */
export interface ClaimedDelivery {
  delivery_id: string;
  endpoint_id: string;
  event_id: string;
  event_type: string;
  /** The exact text to sign and send. */
  payload: string;
  /** Where it goes now: a URL changed meanwhile holds from this attempt on. */
  url: string;
  /** Sealed. */
  secret: string;
  /** Sealed; null unless a rotation's grace period is running. */
  previous_secret: string | null;
  /** The number of the attempt to make: recorded outcomes + 1. */
  attempt: number;
  /** No other attempt follows, whatever the schedule: this one was asked for after the delivery had been given up. */
  is_last: boolean;
  /** Whether it was parked. */
  from_backlog: boolean;
}

/** What a claimer asks for. */
export interface Claim {
  /** The fencing token of the leases. */
  leaseToken: string;
  leaseSeconds: number;
  /** The most deliveries. */
  limit: number;
  /** The most of them out of backlogs, so that endpoints that hang do not take all of a worker. */
  backlogLimit: number;
  /** The most deliveries in flight to one endpoint. */
  slots: number;
  /** Endpoints that have deliveries in flight from here, and how many. */
  inFlight: ReadonlyMap<string, number>;
  /** While a backlog is being parked: look only at what fell due last. */
  newestOnly: boolean;
}

/** What a claim came to. */
export interface Claimed {
  deliveries: ClaimedDelivery[];
  /** A backlog is in the way of the others: it is time to park it. */
  isCrowded: boolean;
}

/**
 * `$1` lease token · `$2` lease in seconds · `$3` most rows · `$4` slots per endpoint · `$5`, `$6` endpoints that have
 * deliveries in flight here, and how many, as array literals · `$7` most rows out of backlogs · `$8` newest only.
 */
const claimStatement = statement<
  readonly [
    token: string,
    leaseSeconds: number,
    limit: number,
    slots: number,
    busyEndpoints: string,
    busyCounts: string,
    backlogLimit: number,
    newestOnly: boolean,
  ],
  { is_crowded: boolean } & (ClaimedDelivery | { [Column in keyof ClaimedDelivery]: null })
>(
  "claim_due_deliveries",
  `
WITH RECURSIVE busy AS (
  SELECT * FROM unnest($5::uuid[], $6::int[]) AS b (endpoint_id, in_flight)
), backlog AS (
  (SELECT endpoint_id FROM delivery_queue WHERE parked ORDER BY endpoint_id LIMIT 1)
  UNION ALL
  SELECT (SELECT endpoint_id FROM delivery_queue WHERE parked AND endpoint_id > b.endpoint_id ORDER BY endpoint_id LIMIT 1)
  FROM backlog b
  WHERE b.endpoint_id IS NOT NULL
), from_backlog AS (
  SELECT d.*
  FROM backlog
  LEFT JOIN busy b USING (endpoint_id)
  CROSS JOIN LATERAL (
    SELECT q.ctid AS place, q.endpoint_id, q.due_at
    FROM delivery_queue q
    WHERE q.parked AND q.endpoint_id = backlog.endpoint_id
      AND q.due_at <= now() AND (q.leased_until IS NULL OR q.leased_until <= now())
    ORDER BY q.due_at
    LIMIT greatest($4::int - coalesce(b.in_flight, 0), 0)
  ) d
  ORDER BY d.due_at
  LIMIT $7::int
), due AS (
  SELECT q.ctid AS place, q.endpoint_id, q.due_at
  FROM delivery_queue q
  WHERE NOT $8::boolean
    AND NOT q.parked AND q.due_at <= now() AND (q.leased_until IS NULL OR q.leased_until <= now())
  ORDER BY q.due_at
  LIMIT $3::int * 2
), ranked AS (
  SELECT d.place, d.endpoint_id, d.due_at, d.turn <= $4::int - coalesce(b.in_flight, 0) - coalesce(t.taken, 0) AS fits
  FROM (SELECT *, row_number() OVER (PARTITION BY endpoint_id ORDER BY due_at) AS turn FROM due) d
  LEFT JOIN busy b USING (endpoint_id)
  LEFT JOIN (SELECT endpoint_id, count(*) AS taken FROM from_backlog GROUP BY endpoint_id) t USING (endpoint_id)
), crowd AS (
  SELECT count(*) = $3::int * 2 AND count(*) FILTER (WHERE fits) * ${CROWDED} < $3::int AS is_crowded FROM ranked
), newest AS (
  SELECT q.ctid AS place, q.endpoint_id, q.due_at
  FROM delivery_queue q
  WHERE ($8::boolean OR (SELECT is_crowded FROM crowd))
    AND NOT q.parked AND q.due_at <= now() AND (q.leased_until IS NULL OR q.leased_until <= now())
  ORDER BY q.due_at DESC
  LIMIT $3::int
), newest_ranked AS (
  SELECT n.place, n.due_at, n.turn <= $4::int - coalesce(b.in_flight, 0) - coalesce(t.taken, 0) AS fits
  FROM (SELECT *, row_number() OVER (PARTITION BY endpoint_id ORDER BY due_at) AS turn FROM newest) n
  LEFT JOIN busy b USING (endpoint_id)
  LEFT JOIN (
    SELECT endpoint_id, count(*) AS taken
    FROM (SELECT endpoint_id FROM from_backlog UNION ALL SELECT endpoint_id FROM ranked WHERE fits) c
    GROUP BY endpoint_id
  ) t USING (endpoint_id)
), candidate AS (
  SELECT place, due_at FROM from_backlog
  UNION
  SELECT place, due_at FROM ranked WHERE fits
  UNION
  SELECT place, due_at FROM newest_ranked WHERE fits
), claimed AS (
  UPDATE delivery_queue
  SET lease_token = $1::uuid, leased_until = date_trunc('milliseconds', now()) + make_interval(secs => $2::float8)
  WHERE ctid = ANY (ARRAY(
    SELECT q.ctid
    FROM delivery_queue q
    WHERE q.ctid = ANY (ARRAY(SELECT place FROM candidate))
      AND q.due_at <= now() AND (q.leased_until IS NULL OR q.leased_until <= now())
    LIMIT $3::int
    FOR UPDATE OF q SKIP LOCKED
  ))
  RETURNING delivery_id, endpoint_id, event_id, attempts, is_last, parked AS from_backlog
)
SELECT n.is_crowded, d.*
FROM crowd n
LEFT JOIN (
  SELECT c.delivery_id, c.endpoint_id, c.event_id, e.type AS event_type, e.payload, c.attempts + 1 AS attempt, c.is_last,
         c.from_backlog, w.url, w.secret, CASE WHEN w.previous_secret_until > now() THEN w.previous_secret END AS previous_secret
  FROM claimed c
  JOIN events e ON e.id = c.event_id
  JOIN webhook_endpoints w ON w.id = c.endpoint_id
) d ON true
`,
);

/**
 * Takes due deliveries under a lease.
 *
 * Guarantees: a row is given to one claimer at a time (`FOR UPDATE SKIP LOCKED`; no claimer waits for another); the
 * claim is committed before anything is sent, so that no transaction is open during HTTP; a claimer that dies lets
 * go by itself, when its lease ends; earliest due first; at most `slots` rows of one endpoint.
 *
 * A backlog does not stand in the others' way. The claim looks past its batch, at twice as many rows. When nearly all of
 * these are of endpoints without a free slot, it takes what fell due last as well, and says that the backlog is to be
 * parked ({@link parkBacklog}). What is parked is claimed by endpoint, as slots come free.
 */
export async function claimDueDeliveries(
  queryable: Queryable,
  { leaseToken, leaseSeconds, limit, backlogLimit, slots, inFlight, newestOnly }: Claim,
): Promise<Claimed> {
  const rows = await run(queryable, claimStatement, [
    leaseToken,
    leaseSeconds,
    limit,
    slots,
    arrayLiteral([...inFlight.keys()]),
    arrayLiteral([...inFlight.values()]),
    backlogLimit,
    newestOnly,
  ]);
  return {
    isCrowded: rows[0]?.is_crowded ?? false,
    deliveries: rows.flatMap(({ is_crowded: _, ...row }) => (row.delivery_id === null ? [] : [row])),
  };
}
