import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Database, migrate } from "@wth/database";
import { startEmbeddedPostgres } from "@wth/database/embedded";
import { enableIntegration } from "@wth/server/integration/activation.ts";
import { createDealer } from "@wth/server/integration/create-dealer.ts";
import { findIntegration } from "@wth/server/integration/find.ts";
import { setWebhook } from "@wth/server/integration/webhook.ts";
import { Keyring } from "@wth/server/secrets/keyring.ts";

/** A PostgreSQL of the run's own, as durable as that of `npm start`, and what its secrets are sealed with. */
export interface Environment {
  /** A folder for everything that the run leaves. */
  folder: string;
  database: Database;
  keyring: Keyring;
  secretsKeys: string;
  /** Stops the database. @param keep leaves the folder where it is. */
  close(keep: boolean): Promise<void>;
}

/** Starts PostgreSQL in a temporary folder and brings the schema up. */
export async function startEnvironment(say: (line: string) => void): Promise<Environment> {
  const folder = await mkdtemp(path.join(tmpdir(), "wth-chaos-"));
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: say });
  await migrate(postgres.url);
  const database = new Database({ url: postgres.url, applicationName: "wth-chaos", maxConnections: 4 });
  const secretsKeys = `chaos:${randomBytes(32).toString("base64")}`;
  return {
    folder,
    database,
    keyring: Keyring.parse(secretsKeys),
    secretsKeys,
    close: async (keep) => {
      await database.close();
      await postgres.stop();
      if (!keep) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An endpoint: the webhook of one dealer's integration. */
export interface Endpoint {
  path: string;
  integrationId: string;
  secret: string;
}

/** Makes a dealer with an enabled integration and a webhook, through the functions that `ops` uses. */
export async function makeEndpoint(
  { database, keyring }: Environment,
  endpoint: string,
  url: string,
): Promise<Endpoint> {
  const email = `chaos-${randomUUID()}@example.com`;
  const dealer = { email, name: "Chaos", plan: "business", passwordHash: null } as const;
  const { id: userId } = await database.prismaTransaction((tx) => createDealer(tx, dealer));
  const { id: integrationId } = await findIntegration(database, userId);
  const secret = await database.prismaTransaction(async (tx) => {
    await enableIntegration(tx, integrationId);
    return setWebhook(tx, keyring, integrationId, { url }, true);
  });
  if (secret === null) throw new Error("A first webhook has a secret.");
  return { path: endpoint, integrationId, secret };
}
