import { randomBytes } from "node:crypto";
import { Database } from "@wth/database";
import { createTestDatabase } from "@wth/database/testing";
import type { Limits } from "../admission.ts";
import { startApi } from "../api.ts";
import { readConfig } from "../config.ts";
import { createLog } from "../log.ts";
import { startOperator } from "../metrics/operator.ts";
import { Keyring } from "../secrets/keyring.ts";
import { type ApiVersions, shippedVersions } from "../versions/api-versions.ts";
import { startWorker, type Worker } from "../worker.ts";

/** One for all servers of a test file: each log waits for the end of the process. */
const log = createLog(process.env.TEST_LOG_LEVEL ?? "silent");

/** The real server on a database of its own. */
export interface TestServer {
  /** `http://127.0.0.1:<port>/api/v1`. */
  baseUrl: string;
  database: Database;
  keyring: Keyring;
  /** The `WTH_SECRETS_KEYS` of this server, for processes that share its database. */
  secretsKeys: string;
  /** Starts a worker in this process; one more each time. */
  startWorker(env?: Readonly<Record<string, string>>): Worker;
  /** Stops everything, and fails when a connection is left open. */
  close(): Promise<void>;
}

/**
 * Starts the API on a free port, with answers checked against the contract, and no worker yet.
 *
 * @param env configuration variables over the defaults of tests.
 * @param limits instead of the product's. Owners of keys are not kept in memory unless `keyCacheMs` is given: what a
 *   test writes then counts for its next request, and not only some milliseconds later.
 * @param databaseUrl of a database instead of a fresh one.
 * @param versions instead of those that are shipped.
 */
export async function startTestServer(
  env: Readonly<Record<string, string>> = {},
  limits: Limits = {},
  databaseUrl?: string,
  versions: ApiVersions = shippedVersions(),
): Promise<TestServer> {
  const testDatabase = await createTestDatabase();
  const secretsKeys = `test:${randomBytes(32).toString("base64")}`;
  const url = databaseUrl ?? testDatabase.url;
  const keyring = Keyring.parse(secretsKeys);
  const settings = {
    DATABASE_URL: url,
    WTH_SECRETS_KEYS: secretsKeys,
    WTH_ALLOW_INSECURE_WEBHOOKS: "1",
    ...env,
  };
  const publicUrl = "https://api.test";
  const config = readConfig(settings);
  const retentionDays = config.logRetentionDays;
  const database = new Database({ url, applicationName: "wth-test-server", retentionDays });
  const { validateResponses, trustProxy, redisUrl, redisTimeoutMs } = config;
  const operator = await startOperator({ database, log, config: { ...config, host: "127.0.0.1" } });
  const api = await startApi({
    host: "127.0.0.1",
    port: 0,
    validateResponses,
    trustProxy,
    redisUrl,
    redisTimeoutMs,
    limits: { keyCacheMs: 0, ...limits },
    versions,
    allowInsecureWebhooks: config.allowInsecureWebhooks,
    operator,
    database,
    keyring,
    log,
    publicUrl,
  });
  const workers: Worker[] = [];

  return {
    baseUrl: `http://127.0.0.1:${api.port}/api/v1`,
    database,
    keyring,
    secretsKeys,
    startWorker: (more = {}) => {
      const config = readConfig({ ...settings, ...more });
      const worker = startWorker({ database, keyring, log, operator, config });
      workers.push(worker);
      return worker;
    },
    close: async () => {
      await Promise.all([api.stop(), ...workers.map((worker) => worker.stop())]);
      await operator.close();
      await database.close();
      await testDatabase.drop();
    },
  };
}
