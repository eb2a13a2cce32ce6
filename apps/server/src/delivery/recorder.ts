import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import { type DeliveryQueue, type Outcome, RefusedOutcomesError } from "./queue.ts";

const BATCH = 500;
/** A second batch is written beside the first, but only when the first is in the way. */
export const WRITERS = 2;
const WORTH_A_WRITER = 400;
/**
 * After a batch of this size more are sure to come: waiting a moment for them makes fewer, larger statements, each of which
 * costs the database as much as some forty outcomes more.
 */
const BUSY = 32;
const WORTH_A_STATEMENT = 250;
const LINGER_MS = 8;
const RETRY_MS = 250;

/**
 * Records outcomes in batches without a timer: what arrives while batches are written makes the next. Alone, an
 * outcome is written at once; under load, batches grow by themselves.
 */
export class Recorder {
  readonly #queue: DeliveryQueue;
  readonly #log: Log;
  #waiting: Outcome[] = [];
  readonly #writers = new Set<Promise<void>>();
  #givenUp = false;

  constructor(queue: DeliveryQueue, log: Log) {
    this.#queue = queue;
    this.#log = log;
  }

  /** Takes an outcome over: it is written as soon as may be, and kept until it is. */
  add(outcome: Outcome): void {
    this.#waiting.push(outcome);
    const { size } = this.#writers;
    if (size === WRITERS || (size > 0 && this.#waiting.length < WORTH_A_WRITER)) return;
    this.#startWriter();
  }

  /**
   * Resolves when everything taken over is written. If that is not possible in time, what is left is let go: the leases
   * run out, and those attempts are made again.
   */
  async flush(timeoutMs: number): Promise<void> {
    const timeUp = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      this.#givenUp = true;
      timeUp.resolve();
    }, timeoutMs);
    await Promise.race([this.#idle(), timeUp.promise]);
    clearTimeout(timer);
  }

  async #idle(): Promise<void> {
    while (this.#writers.size > 0) await Promise.all(this.#writers);
  }

  #startWriter(): void {
    const writer: Promise<void> = this.#write().finally(() => {
      this.#writers.delete(writer);
      // What came in just after the last writer had looked for more.
      if (this.#writers.size === 0 && this.#waiting.length > 0 && !this.#givenUp) this.#startWriter();
    });
    this.#writers.add(writer);
  }

  async #write(): Promise<void> {
    // Once around the event loop: what comes in at the same moment goes out together.
    await nextTurn();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      await this.#writeBatch(batch);
      if (this.#givenUp) return;
      if (batch.length >= BUSY && this.#waiting.length < WORTH_A_STATEMENT) await sleep(LINGER_MS);
    }
  }

  /** Writes a batch, however long that takes; one that is refused in halves, until its fault stands alone. */
  async #writeBatch(batch: readonly Outcome[]): Promise<void> {
    while (!this.#givenUp) {
      try {
        this.#report(batch, await this.#queue.record(batch));
        return;
      } catch (error) {
        if (error instanceof RefusedOutcomesError) return this.#divide(batch, error);
        this.#log.warn(
          { err: error, outcomes: batch.length },
          "Outcomes could not be written; trying again.",
        );
        if (!this.#givenUp) await sleep(RETRY_MS);
      }
    }
  }

  async #divide(batch: readonly Outcome[], error: RefusedOutcomesError): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    if (batch.length === 1) {
      const { deliveryId: delivery_id, eventId: event_id } = first.delivery;
      const fields = { event_id, delivery_id, err: error };
      this.#log.error(fields, "The outcome cannot be recorded; the attempt is made again after its lease.");
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await this.#writeBatch(batch.slice(0, half));
    await this.#writeBatch(batch.slice(half));
  }

  #report(batch: readonly Outcome[], recorded: ReadonlySet<string>): void {
    const isDebugging = this.#log.isLevelEnabled("debug");
    for (const { delivery, result, transition } of batch) {
      if (result.error === null && !isDebugging && recorded.has(delivery.deliveryId)) continue;
      const { deliveryId: delivery_id, eventId: event_id, attempt } = delivery;
      const fields = { event_id, delivery_id, attempt, status: transition.status, error: result.error };
      if (!recorded.has(delivery_id))
        this.#log.warn(fields, "The lease was lost; this outcome was not recorded.");
      else if (result.error === null) this.#log.debug(fields, "Delivered.");
      else this.#log.info({ ...fields, response_status: result.responseStatus }, "The attempt failed.");
    }
  }
}
