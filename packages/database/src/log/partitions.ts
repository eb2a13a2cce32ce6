import type { ClientBase } from "pg";
import { lowestIdAt, timeOfId } from "./ids.ts";

/** The schema in which the partitions lie: the tables alone are what the program speaks of. */
export const PARTITION_SCHEMA = "log";

/** A table of the log, partitioned into days by a column that holds an id of version 7. */
export interface LogTable {
  readonly name: "events" | "webhook_deliveries" | "webhook_delivery_attempts";
  readonly key: "id" | "delivery_id";
  /** Settings of each partition, as in the migration: PostgreSQL keeps none for the whole. */
  readonly settings: readonly string[];
}

/**
 * What the planner is to believe: that an integration has few rows a day. Else, where one has nearly all, it looks for that
 * one's rows in the order of ids through the primary key, and finds none for a long time if those of a kind are rare.
 */
const FEW_EACH = "ALTER COLUMN integration_id SET (n_distinct = -0.5)";

/** The tables of the log. */
export const LOG_TABLES: readonly LogTable[] = [
  { name: "events", key: "id", settings: [FEW_EACH] },
  { name: "webhook_deliveries", key: "id", settings: [FEW_EACH, "SET (fillfactor = 50)"] },
  { name: "webhook_delivery_attempts", key: "delivery_id", settings: [] },
];

/** From a time on, and before another; null is no bound. */
export interface Range {
  readonly from: Date | null;
  readonly to: Date | null;
}

/** A partition of a table of the log. */
export interface LogPartition extends Range {
  readonly name: string;
}

/** What the partition of a range is called: by its first day, or as the one that has no bound on one side. */
export function nameOf(table: LogTable, { from, to }: Range): string {
  if (to === null) return `${table.name}_after`;
  if (from === null) return `${table.name}_before`;
  return `${table.name}_${from.toISOString().slice(0, 10).replaceAll("-", "")}`;
}

/** An id as a bound of a partition, in the words of the catalogue. */
const BOUND = /(?:MINVALUE|MAXVALUE|'([0-9a-f-]{36})')/g;

/** The partitions of a table of the log, the oldest first, and the database's time. */
export async function readPartitions(
  client: ClientBase,
  table: LogTable,
): Promise<{ now: Date; partitions: LogPartition[] }> {
  const { rows } = await client.query<{ now: Date; name: string | null; bounds: string | null }>(
    `SELECT now() AS now, c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
     FROM (SELECT) AS once
     LEFT JOIN pg_inherits i ON i.inhparent = to_regclass($1)
     LEFT JOIN pg_class c ON c.oid = i.inhrelid`,
    [table.name],
  );
  const partitions = rows.flatMap(({ name, bounds }) =>
    name === null || bounds === null ? [] : [{ name, ...rangeOf(bounds) }],
  );
  const startOf = ({ from }: Range) => from?.getTime() ?? Number.NEGATIVE_INFINITY;
  partitions.sort((a, b) => startOf(a) - startOf(b));
  return { now: rows[0]?.now ?? new Date(), partitions };
}

function rangeOf(bounds: string): Range {
  const [from, to] = [...bounds.matchAll(BOUND)].map(([, id]) => (id === undefined ? null : timeOfId(id)));
  return { from: from ?? null, to: to ?? null };
}

/** Makes a table a partition. (Such statements take no parameters; what is written into this one is ours.) */
export async function attach(
  client: ClientBase,
  { name: table }: LogTable,
  name: string,
  { from, to }: Range,
): Promise<void> {
  const lower = from === null ? "MINVALUE" : `'${lowestIdAt(from)}'`;
  const upper = to === null ? "MAXVALUE" : `'${lowestIdAt(to)}'`;
  await client.query(
    `ALTER TABLE ${table} ATTACH PARTITION ${PARTITION_SCHEMA}.${name} FOR VALUES FROM (${lower}) TO (${upper})`,
  );
}
