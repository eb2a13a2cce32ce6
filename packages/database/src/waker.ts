import type { Pool } from "pg";

/** The NOTIFY channel on which a worker hears that a delivery is due. */
export const DELIVERY_DUE_CHANNEL = "delivery_due";

/**
 * Sends NOTIFY after the commit, at most one at a time: calls made while one is under way share the next.
 *
 * Not inside the transaction, because PostgreSQL takes one lock per cluster to commit a transaction that notified,
 * so that all writers would queue behind each other. A wake-up lost in a crash is made up for by the worker's polling.
 */
export class Waker {
  readonly #pool: Pool;
  readonly #onError: (error: Error) => void;
  #sending: Promise<void> | null = null;
  #again = false;

  constructor(pool: Pool, onError: (error: Error) => void) {
    this.#pool = pool;
    this.#onError = onError;
  }

  /** Wakes every listening worker, soon. Never throws and never waits. */
  wake(): void {
    if (this.#sending !== null) {
      this.#again = true;
      return;
    }
    this.#sending = this.#send();
  }

  /** Resolves when no wake-up is under way. */
  async idle(): Promise<void> {
    while (this.#sending !== null) await this.#sending;
  }

  async #send(): Promise<void> {
    do {
      this.#again = false;
      try {
        await this.#pool.query(`NOTIFY ${DELIVERY_DUE_CHANNEL}`);
      } catch (error) {
        this.#onError(error instanceof Error ? error : new Error(String(error)));
      }
    } while (this.#again);
    this.#sending = null;
  }
}
