import { setTimeout as sleep } from "node:timers/promises";
import { ask, type Child, startChild } from "./child.ts";

const POLL_MS = 50;
/** Nothing here stands still for so long unless something is wrong. */
const STALLED_MS = 30_000;

/** What a receiver has taken so far, and when that was (monotonic, ms). */
export interface Received {
  count: number;
  at: number;
}

/** The event of each delivery that was complete, and when (monotonic, ms). */
export type Arrivals = [eventId: string, at: number][];

/** Receivers in processes of their own, behind one face. */
export class Receivers {
  readonly #children: readonly Child[];

  private constructor(children: readonly Child[]) {
    this.#children = children;
  }

  /**
   * Starts some.
   *
   * @param takeMs how long each answer takes.
   * @param keep whether they keep when each delivery arrived, for {@link arrivals}.
   */
  static async start(number: number, { takeMs = 0, keep = false } = {}): Promise<Receivers> {
    const args = ["--take", String(takeMs), ...(keep ? ["--keep"] : [])];
    const starting = Array.from({ length: number }, () => startChild("receiver-process.ts", args));
    return new Receivers(await Promise.all(starting));
  }

  /** Where the webhook of an endpoint is; endpoints are shared out over the receivers. */
  url(endpoint: number): string {
    const child = this.#children[endpoint % this.#children.length];
    return `http://127.0.0.1:${child?.port}/hook`;
  }

  get pids(): number[] {
    return this.#children.flatMap(({ process: { pid } }) => pid ?? []);
  }

  /** How many deliveries they have taken. */
  async received(): Promise<Received> {
    const all = await this.#askAll<Received>("count");
    return {
      count: all.reduce((sum, { count }) => sum + count, 0),
      at: Math.max(...all.map(({ at }) => at)),
    };
  }

  /**
   * Resolves when they have taken so many since they were started, or at a time (monotonic, ms).
   *
   * @throws when nothing arrives any more.
   */
  async until(count: number, deadline = Number.POSITIVE_INFINITY): Promise<Received> {
    let last = await this.received();
    let movedAt = last.at;
    while (last.count < count && last.at < deadline) {
      await sleep(Math.min(POLL_MS, Math.max(0, deadline - last.at)));
      const now = await this.received();
      if (now.count > last.count) movedAt = now.at;
      else if (now.at - movedAt > STALLED_MS)
        throw new Error(`${now.count} of ${count} deliveries arrived, and then no more.`);
      last = now;
    }
    return last;
  }

  /** When each event arrived first, since this was last asked. */
  async arrivals(): Promise<Map<string, number>> {
    const arrived = new Map<string, number>();
    for (const [eventId, at] of (await this.#askAll<Arrivals>("arrivals")).flat())
      arrived.set(eventId, Math.min(at, arrived.get(eventId) ?? at));
    return arrived;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#children.map((child) => child.stop()));
  }

  #askAll<Answer>(question: string): Promise<Answer[]> {
    const asking = this.#children.map((child) => ask<Answer>(child.process, question, "A receiver"));
    return Promise.all(asking);
  }
}
