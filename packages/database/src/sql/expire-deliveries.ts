import { statement } from "../statement.ts";

/** How many deliveries a batch has called off. */
export interface ExpiredBatch {
  expired: number;
}

/** What removes a batch of rows of the queue that no worker has, and makes their deliveries `cancelled`. */
const expire = (condition: string, limit: string) => `
WITH removed AS (
  DELETE FROM delivery_queue
  WHERE delivery_id = ANY (ARRAY(
    SELECT delivery_id
    FROM delivery_queue
    WHERE ${condition} AND (leased_until IS NULL OR leased_until <= now())
    LIMIT ${limit}
    FOR UPDATE SKIP LOCKED
  ))
  RETURNING delivery_id
), marked AS (
  UPDATE webhook_deliveries SET status = 'cancelled', next_attempt_at = NULL
  WHERE id = ANY (ARRAY(SELECT delivery_id FROM removed))
)
SELECT count(*)::int AS expired FROM removed
`;

/**
 * Calls a batch of deliveries off that still wait when their time in the log is over.
 *
 * Guarantees: those of cancelDeliveries. What a worker has under a lease is left for a later batch.
 *
 * `$1` below which id · `$2` most rows.
 */
export const expireDeliveries = statement<readonly [below: string, limit: number], ExpiredBatch>(
  "expire_deliveries",
  expire("delivery_id < $1::uuid", "$2::int"),
);

/**
 * The same for deliveries whose event's time is over: late replays of it. It reads the whole queue, and is run before events are
 * dropped.
 *
 * `$1` below which id of an event · `$2` most rows.
 */
export const expireDeliveriesOfEvents = statement<readonly [below: string, limit: number], ExpiredBatch>(
  "expire_deliveries_of_events",
  expire("event_id < $1::uuid", "$2::int"),
);

/** Whether something still waits of deliveries below an id. `$1` id. */
export const isDeliveryWaiting = statement<readonly [below: string], { waits: boolean }>(
  "is_delivery_waiting",
  "SELECT EXISTS (SELECT FROM delivery_queue WHERE delivery_id < $1::uuid) AS waits",
);

/** Whether something still waits of events below an id. `$1` id of an event. */
export const isEventWaiting = statement<readonly [below: string], { waits: boolean }>(
  "is_event_waiting",
  "SELECT EXISTS (SELECT FROM delivery_queue WHERE event_id < $1::uuid) AS waits",
);
