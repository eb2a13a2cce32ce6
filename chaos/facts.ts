import type { Database } from "@wth/database";
import { formatEventId } from "@wth/server/events/event-id.ts";
import { type Place, placeOf } from "./batches.ts";
import type { Endpoint } from "./environment.ts";
import type { Outage } from "./faults.ts";
import type { Form } from "./forms.ts";
import type { Arrival } from "./receiver.ts";
import type { Opened, WorkerLife } from "./workers.ts";

/** An event in the database. */
export interface EventFact extends Place {
  /** `evt_…`. */
  id: string;
  /** The endpoint that it belongs to. */
  path: string;
  /** SHA-256 of the committed text, in hex. */
  hash: string;
}

/** A delivery in the database. */
export interface DeliveryFact {
  id: string;
  eventId: string;
  status: string;
  /** Whether it still has a next attempt, a time of delivery, a row in the queue. */
  hasNext: boolean;
  hasDelivered: boolean;
  queued: boolean;
}

/** A logged attempt. Times are Unix milliseconds. */
export interface AttemptFact {
  deliveryId: string;
  number: number;
  at: number;
  durationMs: number;
  status: number | null;
  error: string | null;
}

/** All that is known after a run: what was committed, what the database says, what arrived, and what was done to it all. */
export interface Facts {
  form: Pick<Form, "schedule" | "attemptTimeoutMs" | "leaseSeconds" | "outages">;
  /** Batches that were said to be committed, with their sizes. */
  committed: ReadonlyMap<string, number>;
  rolledBack: ReadonlySet<string>;
  events: readonly EventFact[];
  deliveries: readonly DeliveryFact[];
  attempts: readonly AttemptFact[];
  arrivals: readonly Arrival[];
  lives: readonly WorkerLife[];
  opened: readonly Opened[];
  outages: readonly Outage[];
  /** The most deliveries that were both finished and in the queue at any time that was looked at. */
  queuedAndFinished: number;
  /** What processes did that none may do. */
  failures: readonly string[];
}

const SELECT_EVENTS = `
SELECT id::text, integration_id::text, payload::jsonb #>> '{data,object,message}' AS message,
       encode(sha256(convert_to(payload, 'UTF8')), 'hex') AS hash
FROM events`;

const SELECT_DELIVERIES = `
SELECT d.id::text, d.event_id::text, d.status::text, d.next_attempt_at IS NOT NULL AS has_next,
       d.delivered_at IS NOT NULL AS has_delivered, q.delivery_id IS NOT NULL AS queued
FROM webhook_deliveries d
LEFT JOIN delivery_queue q ON q.delivery_id = d.id`;

const SELECT_ATTEMPTS = `
SELECT delivery_id::text, number, attempted_at, duration_ms, response_status, error
FROM webhook_delivery_attempts
ORDER BY delivery_id, number`;

/** Reads everything that the database says in the end. */
export async function readDatabase(
  { pool }: Database,
  endpoints: readonly Endpoint[],
): Promise<Pick<Facts, "events" | "deliveries" | "attempts">> {
  const pathOf = new Map(endpoints.map(({ integrationId, path }) => [integrationId, path]));
  const events = await pool.query<{ id: string; integration_id: string; message: string; hash: string }>(
    SELECT_EVENTS,
  );
  const deliveries = await pool.query<{
    id: string;
    event_id: string;
    status: string;
    has_next: boolean;
    has_delivered: boolean;
    queued: boolean;
  }>(SELECT_DELIVERIES);
  const attempts = await pool.query<{
    delivery_id: string;
    number: number;
    attempted_at: Date;
    duration_ms: number;
    response_status: number | null;
    error: string | null;
  }>(SELECT_ATTEMPTS);
  return {
    events: events.rows.map(({ id, integration_id, message, hash }) => ({
      ...placeOf(message),
      id: formatEventId(id),
      path: pathOf.get(integration_id) ?? "",
      hash,
    })),
    deliveries: deliveries.rows.map(({ id, event_id, status, has_next, has_delivered, queued }) => ({
      id,
      eventId: formatEventId(event_id),
      status,
      hasNext: has_next,
      hasDelivered: has_delivered,
      queued,
    })),
    attempts: attempts.rows.map((row) => ({
      deliveryId: row.delivery_id,
      number: row.number,
      at: row.attempted_at.getTime(),
      durationMs: row.duration_ms,
      status: row.response_status,
      error: row.error,
    })),
  };
}

/** How far a run is. */
export interface Progress {
  queued: number;
  delivered: number;
  deadLetters: number;
  /** Deliveries that are finished and yet in the queue, in one snapshot: there must be none. */
  queuedAndFinished: number;
}

const SELECT_PROGRESS = `
SELECT (SELECT count(*) FROM delivery_queue)::int AS queued,
       count(*) FILTER (WHERE d.status = 'delivered')::int AS delivered,
       count(*) FILTER (WHERE d.status = 'dead_letter')::int AS dead_letters,
       count(*) FILTER (WHERE q.delivery_id IS NOT NULL AND d.status NOT IN ('pending', 'failed'))::int AS both
FROM webhook_deliveries d
LEFT JOIN delivery_queue q ON q.delivery_id = d.id`;

/** Looks how far it is. @throws while the database is away. */
export async function readProgress({ pool }: Database): Promise<Progress> {
  const { rows } = await pool.query<{
    queued: number;
    delivered: number;
    dead_letters: number;
    both: number;
  }>(SELECT_PROGRESS);
  const { queued = 0, delivered = 0, dead_letters: deadLetters = 0, both = 0 } = rows[0] ?? {};
  return { queued, delivered, deadLetters, queuedAndFinished: both };
}
