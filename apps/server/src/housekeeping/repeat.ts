import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";

/** After a failure nothing is tried again sooner: the database is away. */
const FAILURE_MS = 10_000;

/** Work that is done again and again. */
export interface Repeating {
  /** Begins nothing more, and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Does some work at once, and again and again until stopped. What it throws is logged, and it is tried again.
 *
 * @param name of the work, for the log.
 * @param work returns in how many ms it is to be done again; it is told by the signal to come to an end soon.
 */
export function repeat(name: string, log: Log, work: (signal: AbortSignal) => Promise<number>): Repeating {
  const stopping = new AbortController();
  const { signal } = stopping;
  const once = async () => {
    try {
      return await work(signal);
    } catch (error) {
      log.warn(
        { err: error, work: name },
        `Housekeeping failed; it is tried again in ${FAILURE_MS / 1_000} s.`,
      );
      return FAILURE_MS;
    }
  };
  const loop = async () => {
    // The signal cuts the wait short, by an error.
    while (!signal.aborted) await sleep(await once(), undefined, { signal }).catch(() => {});
  };
  const running = loop();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
