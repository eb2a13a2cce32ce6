import type { Runtime } from "./runtime.ts";

/** The reason of an abort by {@link withTimeLimit}. */
export class TimeLimitReached extends Error {}

/**
 * Runs something that takes a signal, for at most so long. Comes back at once when the time is up or `signal` aborts,
 * also if `run` does not heed its signal; leaves neither timer nor listener behind. No listener on the inner signal and
 * no race of promises: this is on the path of every request.
 *
 * @throws TimeLimitReached when the time is up
 * @throws the reason of `signal` when it aborts
 */
export function withTimeLimit<T>(
  limitMs: number,
  signal: AbortSignal | undefined,
  runtime: Pick<Runtime, "startTimer">,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const controller = new AbortController();
    const onAbort = () => stop(signal?.reason);
    const leave = () => {
      cancelTimer();
      signal?.removeEventListener("abort", onAbort);
    };
    const stop = (reason: unknown) => {
      leave();
      // First: what `run` makes of the abort does not matter, only why it was aborted.
      reject(reason);
      controller.abort(reason);
    };
    const cancelTimer = runtime.startTimer(limitMs, () => stop(new TimeLimitReached()));
    signal?.addEventListener("abort", onAbort);
    run(controller.signal).finally(leave).then(resolve, reject);
  });
}

/**
 * Waits: the time limit of something that never ends.
 *
 * @throws the reason of `signal`, at once, when it aborts
 */
export async function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await withTimeLimit(milliseconds, signal, { startTimer }, () => new Promise<void>(() => undefined));
  } catch (reason) {
    if (!(reason instanceof TimeLimitReached)) throw reason;
  }
}

/** Calls back once after so many milliseconds, unless the function that it returns is called first. */
export function startTimer(milliseconds: number, onTime: () => void): () => void {
  const timer = setTimeout(onTime, milliseconds);
  return () => clearTimeout(timer);
}
