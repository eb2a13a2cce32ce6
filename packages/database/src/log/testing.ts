import { inject } from "vitest";
import { Database } from "../database.ts";
import { migrate } from "../migrate/index.ts";
import { insertEvents } from "../sql/insert-events.ts";
import type { TestEndpoint } from "../sql/testing.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { addDays, dayOf } from "./days.ts";
import { randomIdAt } from "./ids.ts";
import { LOG_TABLES, type LogTable, readPartitions } from "./partitions.ts";

const [events, deliveries, attempts] = LOG_TABLES;
if (events === undefined || deliveries === undefined || attempts === undefined)
  throw new Error("There are three.");

/** The tables of the log, by what is in them. */
export const tables = { events, deliveries, attempts };

/** A database of its own. */
export interface OpenLog {
  database: Database;
  close(): Promise<void>;
}

/** Opens a database whose log has days since yesterday; or a copy of another, which nobody is connected to. */
export async function openLog(template?: TestDatabase, retentionDays = 30): Promise<OpenLog> {
  const server = inject("testServer");
  const name = template === undefined ? server.template : new URL(template.url).pathname.slice(1);
  const testDatabase = await createTestDatabase({ ...server, template: name });
  const database = new Database({ url: testDatabase.url, applicationName: "log-test", retentionDays });
  return {
    database,
    close: async () => {
      await database.close();
      await testDatabase.drop();
    },
  };
}

/** Makes a database whose log has days since so long ago. */
export async function makeOldLog(daysAgo: number): Promise<TestDatabase> {
  const testDatabase = await createTestDatabase({ ...inject("testServer"), template: "template1" });
  await migrate(testDatabase.url, { logSince: addDays(new Date(), -daysAgo) });
  return testDatabase;
}

/** The start of the day so many days after today. */
export const day = (days: number) => dayOf(new Date(), days);

/** What the partition of that day is called. */
export const partitionOf = ({ name }: LogTable, days: number) =>
  `${name}_${day(days).toISOString().slice(0, 10).replaceAll("-", "")}`;

/** The names of a table's partitions, the oldest first. */
export async function namesOf(database: Database, table: LogTable): Promise<string[]> {
  const { partitions } = await database.withConnection((client) => readPartitions(client, table));
  return partitions.map(({ name }) => name);
}

/** In which partition a row lies; nothing: there is no such row. */
export async function placeOf(database: Database, table: LogTable, id: string): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ place: string }>(
    `SELECT c.relname AS place FROM ${table.name} t JOIN pg_class c ON c.oid = t.tableoid WHERE t.${table.key} = $1`,
    [id],
  );
  return rows[0]?.place;
}

/** Records an event of a time, with a delivery of now. */
export async function recordAt(
  database: Database,
  { integrationId }: TestEndpoint,
  time: Date,
): Promise<{ eventId: string; deliveryId: string }> {
  const eventId = randomIdAt(time);
  const event = [[eventId], integrationId, ["listing.sold"], "2026-05-07", true, ["{}"]] as const;
  const [delivery] = await run(database.pool, insertEvents, [...event, false]);
  return { eventId, deliveryId: delivery?.delivery_id ?? "" };
}

/** Makes a delivery older, with its row of the queue; returns its new id. */
export async function setAge(database: Database, deliveryId: string, time: Date): Promise<string> {
  const id = randomIdAt(time);
  await database.pool.query("UPDATE webhook_deliveries SET id = $2 WHERE id = $1", [deliveryId, id]);
  await database.pool.query("UPDATE delivery_queue SET delivery_id = $2 WHERE delivery_id = $1", [
    deliveryId,
    id,
  ]);
  return id;
}
