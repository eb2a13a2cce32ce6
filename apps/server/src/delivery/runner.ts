import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import { transitionOf } from "./outcome.ts";
import type { DeliveryQueue, LeasedDelivery } from "./queue.ts";
import { Recorder } from "./recorder.ts";
import type { RetrySchedule } from "./schedule.ts";
import type { Sender } from "./send.ts";
import { Signal } from "./signal.ts";

/** How often the queue is looked at when nothing wakes the runner: retries that fall due, and lost wake-ups. */
const POLL_MS = 500;
/** After a claim failed: the database is away. */
const CLAIM_RETRY_MS = 1_000;
/** A claim is worth its round trip once this share of the slots is free. */
const CLAIM_SHARE = 0.125;
/** Backlogs get at most this share of the slots: many endpoints that hang must not take them all. */
const BACKLOG_SHARE = 0.5;
/**
 * How many requests are started before answers are read again. Quick receivers are then served over a few connections
 * in turn, instead of one for each delivery of a batch, which costs half as much again.
 */
const PACE = 16;
/** How long {@link Runner.stop} waits for attempts in flight: a little over one attempt's own deadline. */
const STOP_MS = 10_500;
/** How long it then tries to write what they came to. */
const FLUSH_MS = 5_000;
/** The schedule of an attempt that was asked for after its delivery had been given up. */
const NOTHING_FOLLOWS: RetrySchedule = [];

/** What the runner works with; see config.ts for the numbers. */
export interface RunnerOptions {
  queue: DeliveryQueue;
  sender: Sender;
  log: Log;
  schedule: RetrySchedule;
  /** The most deliveries in flight in this process. */
  concurrency: number;
}

/** The delivery worker: claims what is due, sends it, and has the outcomes recorded. */
export class Runner {
  readonly #options: RunnerOptions;
  readonly #recorder: Recorder;
  readonly #signal = new Signal();
  /** Deliveries in flight, per endpoint. */
  readonly #inFlight = new Map<string, number>();
  #flying = 0;
  #flyingFromBacklog = 0;
  #stopping = false;
  #loop: Promise<void> | null = null;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#recorder = new Recorder(options.queue, options.log);
  }

  /** Begins to deliver, until {@link stop}. */
  start(): void {
    this.#options.queue.listen(() => this.#signal.raise());
    this.#loop = this.#run();
  }

  /** Claims nothing more, lets attempts in flight end, and writes what they came to. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#signal.raise();
    await this.#loop;
    const deadline = Date.now() + STOP_MS;
    while (this.#flying > 0 && Date.now() < deadline) await this.#signal.wait(deadline - Date.now());
    await this.#recorder.flush(FLUSH_MS);
    await this.#options.queue.close();
    await this.#options.sender.close();
  }

  async #run(): Promise<void> {
    let claim: Promise<LeasedDelivery[] | null> | null = null;
    while (!this.#stopping) {
      const claimed: LeasedDelivery[] | null = await (claim ?? this.#claim());
      for (const delivery of claimed ?? []) this.#board(delivery);
      // The next claim is on its way before this batch is sent, so that the database works while this process does.
      claim = claimed !== null && claimed.length > 0 && this.#hasRoom() ? this.#claim() : null;
      await this.#sendAll(claimed ?? []);
      if (claim === null) await this.#untilClaim(claimed);
    }
    const last = (await claim) ?? [];
    for (const delivery of last) this.#board(delivery);
    await this.#sendAll(last);
  }

  async #sendAll(deliveries: readonly LeasedDelivery[]): Promise<void> {
    for (const [index, delivery] of deliveries.entries()) {
      if (index > 0 && index % PACE === 0) await nextTurn();
      this.#send(delivery);
    }
  }

  /** Waits until a claim is worth its while: slots are free again, something may be due, or the database may be back. */
  async #untilClaim(claimed: readonly LeasedDelivery[] | null): Promise<void> {
    if (claimed === null) await sleep(CLAIM_RETRY_MS);
    else if (claimed.length === 0) await this.#signal.wait(POLL_MS);
    else while (!this.#stopping && !this.#hasRoom()) await this.#signal.wait(POLL_MS);
  }

  #hasRoom(): boolean {
    const { concurrency } = this.#options;
    return concurrency - this.#flying >= Math.max(1, Math.floor(concurrency * CLAIM_SHARE));
  }

  /** @returns null when the queue could not be reached. */
  async #claim(): Promise<LeasedDelivery[] | null> {
    const { queue, concurrency, log } = this.#options;
    try {
      return await queue.claim({
        limit: concurrency - this.#flying,
        backlogLimit: Math.max(0, Math.floor(concurrency * BACKLOG_SHARE) - this.#flyingFromBacklog),
        inFlight: this.#inFlight,
      });
    } catch (error) {
      log.warn({ err: error }, "Due deliveries could not be claimed; trying again.");
      return null;
    }
  }

  #board({ endpointId, fromBacklog }: LeasedDelivery): void {
    this.#flying += 1;
    if (fromBacklog) this.#flyingFromBacklog += 1;
    this.#inFlight.set(endpointId, (this.#inFlight.get(endpointId) ?? 0) + 1);
  }

  #send(delivery: LeasedDelivery): void {
    void this.#options.sender.send(delivery).then((result) => {
      const schedule = delivery.isLast ? NOTHING_FOLLOWS : this.#options.schedule;
      const transition = transitionOf(result, delivery.attempt, schedule);
      this.#recorder.add({ delivery, result, transition });
      this.#land(delivery);
    });
  }

  #land({ endpointId, fromBacklog }: LeasedDelivery): void {
    this.#flying -= 1;
    if (fromBacklog) this.#flyingFromBacklog -= 1;
    const left = (this.#inFlight.get(endpointId) ?? 1) - 1;
    if (left > 0) this.#inFlight.set(endpointId, left);
    else this.#inFlight.delete(endpointId);
    this.#signal.raise();
  }
}
