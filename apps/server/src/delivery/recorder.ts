import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import type { DeliveryQueue, Outcome } from "./queue.ts";

const BATCH = 500;
const RETRY_MS = 250;

/**
 * Records outcomes in batches without a timer: what arrives while one batch is written makes the next. Alone, an
 * outcome is written at once; under load, batches grow by themselves.
 */
export class Recorder {
  readonly #queue: DeliveryQueue;
  readonly #log: Log;
  #waiting: Outcome[] = [];
  #writing: Promise<void> | null = null;

  constructor(queue: DeliveryQueue, log: Log) {
    this.#queue = queue;
    this.#log = log;
  }

  /** Takes an outcome over: it is written as soon as may be, and kept until it is. */
  add(outcome: Outcome): void {
    this.#waiting.push(outcome);
    this.#writing ??= this.#write();
  }

  /** Resolves when everything taken over is written. */
  async flush(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH);
      try {
        const recorded = await this.#queue.record(batch);
        this.#waiting = this.#waiting.slice(batch.length);
        this.#report(batch, recorded);
      } catch (error) {
        this.#log.warn(
          { err: error, outcomes: this.#waiting.length },
          "Outcomes could not be written; trying again.",
        );
        await sleep(RETRY_MS);
      }
    }
    this.#writing = null;
  }

  #report(batch: readonly Outcome[], recorded: ReadonlySet<string>): void {
    for (const { delivery, result, transition } of batch) {
      const { deliveryId: delivery_id, eventId: event_id, attempt } = delivery;
      const fields = { event_id, delivery_id, attempt, status: transition.status, error: result.error };
      if (!recorded.has(delivery_id))
        this.#log.warn(fields, "The lease was lost; this outcome was not recorded.");
      else if (result.error === null) this.#log.debug(fields, "Delivered.");
      else this.#log.info({ ...fields, response_status: result.responseStatus }, "The attempt failed.");
    }
  }
}
