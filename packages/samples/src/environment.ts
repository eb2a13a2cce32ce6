import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Database, migrate } from "@wth/database";
import { startEmbeddedPostgres, THROWAWAY_SETTINGS } from "@wth/database/embedded";
import { Keyring } from "@wth/server/secrets/keyring.ts";
import { startServerProcess } from "@wth/server/test/process.ts";
import { type Receiver, startReceiver } from "@wth/server/test/receiver.ts";

/** The real server, with its worker and database, and a receiver that its dealers' webhooks lead to. */
export interface Environment {
  /** A folder for everything that the run leaves. */
  readonly folder: string;
  readonly baseUrl: string;
  readonly database: Database;
  readonly keyring: Keyring;
  /** With which programs of the repository reach the same database. */
  readonly variables: Readonly<Record<string, string>>;
  /** Answers 204, and 500 on paths that end in `/failing`. */
  readonly receiver: Receiver;
  /** Programs that samples use and this machine may lack, and how cURL is set up. */
  readonly tools: { readonly bin: string; readonly curlHome: string };
}

/** Starts all of it in a temporary folder. */
export async function startEnvironment(): Promise<Environment & { close(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "wth-samples-"));
  const postgres = await startEmbeddedPostgres({ dataDir: folder, settings: THROWAWAY_SETTINGS });
  await migrate(postgres.url);
  const database = new Database({ url: postgres.url, applicationName: "wth-samples", maxConnections: 4 });
  const secretsKeys = `samples:${randomBytes(32).toString("base64")}`;
  const variables = {
    DATABASE_URL: postgres.url,
    WTH_SECRETS_KEYS: secretsKeys,
    WTH_ALLOW_INSECURE_WEBHOOKS: "1",
    // One attempt: what a receiver refuses is a dead letter at once.
    WTH_RETRY_SCHEDULE: "0",
    LOG_LEVEL: "info",
  };
  const server = await startServerProcess(variables);
  const receiver = await startReceiving();
  return {
    folder,
    baseUrl: server.baseUrl,
    database,
    keyring: Keyring.parse(secretsKeys),
    variables,
    receiver,
    tools: await writeTools(folder),
    close: async () => {
      await server.end("SIGTERM");
      await receiver.close();
      await database.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the run's own receiver. */
export async function startReceiving(): Promise<Receiver> {
  const receiver = await startReceiver();
  receiver.answer = (delivery) => ({ status: delivery.path.endsWith("/failing") ? 500 : 204 });
  return receiver;
}

/** Writes what samples need and this machine may lack into a folder. */
export async function writeTools(folder: string): Promise<Environment["tools"]> {
  const bin = path.join(folder, "bin");
  await mkdir(bin);
  const uuidgen = path.join(bin, "uuidgen");
  await writeFile(uuidgen, `#!/bin/sh\nexec node -p 'crypto.randomUUID()'\n`);
  await chmod(uuidgen, 0o755);
  // A refused request fails its block, and says why.
  await writeFile(path.join(folder, ".curlrc"), "fail-with-body\nshow-error\nno-progress-meter\n");
  return { bin, curlHome: folder };
}
