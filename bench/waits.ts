import { setTimeout as sleep } from "node:timers/promises";
import type { Environment } from "./environment.ts";

const EVERY_MS = 100;

/** What the workers' sessions of PostgreSQL wait for, looked at ten times a second. */
export class Waits {
  readonly #environment: Environment;
  readonly #counts = new Map<string | null, number>();
  #watching: Promise<void> | null = null;
  #stopping = false;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  start(): void {
    this.#watching = this.#watch();
  }

  /** @returns what they waited for most often; null when they mostly worked. */
  async stop(): Promise<string | null> {
    this.#stopping = true;
    await this.#watching;
    const [most] = [...this.#counts].toSorted(([, a], [, b]) => b - a);
    return most?.[0] ?? null;
  }

  async #watch(): Promise<void> {
    for (; !this.#stopping; await sleep(EVERY_MS)) {
      const { rows } = await this.#environment.database.pool.query<{ wait: string | null }>(`
        SELECT wait_event AS wait
        FROM pg_stat_activity
        WHERE application_name IN ('wth-claims', 'wth-records') AND state = 'active'`);
      for (const { wait } of rows) this.#counts.set(wait, (this.#counts.get(wait) ?? 0) + 1);
    }
  }
}
