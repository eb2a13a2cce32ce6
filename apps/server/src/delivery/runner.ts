import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import { Flights } from "./flights.ts";
import { transitionOf } from "./outcome.ts";
import type { Claimed, DeliveryQueue, LeasedDelivery } from "./queue.ts";
import { Recorder } from "./recorder.ts";
import type { RetrySchedule } from "./schedule.ts";
import type { Sender } from "./send.ts";
import { Signal } from "./signal.ts";

/** How often the queue is looked at when nothing wakes the runner: retries that fall due, and lost wake-ups. */
const POLL_MS = 500;
/** How long a claim is put off that would take little of what is due, for want of room: room is made meanwhile. */
const CRAMPED_MS = 5;
/** Claims of what has just fallen due begin so far apart: under a steady load each takes several, and a lone one waits for none. */
const APART_MS = 3;
/** After a claim failed: the database is away. */
const CLAIM_RETRY_MS = 1_000;
/**
 * Requests are started a few at a time, before answers are read again; and while so many have no answer, in each
 * millisecond only. Quick receivers are then served over a few connections in turn, instead of one for each delivery of a
 * batch, which costs more than half as much again; slow ones have all they are to get within a fraction of a second.
 */
const PACE = 16;
const UNANSWERED = 64;
const SLOWED_MS = 1;
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
  readonly #flights: Flights;
  /** What was claimed and is not sent yet, and the signal that there is something. */
  readonly #boarded: LeasedDelivery[] = [];
  readonly #toSend = new Signal();
  /** Requests that have no answer yet, and the signal that they have become few. */
  #unanswered = 0;
  readonly #answered = new Signal();
  /** When the last claim began. */
  #claimedAt = Number.NEGATIVE_INFINITY;
  #stopping = false;
  #loops: Promise<unknown> | null = null;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#recorder = new Recorder(options.queue, options.log);
    this.#flights = new Flights(options.concurrency, () => this.#signal.raise());
  }

  /** Begins to deliver, until {@link stop}. */
  start(): void {
    this.#options.queue.listen(() => this.#signal.raise());
    this.#loops = Promise.all([this.#claimAll(), this.#sendAll()]);
  }

  /** Claims nothing more, lets attempts in flight end, and writes what they came to. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#signal.raise();
    this.#toSend.raise();
    await this.#loops;
    if (this.#boarded.length > 0) await this.#release(this.#boarded.splice(0), "this process stops");
    const deadline = Date.now() + STOP_MS;
    while (this.#flights.count > 0 && Date.now() < deadline) await this.#signal.wait(deadline - Date.now());
    this.#flights.close();
    await this.#recorder.flush(FLUSH_MS);
    await this.#options.queue.close();
    await this.#options.sender.close();
  }

  async #claimAll(): Promise<void> {
    while (!this.#stopping) {
      const claimed = await this.#claim();
      if (claimed === null) {
        await sleep(CLAIM_RETRY_MS);
        continue;
      }
      this.#flights.board(claimed);
      this.#boarded.push(...claimed.deliveries);
      this.#toSend.raise();
      if (claimed.deliveries.length === 0 || !this.#flights.isClaimWorthwhile) await this.#untilClaim();
    }
  }

  /** Sends what was claimed, while the next claim is under way. */
  async #sendAll(): Promise<void> {
    for (let sent = 0; !this.#stopping; ) {
      const delivery = this.#boarded.shift();
      if (delivery === undefined) {
        await this.#toSend.wait(POLL_MS);
      } else if (performance.now() < delivery.sendBy) {
        this.#send(delivery);
        sent += 1;
        if (sent % PACE === 0) await this.#pace();
      } else {
        // This process may have been paused for any time since it claimed.
        const late = [delivery, ...this.#takeLate()];
        await this.#release(late, "this process stood still until their leases were nearly over");
      }
    }
  }

  /** What may not be sent any more: the first of what was claimed. */
  #takeLate(): LeasedDelivery[] {
    const now = performance.now();
    const inTime = this.#boarded.findIndex(({ sendBy }) => now < sendBy);
    return this.#boarded.splice(0, inTime === -1 ? this.#boarded.length : inTime);
  }

  async #pace(): Promise<void> {
    await nextTurn();
    if (this.#unanswered >= UNANSWERED) await this.#answered.wait(SLOWED_MS);
  }

  async #release(deliveries: readonly LeasedDelivery[], why: string): Promise<void> {
    const { queue, log } = this.#options;
    for (const delivery of deliveries) this.#flights.land(delivery);
    log.info({ deliveries: deliveries.length }, `Deliveries are given back unsent: ${why}.`);
    // If this fails, their leases end.
    await queue.release(deliveries).catch(() => {});
  }

  /** Waits until a claim is worth its while: something may be due, or what had to be left may have room now. */
  async #untilClaim(): Promise<void> {
    do await this.#signal.wait(POLL_MS);
    while (!this.#stopping && !this.#flights.hasSlots);
    if (this.#stopping) return;
    const apart = this.#flights.isCramped
      ? CRAMPED_MS
      : Math.ceil(this.#claimedAt + APART_MS - performance.now());
    if (apart > 0) await sleep(apart);
  }

  /** @returns null when the queue could not be reached. */
  async #claim(): Promise<Claimed | null> {
    const { queue, log } = this.#options;
    this.#claimedAt = performance.now();
    try {
      return await queue.claim(this.#flights.request());
    } catch (error) {
      log.warn({ err: error }, "Due deliveries could not be claimed; trying again.");
      return null;
    }
  }

  #send(delivery: LeasedDelivery): void {
    this.#unanswered += 1;
    void this.#options.sender.send(delivery).then((result) => {
      this.#unanswered -= 1;
      if (this.#unanswered === UNANSWERED - PACE) this.#answered.raise();
      const schedule = delivery.isLast ? NOTHING_FOLLOWS : this.#options.schedule;
      const transition = transitionOf(result, delivery.attempt, schedule);
      this.#recorder.add({ delivery, result, transition });
      this.#flights.land(delivery);
      if (this.#stopping) this.#signal.raise();
    });
  }
}
