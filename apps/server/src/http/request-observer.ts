import type { AnyErrorCode } from "./errors.ts";

/** A request that has been answered. */
export interface AnsweredRequest {
  /** By the contract's operation id, of the dashboard's own API after `dashboard.`; null when it belonged to none. */
  operation: string | null;
  method: string;
  status: number;
  /** What it was refused with, if it was. */
  code: AnyErrorCode | undefined;
  durationMs: number;
  requestId: string;
  /** The header of that name, as it came (https://www.w3.org/TR/trace-context/). */
  traceparent: string | undefined;
}

/** Hears of every request once it is answered. Told on the hot path: it must be quick, and never throw. */
export interface RequestObserver {
  answered(request: AnsweredRequest): void;
}

/** Tells several of each request; nobody, if there are none. */
export function all(observers: readonly RequestObserver[]): RequestObserver {
  return {
    answered: (request) => {
      for (const observer of observers) observer.answered(request);
    },
  };
}
