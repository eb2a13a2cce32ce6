import { schemaValidator } from "../http/validate.ts";
import type { TestDealer } from "./dealer.ts";
import type { TestServer } from "./server.ts";

/** A recorded event, with what became of it. */
export interface LoggedEvent {
  type: string;
  livemode: boolean;
  /** The payload, parsed after it was compared with the contract. */
  payload: Record<string, unknown>;
  /** The statuses of its deliveries. */
  deliveries: string[];
  /** How many of them are in the queue. */
  queued: number;
}

/** A dealer's events in the order in which they were recorded. */
export async function eventsOf({ database }: TestServer, dealer: TestDealer): Promise<LoggedEvent[]> {
  const { rows } = await database.pool.query<Omit<LoggedEvent, "payload"> & { payload: string }>(
    `SELECT e.type, e.livemode, e.payload,
            ARRAY (SELECT status::text FROM webhook_deliveries d WHERE d.event_id = e.id) AS deliveries,
            (SELECT count(*)::int FROM delivery_queue q WHERE q.event_id = e.id) AS queued
     FROM events e WHERE e.integration_id = $1 ORDER BY e.created_at, e.id`,
    [dealer.integrationId],
  );
  return rows.map((row) => {
    const payload: Record<string, unknown> = JSON.parse(row.payload);
    schemaValidator("Event")(payload);
    return { ...row, payload };
  });
}
