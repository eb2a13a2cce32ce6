import { collectDefaultMetrics, Gauge, Registry } from "@prometheus-io/client";
import type { Database } from "@wth/database";
import type { Admission } from "../admission.ts";
import type { DeliveryQueue } from "../delivery/queue.ts";
import type { RequestObserver } from "../http/request-observer.ts";
import { addAdmissionMetrics, RequestMetrics } from "./api.ts";
import type { Backlog } from "./backlog.ts";
import { addBacklogMetrics, EngineMetrics } from "./engine.ts";

/** How often the event loop's delay and use are looked at: the defaults cost twice as much, also when nothing happens. */
const LOOP_DELAY_MS = 20;
const LOOP_USE_MS = 1_000;

/** What Prometheus is told. */
export interface Scrape {
  contentType: string;
  text: string;
}

/**
 * What this process measures about itself, as Prometheus reads it. Values are kept in memory where they arise and put
 * together when somebody asks. No label ever holds an id, a URL, or anything that a dealer has written: each has few
 * values, all of them words of ours.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #engine: EngineMetrics;
  /** To be told of each answered request. */
  readonly requests: RequestObserver;

  constructor(database: Database, backlog: Backlog) {
    collectDefaultMetrics({
      register: this.#registry,
      eventLoopMonitoringPrecision: LOOP_DELAY_MS,
      eventLoopUtilizationTimeout: LOOP_USE_MS,
    });
    addPoolMetrics(this.#registry, database.pool);
    addBacklogMetrics(this.#registry, backlog);
    this.#engine = new EngineMetrics(this.#registry);
    this.requests = new RequestMetrics(this.#registry);
  }

  /** The same queue, measured. */
  observeQueue(queue: DeliveryQueue): DeliveryQueue {
    return this.#engine.observe(queue);
  }

  /** Measures also what decides who comes in; to be called once. */
  observeAdmission(admission: Pick<Admission, "authentication" | "redis">): void {
    addAdmissionMetrics(this.#registry, admission);
  }

  /** All values as they are now. */
  async scrape(): Promise<Scrape> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}

function addPoolMetrics(registry: Registry, pool: Database["pool"]): void {
  const registers = [registry];
  new Gauge({
    name: "wth_database_connections",
    help: "Connections of this process's main pool: in_use, idle.",
    labelNames: ["state"],
    registers,
    collect() {
      this.set({ state: "in_use" }, pool.totalCount - pool.idleCount);
      this.set({ state: "idle" }, pool.idleCount);
    },
  });
  new Gauge({
    name: "wth_database_connections_max",
    help: "The most connections that the main pool opens.",
    registers,
    collect() {
      this.set(pool.options.max);
    },
  });
  new Gauge({
    name: "wth_database_waiting",
    help: "Requests for a connection of the main pool that wait until one is free.",
    registers,
    collect() {
      this.set(pool.waitingCount);
    },
  });
}
