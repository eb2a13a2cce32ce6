import type pg from "pg";
import { arrayLiteral } from "../array-literal.ts";
import { boundsOf } from "../log/ids.ts";
import { run, statement } from "../statement.ts";
import { callOf, runBatch } from "../statement-batch.ts";
import {
  type ClaimedRow,
  type ClaimRow,
  claimByEndpoint,
  claimFirst,
  ENDPOINTS_AT_ONCE,
  MARGIN,
  takeTurn,
} from "./claim-statements.ts";

/** A claim is crowded when less than one in so many of the rows that it asks for has a free slot. */
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
  /** For how long it has been due, by the database's clock. */
  overdue_seconds: number;
}

/** What a claimer asks for. */
export interface Claim {
  /** The fencing token of the leases. */
  leaseToken: string;
  leaseSeconds: number;
  /** The most deliveries. */
  limit: number;
  /** How many of them may go to endpoints that have something in flight already, or get more than one. */
  sharedLimit: number;
  /** The most deliveries in flight to one endpoint, over all workers. */
  slots: number;
  workerId: string;
  /** Endpoints that this worker has deliveries in flight to, and how many. */
  inFlight: ReadonlyMap<string, number>;
  /** Whether the other workers are to be told of {@link inFlight} even if nothing is claimed. */
  publish: boolean;
  /** Go by endpoint, beginning behind this one; null: what has been due longest. */
  after: string | null;
}

/** What a claim came to. */
export interface Claimed {
  rows: ClaimedDelivery[];
  /** Endpoints that have more due than free slots. */
  fullEndpoints: ReadonlySet<string>;
  /** Everything due was looked at: what was not claimed had no slot, or no room within the limits. */
  sawAll: boolean;
  /** Endpoints that have no slots stand in the way of the others: it is time to go by endpoint. */
  isCrowded: boolean;
  /** The last endpoint that a claim by endpoint looked at; null when it came to the end of them. */
  last: string | null;
}

/** What is sent, or where to. */
type LoadedRow =
  | ({ id: string; url: null } & Pick<ClaimedDelivery, "event_type" | "payload">)
  | ({ id: string } & Pick<ClaimedDelivery, "url" | "secret" | "previous_secret">);

/**
 * Reads events and endpoints, each once, however many deliveries are of them. Not endpoints that their partner has
 * deleted: what was claimed for them is not sent, and is cancelled when its lease ends.
 *
 * `$1` ids of events, as an array literal · `$2`, `$3` the lowest and the highest of them: only the days between are
 * opened · `$4` ids of endpoints, as an array literal.
 */
const loadClaimed = statement<
  readonly [eventIds: string, lowestId: string, highestId: string, endpointIds: string],
  LoadedRow
>(
  "load_claimed",
  `
SELECT id, type AS event_type, payload, NULL AS url, NULL AS secret, NULL AS previous_secret
FROM events
WHERE id = ANY ($1::uuid[]) AND id >= $2::uuid AND id <= $3::uuid
UNION ALL
SELECT id, NULL, NULL, url, secret, CASE WHEN previous_secret_until > now() THEN previous_secret END
FROM webhook_endpoints
WHERE id = ANY ($4::uuid[]) AND deleted_at IS NULL
`,
);

/**
 * Takes due deliveries under a lease.
 *
 * Guarantees: at most `slots` deliveries of an endpoint are in flight over all workers, because claims are made one after
 * the other, and each counts what the others have in flight; a row is given to one claimer at a time; the claim is
 * committed before anything is sent, so that no transaction is open during HTTP; a claimer that dies lets go by itself,
 * when its leases end; earliest due first, but for endpoints that have nothing in flight, which come before.
 *
 * A claimer's turn lasts for one statement, which waits for nobody (`SKIP LOCKED`), is sent together with its end, and
 * answers with ids only, which fit into the buffers on the way: so that a claimer that is paused keeps nobody waiting. What
 * is to be sent is read afterwards.
 *
 * A backlog does not stand in the others' way: when nearly all that has been due longest is of endpoints without a free
 * slot, claims are made by endpoint for a while.
 */
export async function claimDueDeliveries(pool: pg.Pool, claim: Claim): Promise<Claimed> {
  const client = await pool.connect();
  try {
    const { taken, lookedAt, lastEndpoint, fullEndpoints } = await take(client, claim);
    const sawAll = lookedAt < (claim.after === null ? claim.limit + MARGIN : ENDPOINTS_AT_ONCE);
    return {
      rows: await load(client, taken),
      fullEndpoints,
      sawAll,
      isCrowded: claim.after === null && !sawAll && taken.length * CROWDED < claim.limit,
      last: sawAll ? null : lastEndpoint,
    };
  } finally {
    client.release();
  }
}

/** Leases rows: both statements are one transaction, because they are sent, and answered, together. */
async function take(client: pg.PoolClient, claim: Claim) {
  const params = [
    claim.leaseToken,
    claim.leaseSeconds,
    claim.limit,
    claim.slots,
    claim.sharedLimit,
    claim.workerId,
    arrayLiteral([...claim.inFlight.keys()]),
    arrayLiteral([...claim.inFlight.values()]),
    claim.publish,
  ] as const;
  const { after } = claim;
  const call = after === null ? callOf(claimFirst, params) : callOf(claimByEndpoint, [...params, after]);
  const [, claimed] = await runBatch(client, [callOf(takeTurn, []), call]);
  // Safe: what the statement promises of its rows.
  const [view, ...taken] = (claimed?.rows ?? []) as ClaimRow[];
  if (view?.delivery_id !== null) throw new Error("A claim begins with what it looked at.");
  return {
    taken: taken.filter(isTaken),
    lookedAt: view.looked_at,
    lastEndpoint: view.last_endpoint,
    fullEndpoints: new Set(view.full_endpoints),
  };
}

function isTaken(row: ClaimRow): row is ClaimedRow {
  return row.delivery_id !== null;
}

/** Reads what is to be sent, and where to. */
async function load(client: pg.PoolClient, taken: readonly ClaimedRow[]): Promise<ClaimedDelivery[]> {
  if (taken.length === 0) return [];
  const ids = (column: "event_id" | "endpoint_id") => [...new Set(taken.map((row) => row[column]))];
  const eventIds = ids("event_id");
  const loaded = await run(client, loadClaimed, [
    arrayLiteral(eventIds),
    ...boundsOf(eventIds),
    arrayLiteral(ids("endpoint_id")),
  ]);
  const rows = new Map(loaded.map((row) => [row.id, row]));
  return taken.flatMap(({ delivery_id, endpoint_id, event_id, attempts, is_last, overdue_seconds }) => {
    const event = rows.get(event_id);
    const endpoint = rows.get(endpoint_id);
    if (event?.url !== null || endpoint === undefined || endpoint.url === null) return [];
    return {
      delivery_id,
      endpoint_id,
      event_id,
      event_type: event.event_type,
      payload: event.payload,
      url: endpoint.url,
      secret: endpoint.secret,
      previous_secret: endpoint.previous_secret,
      attempt: attempts + 1,
      is_last,
      overdue_seconds,
    };
  });
}
