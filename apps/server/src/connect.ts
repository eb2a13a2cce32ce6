import { Database } from "@wth/database";
import { type EmbeddedPostgres, findRunningEmbedded, startEmbeddedPostgres } from "@wth/database/embedded";
import { type Config, ConfigError } from "./config.ts";
import type { Log } from "./log.ts";

/** The database of this process, with the embedded server if this process runs it. */
export interface Connection {
  database: Database;
  embedded: EmbeddedPostgres | null;
}

/**
 * Connects to `DATABASE_URL`, or starts the embedded PostgreSQL in the data folder and connects to that.
 *
 * @param say told, in words for people, of what takes a while.
 */
export async function connect(config: Config, log: Log, say: (line: string) => void): Promise<Connection> {
  const embedded =
    config.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDir: config.dataDir, log: say, onLost: giveUp(log) })
      : null;
  const url = config.databaseUrl ?? embedded?.url;
  if (url === undefined) throw new Error("There is either a DATABASE_URL or an embedded server.");
  const onIdleError = (error: Error) => log.warn({ err: error }, "A database connection was lost.");
  const database = new Database({
    url,
    applicationName: "wth-server",
    maxConnections: 20,
    retentionDays: config.logRetentionDays,
    onIdleError,
  });
  if (embedded === null) await assertReachable(database);
  return { database, embedded };
}

/** @throws {ConfigError} when `DATABASE_URL` leads to no database. */
async function assertReachable(database: Database): Promise<void> {
  try {
    await database.pool.query("SELECT");
  } catch (cause) {
    const { host } = new URL(database.url);
    const reason =
      cause instanceof Error ? cause.message || String(Reflect.get(cause, "code")) : String(cause);
    throw new ConfigError(
      `DATABASE_URL: no database can be reached at ${host} (${reason}). Start it, or correct the variable; unset it to use the embedded database.`,
    );
  }
}

/** Without its database the process can do nothing, and whoever runs it should see that it ended. */
function giveUp(log: Log): (error: Error) => void {
  return (error) => {
    log.fatal({ err: error }, "The embedded database is lost and could not be started again.");
    process.exit(1);
  };
}

/**
 * Connects to `DATABASE_URL`, or to the embedded PostgreSQL that a running server has started.
 *
 * @throws {ConfigError} when there is neither.
 */
export async function connectToRunning(config: Config): Promise<Database> {
  const url = config.databaseUrl ?? (await findRunningEmbedded(config.dataDir));
  if (url === null) {
    throw new ConfigError(
      "There is no database: DATABASE_URL is not set, and no server runs in the data folder. Run `npm start` in another terminal, or set DATABASE_URL.",
    );
  }
  const retentionDays = config.logRetentionDays;
  return new Database({ url, applicationName: "wth-ops", maxConnections: 2, retentionDays });
}
