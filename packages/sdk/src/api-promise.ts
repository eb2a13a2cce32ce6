import type { RateLimit } from "./errors.ts";

/** A result with what came with it. */
export interface ApiResult<T> {
  readonly data: T;
  /** The answer; its body is already read. */
  readonly response: Response;
  /** Quote it to support. */
  readonly requestId: string | undefined;
  /** The rate limit as of this answer. */
  readonly rateLimit: RateLimit | undefined;
  /** How many requests it took: 1 without retries. */
  readonly attempts: number;
}

/** A promise of the data; `.withResponse()` instead gives the data with request id, rate limit and attempts. */
export type ApiPromise<T> = Promise<T> & { withResponse(): Promise<ApiResult<T>> };

/** Makes both promises from one call: asking for the second does not send the request again. */
export function toApiPromise<T>(result: Promise<ApiResult<T>>): ApiPromise<T> {
  const data = result.then((value) => value.data);
  return Object.assign(data, {
    withResponse() {
      // The caller handles the failure on the other promise; this one must not be reported as unhandled.
      data.catch(() => undefined);
      return result;
    },
  });
}
