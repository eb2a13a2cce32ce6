import { Counter, Gauge, Histogram, type Registry } from "@prometheus-io/client";
import type { Transition } from "../delivery/outcome.ts";
import type { Claimed, ClaimRequest, DeliveryQueue, LeasedDelivery, Outcome } from "../delivery/queue.ts";
import type { Backlog } from "./backlog.ts";

/** A claim or a batch of outcomes is one statement. */
const STATEMENT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** The deadline of an attempt is 10 s: what it ended is counted below the next bound. */
const ATTEMPT_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 11];
/** From the promise of 100 ms to what an outage or a backlog makes of it. */
const LATENCY_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200];
const CLAIM_SIZES = [0, 1, 4, 16, 64, 256, 768];
const RECORD_SIZES = [1, 4, 16, 64, 256, 500];

/** The one label set that nearly all attempts have. */
const DELIVERED = { outcome: "delivered", error: "none" };

/** One series of a histogram. */
type Series = Histogram.Internal<string>;

/** Adds what only the database knows of the deliveries: asked for when metrics are, and the same for every process. */
export function addBacklogMetrics(registry: Registry, backlog: Backlog): void {
  const registers = [registry];
  new Gauge({
    name: "wth_deliveries_queued",
    help: "Deliveries in the queue of the whole system. due: due now, in flight included; backlog: due now, but all slots of their endpoint are taken; waiting: retries that are due later; held: until their integration is enabled.",
    labelNames: ["state"],
    registers,
    async collect() {
      const counts = await backlog.read();
      this.reset();
      if (counts === null) return;
      for (const state of ["due", "backlog", "waiting", "held"] as const) this.set({ state }, counts[state]);
    },
  });
  new Gauge({
    name: "wth_deliveries_oldest_due_seconds",
    help: "For how long the oldest delivery has been due that is neither in flight nor in the backlog of an endpoint; 0 when there is none.",
    registers,
    async collect() {
      const counts = await backlog.read();
      // Nothing is said, rather than a 0 that looks well.
      if (counts === null) this.remove();
      else this.set(counts.oldest_due_seconds);
    },
  });
}

/** What attempts come to. Each is noted while others wait to be sent: series are looked up once, not for each attempt. */
class AttemptMetrics {
  readonly #total: Counter<"outcome" | "error">;
  readonly #lostLeases: Counter;
  readonly #seconds: Readonly<Record<Transition["status"], Series>>;
  readonly #latency: Series;
  readonly #latencyInBacklog: Series;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#total = new Counter({
      name: "wth_delivery_attempts_total",
      help: "Recorded attempts, by what they led to and by the kind of error (none for a success).",
      labelNames: ["outcome", "error"],
      registers,
    });
    this.#lostLeases = new Counter({
      name: "wth_delivery_leases_lost_total",
      help: "Attempts whose outcome was refused because their lease had been lost: the receiver may have got them twice.",
      registers,
    });
    const seconds = new Histogram({
      name: "wth_delivery_attempt_duration_seconds",
      help: "Duration of recorded attempts: connecting, sending and reading the answer.",
      labelNames: ["outcome"],
      buckets: ATTEMPT_SECONDS,
      registers,
    });
    const latency = new Histogram({
      name: "wth_delivery_first_attempt_latency_seconds",
      help: "From the transaction that recorded a delivery to its first attempt, time held included. backlog: its endpoint had more due than free slots.",
      labelNames: ["backlog"],
      buckets: LATENCY_SECONDS,
      registers,
    });
    const outcome = (name: string) => seconds.labels(name);
    this.#seconds = {
      delivered: outcome("delivered"),
      failed: outcome("failed"),
      dead_letter: outcome("dead_letter"),
    };
    this.#latency = latency.labels("no");
    this.#latencyInBacklog = latency.labels("yes");
    // There from the start: a rate needs the zero that it rises from.
    this.#total.inc(DELIVERED, 0);
  }

  /** @param recorded the ids of those deliveries whose outcome was recorded. */
  note(outcomes: readonly Outcome[], recorded: ReadonlySet<string>): void {
    let delivered = 0;
    for (const { delivery, result, transition } of outcomes) {
      if (!recorded.has(delivery.deliveryId)) {
        this.#lostLeases.inc();
        continue;
      }
      if (result.error === null) delivered += 1;
      else this.#total.inc({ outcome: transition.status, error: result.error });
      this.#seconds[transition.status].observe(result.durationMs / 1000);
      if (delivery.attempt === 1) this.#noteLatency(delivery, result.attemptedAt);
    }
    this.#total.inc(DELIVERED, delivered);
  }

  #noteLatency({ dueSince, fromBacklog }: LeasedDelivery, attemptedAt: Date): void {
    // A clock that was set back meanwhile must not count as less than nothing.
    const latency = Math.max(0, attemptedAt.getTime() - dueSince) / 1000;
    (fromBacklog ? this.#latencyInBacklog : this.#latency).observe(latency);
  }
}

