import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Database, migrate } from "@wth/database";
import { type PostgresSettings, startEmbeddedPostgres } from "@wth/database/embedded";
import { createLog, type Log } from "@wth/server/log.ts";
import { Keyring } from "@wth/server/secrets/keyring.ts";

/** What every benchmark runs on: a real, durable PostgreSQL with the default settings of `npm start`. */
export interface Environment {
  database: Database;
  keyring: Keyring;
  secretsKeys: string;
  log: Log;
  close(): Promise<void>;
  /** The same while it is still in use: whatever uses it fails. */
  abandon(): Promise<void>;
}

/**
 * Starts PostgreSQL in a temporary folder and brings the schema up.
 *
 * @param settings of PostgreSQL, over those of `npm start`.
 */
export async function startEnvironment(settings: PostgresSettings = {}): Promise<Environment> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "wth-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir, settings });
  const abandon = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  await migrate(postgres.url);
  const database = new Database({ url: postgres.url, applicationName: "wth-bench", maxConnections: 20 });
  const secretsKeys = `bench:${randomBytes(32).toString("base64")}`;
  return {
    database,
    keyring: Keyring.parse(secretsKeys),
    secretsKeys,
    log: createLog("silent"),
    close: async () => {
      await database.close();
      await abandon();
    },
    abandon,
  };
}
