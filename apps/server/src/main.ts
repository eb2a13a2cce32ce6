import { migrate } from "@wth/database";
import { EmbeddedPostgresError } from "@wth/database/embedded";
import { type Api, startApi } from "./api.ts";
import { banner } from "./banner.ts";
import { ConfigError, readConfig } from "./config.ts";
import { connect } from "./connect.ts";
import { createLog } from "./log.ts";
import { assertPortFree, PortTakenError } from "./port.ts";
import { loadSampleDealer } from "./sample/load.ts";
import { Keyring } from "./secrets/keyring.ts";
import { stopOnSignal } from "./stop.ts";
import { startWorker, type Worker } from "./worker.ts";

/** Starts what this process is to do, in order, and says where it is to be found. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const keyring = Keyring.parse(config.secretsKeys);
  const log = createLog(config.logLevel);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  if (config.roles.includes("api")) await assertPortFree(config.host, config.port);

  const { database, embedded } = await connect(config, log, say);
  let api: Api | null = null;
  let worker: Worker | null = null;
  stopOnSignal(log, async () => {
    await Promise.all([api?.stop(), worker?.stop()]);
    await database.close();
    await embedded?.stop();
  });

  await migrate(database.url, { log: say });
  const sample = embedded === null ? null : await loadSampleDealer(database);
  const publicUrl =
    config.publicUrl ??
    `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${config.port}`;
  if (config.roles.includes("worker")) worker = startWorker({ database, keyring, log, config });
  if (config.roles.includes("api")) api = await startApi({ ...config, database, keyring, log, publicUrl });
  log.info({ roles: config.roles, port: api?.port }, "started");
  if (sample !== null && api !== null) say(banner(publicUrl, sample));
}

main().catch((error: unknown) => {
  const foreseen =
    error instanceof ConfigError || error instanceof PortTakenError || error instanceof EmbeddedPostgresError;
  const problem = foreseen
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`\nCannot start. ${problem}\n`);
  process.exit(1);
});
