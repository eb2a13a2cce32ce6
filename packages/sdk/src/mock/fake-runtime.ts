import type { Runtime } from "../runtime.ts";

/**
 * A clock that stands still but for the waits between attempts, which pass at once and are remembered, with a jitter
 * that is always the same: tests of retries take no time and give the same result every time. What limits an attempt is
 * still the real clock.
 *
 * @param random the jitter, in [0, 1): which part of 0.5, 1, 2, … 8 seconds is waited
 * @example
 * const runtime = fakeRuntime();
 * const fetch = mockFetch({ "GET /me": [mockError("service_unavailable"), samples["GET /me"].body] });
 * await new WatchTraderHub({ apiKey: MOCK_API_KEY, fetch, runtime }).me();
 * console.log(runtime.sleeps); // [250], in milliseconds
 */
export function fakeRuntime(random = 0.5): Pick<Runtime, "now" | "random" | "sleep"> & {
  /** The waits so far, in milliseconds. */
  readonly sleeps: number[];
} {
  let now = 1_778_229_903_000;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    random: () => random,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
    },
  };
}
