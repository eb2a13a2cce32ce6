import type { Database } from "@wth/database";
import type { Config } from "./config.ts";
import { PostgresQueue } from "./delivery/postgres-queue.ts";
import { Runner } from "./delivery/runner.ts";
import { Sender } from "./delivery/send.ts";
import { startHousekeeping } from "./housekeeping/housekeeping.ts";
import type { Log } from "./log.ts";
import type { Operator } from "./metrics/operator.ts";
import type { Keyring } from "./secrets/keyring.ts";

/** What a worker works with. */
export interface WorkerOptions {
  database: Database;
  keyring: Keyring;
  log: Log;
  /** Who is to hear of deliveries; default: nobody. */
  operator?: Pick<Operator, "observeQueue"> | undefined;
  config: Pick<
    Config,
    | "allowInsecureWebhooks"
    | "attemptTimeoutMs"
    | "endpointConcurrency"
    | "leaseSeconds"
    | "retrySchedule"
    | "workerConcurrency"
  >;
}

/** A running worker. */
export interface Worker {
  /** Claims nothing more, lets attempts in flight end (each has 10 s at most), and records them. */
  stop(): Promise<void>;
}

/** Delivers what is due, and clears away what has expired, until it is stopped. */
export function startWorker({ database, keyring, log, operator, config }: WorkerOptions): Worker {
  const { allowInsecureWebhooks: allowLoopback, attemptTimeoutMs: deadlineMs } = config;
  const { endpointConcurrency, leaseSeconds } = config;
  const queue = new PostgresQueue({
    database,
    keyring,
    log,
    endpointConcurrency,
    leaseSeconds,
    attemptTimeoutMs: deadlineMs,
  });
  const runner = new Runner({
    queue: operator?.observeQueue(queue) ?? queue,
    sender: new Sender({ allowLoopback, deadlineMs }),
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
