import path from "node:path";
import { migrate } from "@wth/database";
import { type Api, startApi } from "./api.ts";
import { banner } from "./banner.ts";
import { type Config, readConfig, repositoryRoot } from "./config.ts";
import { type Connection, connect } from "./connect.ts";
import { describeFailure } from "./failure.ts";
import { startMakingDays } from "./housekeeping/keep-log.ts";
import type { Repeating } from "./housekeeping/repeat.ts";
import { createLog, type Log } from "./log.ts";
import { type Operator, startOperator } from "./metrics/operator.ts";
import { assertPortFree } from "./port.ts";
import { loadSampleDealer } from "./sample/load.ts";
import { samplePassword } from "./sample/password.ts";
import { loadKeyring } from "./secrets/key-file.ts";
import type { Keyring } from "./secrets/keyring.ts";
import { stopOnSignal } from "./stop.ts";
import { startWorker, type Worker } from "./worker.ts";

/** The pages of the dashboard; `npm start` builds them. */
const dashboardFolder = path.join(repositoryRoot, "apps/dashboard/dist");

/** The documentation; `npm start` builds it too. */
const docsFolder = path.join(repositoryRoot, "apps/docs/dist");

/** What runs in this process. */
interface Running {
  api: Api | null;
  worker: Worker | null;
  operator: Operator | null;
  days: Repeating | null;
}

const nothing: Running = { api: null, worker: null, operator: null, days: null };

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Starts what this process is to do, in order, and says where it is to be found. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const keyring = loadKeyring(config);
  const log = createLog(config.logLevel);
  const { host, port, metricsPort } = config;
  if (config.roles.includes("api")) await assertPortFree(host, port);
  if (metricsPort !== null) await assertPortFree(host, metricsPort, "WTH_METRICS_PORT");

  const connecting = connect(config, log, say);
  const starting = connecting.then((connection) => start(config, connection, keyring, log));
  // From here on there is something to stop, also while it is still starting.
  stopOnSignal(log, async () => {
    const { database, embedded } = await connecting;
    const { api, worker, operator, days } = await starting.catch(() => nothing);
    await Promise.all([api?.stop(), worker?.stop(), days?.stop()]);
    await operator?.close();
    await database.close();
    await embedded?.stop();
  });
  await starting.catch(async (error: unknown) => {
    await (await connecting).embedded?.stop();
    throw error;
  });
}

async function start(config: Config, { database }: Connection, keyring: Keyring, log: Log): Promise<Running> {
  await migrate(database.url, { log: say });
  const sample = config.loadSampleDealer
    ? await loadSampleDealer(database, samplePassword(config.dataDir))
    : null;
  const operator = await startOperator({ database, log, config });
  const days = startMakingDays(database, log);
  const { roles, metricsPort } = config;
  const worker = roles.includes("worker") ? startWorker({ database, keyring, log, operator, config }) : null;
  const api = roles.includes("api")
    ? await startApi({ ...config, database, keyring, log, operator, dashboardFolder, docsFolder })
    : null;
  log.info({ roles, port: api?.port, metrics_port: metricsPort ?? undefined }, "started");
  if (sample !== null && api !== null) say(banner(config.publicUrl, sample, process.env));
  return { api, worker, operator, days };
}

main().catch((error: unknown) => {
  say(`\nCannot start. ${describeFailure(error)}`);
  process.exit(1);
});
