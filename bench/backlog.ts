import type { BenchDealer } from "./dealers.ts";
import type { Environment } from "./environment.ts";

/** An order's event is about this large. */
export const payload = JSON.stringify({
  id: `evt_${"0".repeat(32)}`,
  type: "order.received",
  data: { text: "x".repeat(600) },
});

/** Makes deliveries due a moment ago, one after the other, of each dealer in turn: as if a worker had been away. */
export async function makeBacklog(
  { database }: Environment,
  dealers: readonly BenchDealer[],
  count: number,
): Promise<void> {
  await database.pool.query(
    `
    WITH made AS (
      INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
      SELECT uuidv7(), ($1::uuid[])[1 + n % cardinality($1::uuid[])], 'order.received', '2026-05-07', true, $2
      FROM generate_series(1, $3::int) n
      RETURNING id, integration_id
    ), delivery AS (
      INSERT INTO webhook_deliveries (event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status)
      SELECT m.id, w.id, m.integration_id, 'order.received', w.url, true, 'pending'
      FROM made m JOIN webhook_endpoints w USING (integration_id)
      RETURNING id, endpoint_id, event_id
    )
    INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
    SELECT id, endpoint_id, event_id, now() - interval '1 s' + row_number() OVER () * interval '1 s' / $3::int FROM delivery`,
    [dealers.map(({ integrationId }) => integrationId), payload, count],
  );
  // What autovacuum does by and by; else whoever reads a row for the first time marks it, and writes its page to the WAL.
  await database.pool.query("VACUUM ANALYZE events, webhook_deliveries, delivery_queue");
  await database.pool.query("CHECKPOINT");
}
