import { sleep, startTimer } from "./time-limit.ts";

/** How the client reaches the outside world. Replaced in tests, to be fast and to give the same result every time. */
export interface Runtime {
  /** Unix time in milliseconds. */
  now(): number;
  /** Waits so many milliseconds; rejects with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
  /** Calls back once after so many milliseconds, unless the function that it returns is called first. */
  startTimer(milliseconds: number, onTime: () => void): () => void;
  /** A number in [0, 1), for the jitter. */
  random(): number;
  /** A new idempotency key. */
  randomUUID(): string;
}

/** The real clock and the platform's own randomness. */
export const defaultRuntime: Runtime = {
  now: Date.now,
  sleep,
  startTimer,
  random: Math.random,
  randomUUID: () => crypto.randomUUID(),
};
