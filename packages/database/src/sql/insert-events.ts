import { statement } from "../statement.ts";
import { deliverAndQueue } from "./deliver-and-queue.ts";
import { heldEndpoints } from "./held-endpoints.ts";

/** A delivery made by the fan-out. */
export interface InsertedDelivery {
  event_id: string;
  delivery_id: string;
  status: "pending";
}

/** `Each` is a text for one event, a list of texts for several. */
type EventParams<Each> = readonly [
  ids: Each,
  integrationId: string,
  types: Each,
  apiVersion: string,
  livemode: boolean,
  payloads: Each,
  ignoreSubscriptions: boolean,
];

// Most changes make one event, and lists of one would cost a tenth of the whole write.
const one = "(VALUES ($1::uuid, $3::text, $6::text))";
const several = "unnest($1::uuid[], $3::text[], $6::text[])";

/** Writes the events, and gives the endpoints that each is for. */
function eventsAndEndpoints(source: typeof one | typeof several): string {
  return `
event AS (
  INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
  SELECT id, $2::uuid, type, $4::text, $5::boolean, payload
  FROM ${source} AS e (id, type, payload)
  RETURNING id, type
), wanted AS (
  SELECT uuidv7() AS id, event.id AS event_id, type, w.id AS endpoint_id, url
  FROM event
  JOIN webhook_endpoints w ON w.integration_id = $2::uuid AND url IS NOT NULL
  WHERE $7::boolean OR subscribed_events && ARRAY['*', split_part(type, '.', 1) || '.*', type]
)`;
}

function insertAndQueue(source: typeof one | typeof several): string {
  return `
WITH ${eventsAndEndpoints(source)}, ${deliverAndQueue({
    integration: "$2::uuid",
    livemode: "$5::boolean",
    held: heldEndpoints("$2::uuid"),
  })}
SELECT event_id::text AS event_id, id::text AS delivery_id, status::text AS status FROM delivery
`;
}

function insertSuppressed(source: typeof one | typeof several): string {
  return `
WITH ${eventsAndEndpoints(source)}
INSERT INTO webhook_deliveries
  (id, event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status)
SELECT id, event_id, endpoint_id, $2::uuid, type, url, $5::boolean, 'suppressed'
FROM wanted
`;
}

/**
 * The outbox: writes events of one change, a delivery of each for each endpoint that wants it, and what is to be sent
 * into the queue.
 *
 * Guarantees: all or nothing, with whatever else the surrounding transaction does (it runs inside the one that makes
 * the change); the fan-out sees the endpoints subscribed at this moment; for an endpoint that is held the delivery waits
 * as `pending` (due at `infinity`) until it is resumed ({@link heldEndpoints}). When it is due is the database's clock,
 * because claims compare with that one. When a delivery was made is in its id.
 *
 * `$1` event ids, of version 7: they say when each was made · `$2` integration · `$3` their types · `$4` API version · `$5` livemode · `$6` their payloads,
 * exactly as they will be signed · `$7` deliver whatever the subscriptions say.
 */
export const insertEvents = statement<EventParams<readonly string[]>, InsertedDelivery>(
  "insert_events",
  insertAndQueue(several),
);

/** {@link insertEvents} of one. */
export const insertEvent = statement<EventParams<string>, InsertedDelivery>(
  "insert_event",
  insertAndQueue(one),
);

/**
 * The same as {@link insertEvents} for those that the integration has caused itself (echo suppression): their deliveries
 * are logged as `suppressed`, and never queued, so that nobody has to know whether the endpoint is held.
 */
export const insertSuppressedEvents = statement<EventParams<readonly string[]>, Record<never, never>>(
  "insert_suppressed_events",
  insertSuppressed(several),
);

/** {@link insertSuppressedEvents} of one. */
export const insertSuppressedEvent = statement<EventParams<string>, Record<never, never>>(
  "insert_suppressed_event",
  insertSuppressed(one),
);
