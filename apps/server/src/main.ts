import { migrate } from "@wth/database";
import { type Api, startApi } from "./api.ts";
import { banner } from "./banner.ts";
import { type Config, readConfig } from "./config.ts";
import { type Connection, connect } from "./connect.ts";
import { describeFailure } from "./failure.ts";
import { createLog, type Log } from "./log.ts";
import { assertPortFree } from "./port.ts";
import { loadSampleDealer } from "./sample/load.ts";
import { loadKeyring } from "./secrets/key-file.ts";
import type { Keyring } from "./secrets/keyring.ts";
import { stopOnSignal } from "./stop.ts";
import { startWorker, type Worker } from "./worker.ts";

/** What runs in this process. */
interface Running {
  api: Api | null;
  worker: Worker | null;
}

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Starts what this process is to do, in order, and says where it is to be found. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const keyring = loadKeyring(config);
  const log = createLog(config.logLevel);
  if (config.roles.includes("api")) await assertPortFree(config.host, config.port);

  const connecting = connect(config, log, say);
  const starting = connecting.then((connection) => start(config, connection, keyring, log));
  // From here on there is something to stop, also while it is still starting.
  stopOnSignal(log, async () => {
    const { database, embedded } = await connecting;
    const { api, worker } = await starting.catch(() => ({ api: null, worker: null }));
    await Promise.all([api?.stop(), worker?.stop()]);
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
  const sample = config.loadSampleDealer ? await loadSampleDealer(database) : null;
  const running: Running = { api: null, worker: null };
  if (config.roles.includes("worker")) running.worker = startWorker({ database, keyring, log, config });
  if (config.roles.includes("api")) running.api = await startApi({ ...config, database, keyring, log });
  log.info({ roles: config.roles, port: running.api?.port }, "started");
  if (sample !== null && running.api !== null) say(banner(config.publicUrl, sample));
  return running;
}

main().catch((error: unknown) => {
  say(`\nCannot start. ${describeFailure(error)}`);
  process.exit(1);
});
