import { eventTypes } from "@wth/contract";
import { addDays, type Database, dayOf, LOG_TABLES, readPartitions, sqlIdAt } from "@wth/database";

/** How many days the rows are of, today's included. */
export const LOG_DAYS = 30;

/** Statements beside each other: as many as a small machine has processors. */
const LANES = 2;
/** A statement writes so many rows at most. */
const AT_ONCE = 100_000;
/** Integrations that share what the dealers do not have. */
const OTHERS = 300;

/** Whose rows they are to be, and how many of a thousand. */
export interface Share {
  integrationId: string;
  perMille: number;
  /** How many of a thousand of them still wait. */
  pendingPerMille: number;
}

/**
 * What becomes of a thousand deliveries, and in how many attempts. (What failed long ago has been given up, so that there are
 * failed ones of the last two days only.)
 */
const ENDS = [
  { status: "delivered", perMille: 930, attempts: 1 },
  { status: "delivered", perMille: 40, attempts: 2 },
  { status: "dead_letter", perMille: 15, attempts: 9 },
  { status: "suppressed", perMille: 10, attempts: 0 },
  { status: "cancelled", perMille: 2, attempts: 0 },
  { status: "failed", perMille: 3, attempts: 3 },
] as const;

/** How much there is of each type, in the order of the contract: what happens to listings most, and the last hardly ever. */
const typeWeights = eventTypes.map((_, index) => 2 ** -index);

/** Up to which of a thousand each goes. */
function upTo(weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  let reached = 0;
  return weights.map((weight) => {
    reached += (weight / sum) * 1_000;
    return Math.round(reached);
  });
}

/** SQL of the element that a number of a thousand falls to. */
const pick = (values: string, bounds: string, number: string) =>
  `(${values})[width_bucket(${number}, ${bounds}) + 1]`;

/**
 * `$1` from when on · `$2` how many · `$3` over how many seconds · `$4` integrations · `$5` up to which of a thousand each goes ·
 * `$6` how many of a thousand of each wait · `$7` types · `$8` up to which of a thousand each goes.
 */
const fill = `
WITH drawn AS (
  SELECT $1::timestamptz + n * ($3::float8 / $2::int) * interval '1 second' AS at,
         width_bucket(random() * 1000, $5::float8[]) + 1 AS whose, random() * 1000 AS waits,
         random() * 1000 AS type, width_bucket(random() * 1000, ARRAY[${upTo(ENDS.map(({ perMille }) => perMille)).slice(0, -1)}]::float8[]) + 1 AS ending
  FROM generate_series(0, $2::int - 1) n
), made AS MATERIALIZED (
  SELECT ${sqlIdAt("at")} AS event_id, ${sqlIdAt("at")} AS id, at, ($4::uuid[])[whose] AS integration_id,
         ${pick("$7::text[]", "$8::float8[]", "type")} AS type,
         CASE WHEN waits < ($6::float8[])[whose] THEN 'pending'
              WHEN ending = ${ENDS.length} AND at < now() - interval '2 days' THEN 'dead_letter'
              ELSE (ARRAY['${ENDS.map(({ status }) => status).join("','")}'])[ending] END::delivery_status AS status,
         CASE WHEN waits < ($6::float8[])[whose] THEN 0 ELSE (ARRAY[${ENDS.map(({ attempts }) => attempts)}])[ending] END AS attempts
  FROM drawn
), event AS (
  INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
  SELECT event_id, integration_id, type, '2026-05-07', true,
         format('{"id":"evt_%s","object":"event","type":"%s","api_version":"2026-05-07","created_at":"%s","livemode":true,"data":{"object":{"id":"%s","object":"listing"}}}',
                replace(event_id::text, '-', ''), type, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), event_id)
  FROM made
), attempt AS (
  INSERT INTO webhook_delivery_attempts (delivery_id, number, attempted_at, duration_ms, response_status, response_headers, response_body, error)
  SELECT id, number, at + number * interval '1 minute', 80, CASE WHEN succeeds THEN 200 ELSE 503 END,
         'content-type: application/json' || chr(10) || 'date: Sat, 09 May 2026 06:42:44 GMT' || chr(10) || 'connection: keep-alive',
         CASE WHEN succeeds THEN 'ok' ELSE '{"error":"Service Unavailable"}' END, CASE WHEN NOT succeeds THEN 'http_status' END
  FROM made
  CROSS JOIN LATERAL generate_series(1, attempts) number
  CROSS JOIN LATERAL (SELECT status = 'delivered' AND number = attempts) s (succeeds)
), delivery AS (
  INSERT INTO webhook_deliveries
    (id, event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status, next_attempt_at, delivered_at)
  SELECT id, event_id, integration_id, integration_id, type, 'https://dealer.example.com/webhooks/wth', true, status,
         CASE WHEN status = 'failed' THEN now() + interval '1 hour' END,
         CASE WHEN status = 'delivered' THEN at + interval '1 minute' END
  FROM made
)
INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, attempts, due_at)
SELECT m.id, coalesce(w.id, m.integration_id), event_id, attempts,
       CASE WHEN m.status = 'pending' THEN 'infinity' ELSE now() + interval '1 hour' END
FROM made m
LEFT JOIN webhook_endpoints w USING (integration_id)
WHERE m.status IN ('pending', 'failed')`;

