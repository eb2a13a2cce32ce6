import { createServer, type RequestListener, type Server } from "node:http";
import { COUNT_QUEUE_OPTIONS, type Database } from "@wth/database";
import type { Config } from "../config.ts";
import type { DeliveryQueue } from "../delivery/queue.ts";
import { Readiness } from "../health/readiness.ts";
import type { RequestObserver } from "../http/request-observer.ts";
import type { Log } from "../log.ts";
import { startTracing } from "../tracing/start.ts";
import { Backlog } from "./backlog.ts";
import { Metrics } from "./metrics.ts";
import { OperatorEndpoints } from "./operator-endpoints.ts";

/** How long the database may take to answer a probe or to count, in ms: less than a scraper waits. */
const ANSWER_MS = 3_000;

/** What the operator's side of a process works with. */
export interface OperatorOptions {
  database: Database;
  log: Log;
  config: Pick<Config, "host" | "metricsPort" | "metricsToken" | "endpointConcurrency" | "tracing">;
}

/** What this process shows to whoever operates it. */
export interface Operator {
  /** Null unless somebody may read them. */
  readonly metrics: Metrics | null;
  /** Who is to hear of each answered request. */
  readonly requestObservers: readonly RequestObserver[];
  /** The same queue, heard by whoever is to hear of deliveries. */
  observeQueue(queue: DeliveryQueue): DeliveryQueue;
  /** Puts the operator's endpoints in front of what answers everything else on the API's port. */
  before(listener: RequestListener): RequestListener;
  /** Closes the port of its own, if there is one, and lets go of the database. */
  close(): Promise<void>;
}

/**
 * Starts what the operator sees: `/ready` on every port; `/metrics` on a port of its own if there is one, else, for who
 * has the token, on the API's.
 *
 * @throws {Error} `EADDRINUSE` when the port is taken.
 */
export async function startOperator({ database, log, config }: OperatorOptions): Promise<Operator> {
  const { host, metricsPort, metricsToken: token, endpointConcurrency } = config;
  // Apart from the main pool, which may be full just when somebody wants to know why. Opened when asked, closed when idle.
  const pool = database.openPool({
    application_name: "wth-operator",
    max: 2,
    options: COUNT_QUEUE_OPTIONS,
    statement_timeout: ANSWER_MS,
    query_timeout: ANSWER_MS + 500,
  });
  const readiness = new Readiness({ pool, log });
  const isShown = metricsPort !== null || token !== null;
  const metrics = isShown ? new Metrics(database, new Backlog({ pool, log, endpointConcurrency })) : null;
  const tracing = await startTracing(config);
  const onApiPort = new OperatorEndpoints({
    readiness,
    metrics: metricsPort === null ? metrics : null,
    token,
    log,
  });
  const server =
    metricsPort === null
      ? null
      : await listen(new OperatorEndpoints({ readiness, metrics, token, log }), host, metricsPort);
  return {
    metrics,
    requestObservers: [metrics?.requests ?? [], tracing ?? []].flat(),
    observeQueue: (queue) => {
      const traced = tracing?.observeQueue(queue) ?? queue;
      return metrics?.observeQueue(traced) ?? traced;
    },
    before: (listener) => (request, response) => {
      if (!onApiPort.handle(request, response)) listener(request, response);
    },
    close: async () => {
      if (server !== null) await closeAtOnce(server);
      await tracing?.close();
      await pool.end();
    },
  };
}

async function listen(endpoints: OperatorEndpoints, host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (endpoints.handle(request, response)) return;
    response
      .writeHead(404, { "Content-Type": "text/plain; charset=utf-8" })
      .end("There are /metrics and /ready here.\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return server;
}

/** Nobody is kept waiting for who reads metrics. */
async function closeAtOnce(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
