import type { Database } from "@wth/database";
import type { Config } from "./config.ts";
import { PostgresQueue } from "./delivery/postgres-queue.ts";
import { Runner } from "./delivery/runner.ts";
import { Sender } from "./delivery/send.ts";
import { startHousekeeping } from "./housekeeping/housekeeping.ts";
import type { Log } from "./log.ts";
import type { Keyring } from "./secrets/keyring.ts";

/** What a worker works with. */
export interface WorkerOptions {
  database: Database;
  keyring: Keyring;
  log: Log;
  config: Pick<
    Config,
    "allowInsecureWebhooks" | "endpointConcurrency" | "leaseSeconds" | "retrySchedule" | "workerConcurrency"
  >;
}

/** A running worker. */
export interface Worker {
  /** Claims nothing more, lets attempts in flight end (each has 10 s at most), and records them. */
  stop(): Promise<void>;
}

/** Delivers what is due, and clears away what has expired, until it is stopped. */
export function startWorker({ database, keyring, log, config }: WorkerOptions): Worker {
  const { endpointConcurrency, leaseSeconds } = config;
  const runner = new Runner({
    queue: new PostgresQueue({ database, keyring, log, endpointConcurrency, leaseSeconds }),
    sender: new Sender({ allowLoopback: config.allowInsecureWebhooks }),
    log,
    schedule: config.retrySchedule,
    concurrency: config.workerConcurrency,
  });
  runner.start();
  const housekeeping = startHousekeeping(database, log);
  return {
    stop: async () => {
      await housekeeping.stop();
      await runner.stop();
    },
  };
}
