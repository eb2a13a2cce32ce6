import type { AnyErrorCode } from "./errors.ts";

/** A request that has been answered. */
export interface AnsweredRequest {
  /** By the contract's operation id, of the dashboard's own API after `dashboard.`; null when it belonged to none. */
  operation: string | null;
  status: number;
  /** What it was refused with, if it was. */
  code: AnyErrorCode | undefined;
  durationMs: number;
}

/** Hears of every request once it is answered. Told on the hot path: it must be quick, and never throw. */
export interface RequestObserver {
  answered(request: AnsweredRequest): void;
}

/** Hears of requests and does nothing. */
export const nobody: RequestObserver = { answered: () => {} };
