import { statement } from "../statement.ts";

/** What became of a delivery that was to be cancelled. */
export interface CancelledDelivery {
  delivery_id: string;
  /** False: a worker has it, or somebody is just changing it. */
  is_cancelled: boolean;
}

/**
 * Calls deliveries off that are `pending` or `failed`: they leave the queue and are `cancelled`.
 *
 * Guarantees: both or neither; none that a worker has under a lease, because its attempt could arrive and would not be in
 * the log; one whose lease has ended without an outcome is cancelled, and the outcome is refused for its token. It waits for
 * nobody (`SKIP LOCKED`).
 *
 * `$1` deliveries · `$2`, `$3` the lowest and the highest of them (boundsOf): only the partitions between them are opened.
 *
 * @returns those of them that are in the queue.
 */
export const cancelDeliveries = statement<
  readonly [ids: readonly string[], lowestId: string, highestId: string],
  CancelledDelivery
>(
  "cancel_deliveries",
  `
WITH removed AS (
  DELETE FROM delivery_queue
  WHERE delivery_id = ANY (ARRAY(
    SELECT q.delivery_id
    FROM delivery_queue q
    WHERE q.delivery_id = ANY ($1::uuid[]) AND (q.leased_until IS NULL OR q.leased_until <= now())
    FOR UPDATE SKIP LOCKED
  ))
  RETURNING delivery_id
), marked AS (
  UPDATE webhook_deliveries d SET status = 'cancelled', next_attempt_at = NULL
  FROM removed r
  WHERE d.id = r.delivery_id AND d.id = ANY ($1::uuid[]) AND d.id >= $2::uuid AND d.id <= $3::uuid
)
SELECT q.delivery_id, r.delivery_id IS NOT NULL AS is_cancelled
FROM delivery_queue q
LEFT JOIN removed r USING (delivery_id)
WHERE q.delivery_id = ANY ($1::uuid[])
`,
);
