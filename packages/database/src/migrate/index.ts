import pg from "pg";
import { makeDays } from "../log/make-days.ts";
import { MigrationError } from "./errors.ts";
import { MIGRATIONS_DIRECTORY, type MigrationFile, readMigrations } from "./files.ts";
import { createRecordsTable, insertRecord, pendingMigrations, readRecords } from "./records.ts";

export { isMigrated, migrationNames } from "./applied.ts";
export { MigrationError, type MigrationErrorReason } from "./errors.ts";

/** Where to find the migrations and whom to tell. */
export interface MigrateOptions {
  /** Folder with `<name>/migration.sql`. Default: this package's own. */
  directory?: string;
  /** Gets one line for each migration applied and for a long wait. */
  log?: (message: string) => void;
  /** How long to wait for another program that is migrating, in ms. Default: two minutes. */
  lockTimeoutMs?: number;
  /** The oldest major version of PostgreSQL that will do. Default: what the schema needs. */
  oldestServer?: number;
  /** The first day that the log gets a partition for if it has none yet. Default: yesterday. */
  logSince?: Date;
}

/** Prisma's own advisory lock: `prisma migrate deploy` and this runner exclude each other. */
const ADVISORY_LOCK = 72_707_369;
const LOCK_TIMEOUT_MS = 120_000;
/** The schema's ids are `uuidv7()`: they grow with time, so that new rows share index pages. */
const OLDEST_SERVER = 18;
/** https://www.postgresql.org/docs/18/errcodes-appendix.html */
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Brings a database to this release's schema.
 *
 * Any number of servers may call it at once: an advisory lock lets one work while the others wait. Each
 * migration and its record are one transaction, so a failed or interrupted one leaves nothing behind. (A
 * statement that refuses transactions, such as CREATE INDEX CONCURRENTLY, therefore cannot be in a migration.) Then the
 * partitions of the log are made for the coming days, as far as they are missing.
 *
 * @returns the names of the migrations applied by this call, in order.
 * @throws MigrationError when the database does not fit this release or a migration fails.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const files = await readMigrations(options.directory ?? MIGRATIONS_DIRECTORY);
  return withClient(url, async (client) => {
    await requireServer(client, options.oldestServer ?? OLDEST_SERVER);
    await takeLock(client, options);
    await createRecordsTable(client);
    const pending = pendingMigrations(files, await readRecords(client));
    for (const file of pending) {
      options.log?.(`Applying migration ${file.name}…`);
      await apply(client, file);
    }
    const { directory, logSince } = options;
    if (directory === undefined) await makeDays(client, logSince === undefined ? {} : { since: logSince });
    return { applied: pending.map((file) => file.name) };
  });
}

/**
 * What is applied and what is still to do; changes nothing.
 *
 * @throws MigrationError when the database does not fit this release.
 */
export async function migrationStatus(
  url: string,
  options: Pick<MigrateOptions, "directory"> = {},
): Promise<{ applied: string[]; pending: string[] }> {
  const files = await readMigrations(options.directory ?? MIGRATIONS_DIRECTORY);
  return withClient(url, async (client) => {
    const records = await readRecords(client);
    const pending = pendingMigrations(files, records).map((file) => file.name);
    return { applied: records.map((record) => record.migration_name), pending };
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "wth-migrate" });
  client.on("error", () => {}); // a lost connection also fails the query that is running
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end(); // also drops the advisory lock
  }
}

async function requireServer(client: pg.Client, oldest: number): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    "SELECT current_setting('server_version') AS version",
  );
  const version = rows[0]?.version ?? "";
  if (Number.parseInt(version, 10) >= oldest) return;
  throw new MigrationError(
    "server",
    `The database server is PostgreSQL ${version}, and this release needs ${oldest} or newer. Upgrade the server, or point DATABASE_URL to another.`,
  );
}

async function takeLock(client: pg.Client, options: MigrateOptions): Promise<void> {
  const lock = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [
    ADVISORY_LOCK,
  ]);
  if (lock.rows[0]?.taken === true) return;
  options.log?.("Waiting for another program that is migrating the database…");
  try {
    await client.query("SELECT set_config('lock_timeout', $1, false)", [
      String(options.lockTimeoutMs ?? LOCK_TIMEOUT_MS),
    ]);
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query("RESET lock_timeout");
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError) || cause.code !== LOCK_NOT_AVAILABLE) throw cause;
    throw new MigrationError(
      "locked",
      "Another program has held the migration lock of this database for too long. See who holds it (SELECT pid, application_name FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory'), end it, then start again.",
      { cause },
    );
  }
}

async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(file.sql);
    await insertRecord(client, file);
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK").catch(() => {}); // a lost connection has rolled back already
    throw new MigrationError(
      "failed",
      `Migration ${file.name} failed and was undone: ${describe(cause, file.sql)}`,
      {
        migration: file.name,
        cause,
      },
    );
  }
}

/** PostgreSQL's message with the line of the file that it points to. */
function describe(error: unknown, sql: string): string {
  if (!(error instanceof Error)) return String(error);
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN;
  if (!Number.isInteger(position)) return error.message;
  return `${error.message} (line ${sql.slice(0, position).split("\n").length} of migration.sql)`;
}
