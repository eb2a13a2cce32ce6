/** The reason of an abort by {@link withTimeLimit}. */
export class TimeLimitReached extends Error {}

/**
 * Runs something that takes a signal, for at most so long. Comes back at once when the time is up or `signal` aborts,
 * also if `run` does not heed its signal; leaves neither timer nor listener behind.
 *
 * @throws TimeLimitReached when the time is up
 * @throws the reason of `signal` when it aborts
 */
export async function withTimeLimit<T>(
  limitMs: number,
  signal: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stopped = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  const onAbort = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  const timer = setTimeout(() => controller.abort(new TimeLimitReached()), limitMs);
  try {
    return await Promise.race([run(controller.signal), stopped]);
  } catch (error) {
    // What `run` makes of the abort does not matter, only why it was aborted.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

/**
 * Waits.
 *
 * @throws the reason of `signal`, at once, when it aborts
 */
export function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
