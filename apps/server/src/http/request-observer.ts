import type { ErrorCode, OperationId } from "@wth/contract";

/** A request that has been answered. */
export interface AnsweredRequest {
  /** Null when it belonged to none. */
  operation: OperationId | null;
  status: number;
  /** What it was refused with, if it was. */
  code: ErrorCode | undefined;
  durationMs: number;
}

/** Hears of every request once it is answered. Told on the hot path: it must be quick, and never throw. */
export interface RequestObserver {
  answered(request: AnsweredRequest): void;
}

/** Hears of requests and does nothing. */
export const nobody: RequestObserver = { answered: () => {} };
