import { setImmediate } from "node:timers/promises";
import type { Runtime } from "../runtime.ts";

/** A clock that goes only where {@link VirtualClock.settle} takes it. */
export interface VirtualClock {
  /** For the client: its waits and the limits of its attempts are timers of this clock. */
  readonly runtime: Partial<Runtime>;
  /** The waits that were begun, in milliseconds. */
  readonly waits: number[];
  /** How far the clock has come, in milliseconds. */
  readonly elapsedMs: number;
  /** How many timers are still set. */
  readonly pending: number;
  /** Calls back once after so many milliseconds, unless the function that it returns is called first. */
  startTimer(milliseconds: number, onTime: () => void): () => void;
  /** Takes the clock from timer to timer until the promise is settled, and gives what it came to. */
  settle<T>(promise: Promise<T>): Promise<T>;
}

/** When every virtual clock begins: 8 May 2026, 08:45:03 UTC. */
export const START = Date.UTC(2026, 4, 8, 8, 45, 3);

/** @param random the jitter of every backoff, in [0, 1) */
export function virtualClock(random = 0.5): VirtualClock {
  const timers = new Set<{ at: number; onTime: () => void }>();
  const waits: number[] = [];
  let elapsedMs = 0;
  const startTimer = (milliseconds: number, onTime: () => void) => {
    const timer = { at: elapsedMs + milliseconds, onTime };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const sleep = (milliseconds: number, signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      signal?.throwIfAborted();
      waits.push(milliseconds);
      const cancel = startTimer(milliseconds, resolve);
      signal?.addEventListener("abort", () => {
        cancel();
        reject(signal.reason);
      });
    });
  const fireNext = () => {
    const [next] = [...timers].sort((a, b) => a.at - b.at);
    if (next === undefined) throw new Error("Nothing is left that could settle the promise.");
    timers.delete(next);
    elapsedMs = next.at;
    next.onTime();
  };
  return {
    runtime: { now: () => START + elapsedMs, random: () => random, sleep, startTimer },
    waits,
    get elapsedMs() {
      return elapsedMs;
    },
    get pending() {
      return timers.size;
    },
    startTimer,
    async settle(promise) {
      let settled = false;
      const done = promise.finally(() => {
        settled = true;
      });
      done.catch(() => undefined);
      for (;;) {
        // Everything that is ready to run runs first: an answer comes before any timer.
        for (let turn = 0; turn < 3 && !settled; turn += 1) await setImmediate();
        if (settled) return done;
        fireNext();
      }
    },
  };
}
