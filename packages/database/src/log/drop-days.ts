import type { ClientBase } from "pg";
import {
  type ExpiredBatch,
  expireDeliveries,
  expireDeliveriesOfEvents,
  isDeliveryWaiting,
  isEventWaiting,
} from "../sql/expire-deliveries.ts";
import { run, type Statement } from "../statement.ts";
import { briefly } from "./briefly.ts";
import { addDays } from "./days.ts";
import { lowestIdAt } from "./ids.ts";
import {
  attach,
  LOG_TABLES,
  type LogPartition,
  type LogTable,
  PARTITION_SCHEMA,
  readPartitions,
} from "./partitions.ts";
import { EVENT_MARGIN_DAYS } from "./retention.ts";

/** So few that nobody waits long for what a batch has locked. */
const BATCH = 500;
/** A day is dropped so long after the last of it could be seen: no transaction that has seen it lasts longer. */
const AFTERMATH_DAYS = 1 / 24;

/** What became of what is older than the log is kept. */
export interface DroppedDays {
  /** How many deliveries were called off because they still waited. */
  expired: number;
  /** The names of the partitions. */
  dropped: string[];
  /** The tables that somebody else kept, or of which something still is in flight: to be tried again soon. */
  postponed: string[];
}

/**
 * Calls off what still waits when its time in the log is over, and drops the days that are over. Any number of workers can
 * do it at once.
 *
 * Guarantees: nothing that waits is ever without its delivery or its event: what does is called off before, and a day that
 * something is still in flight of is left for later. A day is dropped as a whole, and how long writers wait for that does not
 * depend on how much it holds: see {@link briefly}.
 *
 * @param retentionDays how long deliveries are kept; events are kept for {@link EVENT_MARGIN_DAYS} more.
 */
export async function dropDays(
  client: ClientBase,
  retentionDays: number,
  signal: AbortSignal,
): Promise<DroppedDays> {
  const result: DroppedDays = { expired: 0, dropped: [], postponed: [] };
  for (const table of LOG_TABLES) {
    const { now, partitions } = await readPartitions(client, table);
    const isOfEvents = table.name === "events";
    const kept = addDays(now, -retentionDays);
    if (table.name === "webhook_deliveries") {
      result.expired += await expire(client, expireDeliveries, lowestIdAt(kept), signal);
    }
    const over = overBefore(partitions, addDays(kept, -(isOfEvents ? EVENT_MARGIN_DAYS : AFTERMATH_DAYS)));
    if (over === null || signal.aborted) continue;
    const below = lowestIdAt(over);
    if (isOfEvents) result.expired += await expire(client, expireDeliveriesOfEvents, below, signal);
    const [row] = await run(client, isOfEvents ? isEventWaiting : isDeliveryWaiting, [below]);
    const dropped =
      row?.waits === true ? null : await briefly(client, table.name, () => drop(client, table, over));
    if (dropped === null) result.postponed.push(table.name);
    else result.dropped.push(...dropped);
  }
  return result;
}

async function expire(
  client: ClientBase,
  statement: Statement<readonly [below: string, limit: number], ExpiredBatch>,
  below: string,
  signal: AbortSignal,
): Promise<number> {
  let sum = 0;
  for (let last = BATCH; last === BATCH && !signal.aborted; sum += last)
    last = (await run(client, statement, [below, BATCH]))[0]?.expired ?? 0;
  return sum;
}

/** Up to when days can be dropped, if there is any. */
function overBefore(partitions: readonly LogPartition[], time: Date): Date | null {
  const ends = partitions.flatMap(({ from, to }) => (from !== null && to !== null && to <= time ? [to] : []));
  return ends.at(-1) ?? null;
}

/**
 * Drops the days before a time. The first partition, which has no beginning, is emptied and takes their place: what is in it
 * is older still. The table is locked.
 */
async function drop(client: ClientBase, table: LogTable, over: Date): Promise<string[]> {
  const { partitions } = await readPartitions(client, table);
  const [first, ...days] = partitions;
  const old = days.filter(({ to }) => to !== null && to <= over);
  if (first?.from !== null || old.length === 0) return [];
  const qualified = `${PARTITION_SCHEMA}.${first.name}`;
  for (const { name } of old) await client.query(`DROP TABLE ${PARTITION_SCHEMA}.${name}`);
  await client.query(`ALTER TABLE ${table.name} DETACH PARTITION ${qualified}; TRUNCATE ${qualified}`);
  await attach(client, table, first.name, { from: null, to: old.at(-1)?.to ?? over });
  return old.map(({ name }) => name);
}
