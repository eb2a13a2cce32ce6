import type { ClientBase } from "pg";
import { briefly } from "./briefly.ts";
import { lowestIdAt } from "./ids.ts";
import {
  attach,
  LOG_TABLES,
  type LogTable,
  nameOf,
  PARTITION_SCHEMA,
  type Range,
  readPartitions,
} from "./partitions.ts";
import { endOf, planDays, type WantedDays } from "./plan.ts";

/** How many days after today's there are partitions for. */
export const DAYS_AHEAD = 7;

/** What was made of the partitions of the log. */
export interface MadeDays {
  /** The names of the new ones. */
  made: string[];
  /** The tables that somebody else kept: to be tried again soon. */
  postponed: string[];
  /** Up to when there are days now, in every table; null: the log has none at all yet. */
  until: Date | null;
}

/**
 * Makes the partitions of the coming days, as far as they are missing. Any number of processes can do it at once.
 *
 * Guarantee: at every moment there is a place for a row of any id, so that no insert fails for the want of a partition: until
 * there is one of its day, a row comes into the first partition of its table or into the last. How long writers wait: see
 * {@link briefly}.
 */
export async function makeDays(client: ClientBase, wanted: Partial<WantedDays> = {}): Promise<MadeDays> {
  const { ahead = DAYS_AHEAD } = wanted;
  const days: MadeDays = { made: [], postponed: [], until: null };
  for (const table of LOG_TABLES) {
    let { now, until } = await lastOf(client, table);
    if (until === null || until < endOf(now, ahead)) {
      const made = await briefly(client, table.name, () => extend(client, table, { ...wanted, ahead }));
      if (made === null) days.postponed.push(table.name);
      else days.made.push(...made);
      until = (await lastOf(client, table)).until;
    }
    if (days.until === null || (until !== null && until < days.until)) days.until = until;
  }
  return days;
}

async function lastOf(client: ClientBase, table: LogTable): Promise<{ now: Date; until: Date | null }> {
  const { now, partitions } = await readPartitions(client, table);
  return { now, until: partitions.at(-1)?.from ?? null };
}

/** Cuts the missing days from the beginning of the table's last partition. The table is locked. */
async function extend(client: ClientBase, table: LogTable, wanted: WantedDays): Promise<string[]> {
  const { now, partitions } = await readPartitions(client, table);
  const last = partitions.at(-1);
  if (last?.to !== null) return [];
  const end = endOf(now, wanted.ahead);
  const tail = `${PARTITION_SCHEMA}.${last.name}`;
  const { rows } = await client.query<{ newest: Date | null }>(
    `SELECT uuid_extract_timestamp(${table.key}) AS newest
     FROM ${tail} WHERE ${table.key} < $1::uuid
     ORDER BY ${table.key} DESC LIMIT 1`,
    [lowestIdAt(end)],
  );
  const plan = planDays(now, wanted, { from: last.from, newest: rows[0]?.newest ?? null });
  if (plan === null) return [];

  await client.query(`ALTER TABLE ${table.name} DETACH PARTITION ${tail}`);
  if (plan.kept === null) await attach(client, table, last.name, { from: end, to: null });
  else await keep(client, table, last.name, plan.kept, end);
  for (const range of plan.made) {
    await create(client, table, nameOf(table, range));
    await attach(client, table, nameOf(table, range), range);
  }
  return plan.made.map((range) => nameOf(table, range));
}

/** Leaves the rows of the last partition where they are, under another name, and makes a new last one. */
async function keep(
  client: ClientBase,
  table: LogTable,
  tail: string,
  kept: Range,
  end: Date,
): Promise<void> {
  const name = nameOf(table, kept);
  await client.query(`ALTER TABLE ${PARTITION_SCHEMA}.${tail} RENAME TO ${name}`);
  await create(client, table, tail);
  await move(client, table, name, tail, end);
  await attach(client, table, name, kept);
  await attach(client, table, tail, { from: end, to: null });
}

/** Moves what is from a time on, which comes from clocks that are days ahead. */
async function move(
  client: ClientBase,
  table: LogTable,
  from: string,
  to: string,
  time: Date,
): Promise<void> {
  const { rows } = await client.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns
     FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table.name],
  );
  const columns = rows[0]?.columns ?? "";
  await client.query(
    `WITH moved AS (DELETE FROM ${PARTITION_SCHEMA}.${from} WHERE ${table.key} >= $1::uuid RETURNING ${columns})
     INSERT INTO ${PARTITION_SCHEMA}.${to} (${columns}) SELECT ${columns} FROM moved`,
    [lowestIdAt(time)],
  );
}

async function create(client: ClientBase, { name: table, settings }: LogTable, name: string): Promise<void> {
  const qualified = `${PARTITION_SCHEMA}.${name}`;
  await client.query(`CREATE TABLE ${qualified} (LIKE ${table} INCLUDING ALL)`);
  for (const setting of settings) await client.query(`ALTER TABLE ${qualified} ${setting}`);
}