/** What the engine asks of the database. */
function statementMetrics(registry: Registry) {
  const registers = [registry];
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name, help, buckets, registers });
  const failures = new Counter({
    name: "wth_delivery_queue_failures_total",
    help: "Claims, and writings of a batch of outcomes, that failed and are tried again.",
    labelNames: ["statement"],
    registers,
  });
  for (const statement of ["claim", "record"]) failures.inc({ statement }, 0);
  return {
    failures,
    claimSeconds: histogram("wth_delivery_claim_duration_seconds", "Duration of claims.", STATEMENT_SECONDS),
    claimSize: histogram("wth_delivery_claim_size", "Deliveries that one claim took.", CLAIM_SIZES),
    recordSeconds: histogram(
      "wth_delivery_record_duration_seconds",
      "Duration of the writing of a batch of outcomes.",
      STATEMENT_SECONDS,
    ),
    recordSize: histogram("wth_delivery_record_size", "Outcomes of one batch.", RECORD_SIZES),
  };
}

/**
 * Measures a process's delivery engine where it meets its queue, which every attempt comes from and every outcome goes
 * to: the engine itself knows nothing of it, and another queue is measured alike.
 */
export class EngineMetrics {
  /** Deliveries that are claimed, and whose outcome is not recorded yet. */
  inFlight = 0;
  readonly attempts: AttemptMetrics;
  readonly statements: ReturnType<typeof statementMetrics>;

  constructor(registry: Registry) {
    this.attempts = new AttemptMetrics(registry);
    this.statements = statementMetrics(registry);
    const engine = this;
    new Gauge({
      name: "wth_deliveries_in_flight",
      help: "Deliveries that this process has claimed, and whose outcome is not recorded yet.",
      registers: [registry],
      collect() {
        this.set(engine.inFlight);
      },
    });
  }

  /** The same queue, measured. */
  observe(queue: DeliveryQueue): DeliveryQueue {
    return new ObservedQueue(queue, this);
  }
}

/** A queue that notes what passes. */
class ObservedQueue implements DeliveryQueue {
  readonly #queue: DeliveryQueue;
  readonly #metrics: EngineMetrics;

  constructor(queue: DeliveryQueue, metrics: EngineMetrics) {
    this.#queue = queue;
    this.#metrics = metrics;
  }

  async claim(request: ClaimRequest): Promise<Claimed> {
    const { claimSeconds, claimSize } = this.#metrics.statements;
    const claimed = await this.#timed("claim", claimSeconds, () => this.#queue.claim(request));
    claimSize.observe(claimed.deliveries.length);
    this.#metrics.inFlight += claimed.deliveries.length;
    return claimed;
  }

  async release(deliveries: readonly LeasedDelivery[]): Promise<void> {
    this.#metrics.inFlight -= deliveries.length;
    await this.#queue.release(deliveries);
  }

  async record(outcomes: readonly Outcome[]): Promise<ReadonlySet<string>> {
    const { recordSeconds, recordSize } = this.#metrics.statements;
    const recorded = await this.#timed("record", recordSeconds, () => this.#queue.record(outcomes));
    recordSize.observe(outcomes.length);
    this.#metrics.inFlight -= outcomes.length;
    this.#metrics.attempts.note(outcomes, recorded);
    return recorded;
  }

  listen(onDue: () => void): void {
    this.#queue.listen(onDue);
  }

  close(): Promise<void> {
    return this.#queue.close();
  }

  async #timed<T>(statement: "claim" | "record", seconds: Histogram, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      return await work();
    } catch (error) {
      this.#metrics.statements.failures.inc({ statement });
      throw error;
    } finally {
      seconds.observe((performance.now() - startedAt) / 1000);
    }
  }
}