/**
 * Writes deliveries of the last {@link LOG_DAYS} days with their events and attempts, evenly over the time and the others'
 * integrations: of the ten types some often and some hardly ever, most delivered at once, some given up. What fails is due
 * later, and what waits is held. Then does what autovacuum would have done.
 *
 * @param database with days for all of them.
 */
export async function fillLog(
  database: Database,
  count: number,
  shares: readonly Share[],
  progress: (line: string) => void,
): Promise<void> {
  const shared = 1_000 - shares.reduce((sum, { perMille }) => sum + perMille, 0);
  const { rows } = await database.pool.query<{ id: string }>(
    "SELECT gen_random_uuid() AS id FROM generate_series(1, $1)",
    [OTHERS],
  );
  const others = rows.map(({ id }) => ({ integrationId: id, perMille: shared / OTHERS, pendingPerMille: 0 }));
  const all = [...shares, ...others];
  const bounds = (weights: readonly number[]) => {
    let reached = 0;
    return weights.slice(0, -1).map((weight) => {
      reached += weight;
      return reached;
    });
  };
  const constant = [
    all.map(({ integrationId }) => integrationId),
    bounds(all.map(({ perMille }) => perMille)),
    all.map(({ pendingPerMille }) => pendingPerMille),
    eventTypes,
    upTo(typeWeights).slice(0, -1),
  ];

  const pieces = piecesOf(count);
  let done = 0;
  const lane = () =>
    database.withConnection(async (client) => {
      for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
        await client.query(fill, [piece.from, piece.rows, piece.seconds, ...constant]);
        done += piece.rows;
        progress(`${done.toLocaleString("en-US")} deliveries`);
      }
    });
  await Promise.all(Array.from({ length: LANES }, lane));
  await vacuum(database);
}

interface Piece {
  from: Date;
  rows: number;
  seconds: number;
}

/** Pieces of the time, each within a day and not too large; the oldest first. */
function piecesOf(count: number): Piece[] {
  const now = new Date();
  const begin = dayOf(now, 1 - LOG_DAYS);
  const perSecond = count / ((now.getTime() - begin.getTime()) / 1_000);
  const pieces: Piece[] = [];
  for (let day = begin; day < now; day = addDays(day, 1)) {
    const seconds = Math.min(86_400, (now.getTime() - day.getTime()) / 1_000);
    const parts = Math.ceil((seconds * perSecond) / AT_ONCE);
    for (let part = 0; part < parts; part += 1) {
      const from = new Date(day.getTime() + (part * seconds * 1_000) / parts);
      pieces.push({ from, rows: Math.round((seconds * perSecond) / parts), seconds: seconds / parts });
    }
  }
  return pieces;
}

/** Only what was written to: the days that are to come are left as new as they are. */
async function vacuum(database: Database): Promise<void> {
  await database.withConnection(async (client) => {
    for (const table of LOG_TABLES) {
      const { now, partitions } = await readPartitions(client, table);
      for (const { name, from } of partitions)
        if (from !== null && from <= now) await client.query(`VACUUM (ANALYZE) log.${name}`);
    }
    await client.query("VACUUM (ANALYZE) delivery_queue");
  });
}
