import type { RateLimit } from "./errors.ts";
import { type Outcome, toResult } from "./response.ts";

/**
 * A result with what came with it.
 *
 * @example
 * const { data, status }: ApiResult<Customer> = await wth.customers.upsert({ email: "a1@example.com" }).withResponse();
 * console.log(data.id, status === 201 ? "is new" : "was there already");
 */
export interface ApiResult<T> {
  /** What awaiting the call gives. */
  readonly data: T;
  /** The HTTP status, such as 201 for a client that was created, and 200 for one that was there. */
  readonly status: number;
  /** The answer; its body is already read. */
  readonly response: Response;
  /** Quote it to support. */
  readonly requestId: string | undefined;
  /** The rate limit as of this answer. */
  readonly rateLimit: RateLimit | undefined;
  /** How many requests it took: 1 without retries. */
  readonly attempts: number;
}

/**
 * A promise of the data.
 *
 * @example
 * const call: ApiPromise<Order> = wth.orders.get("d7df4fbe-2c0c-4328-a3b0-a32c68cabd43");
 * const { data, requestId } = await call.withResponse();
 * console.log(data.status, requestId);
 */
export type ApiPromise<T> = Promise<T> & {
  /** The data with status, request id, rate limit and attempts, from the same request. */
  withResponse(): Promise<ApiResult<T>>;
};

/**
 * Makes both promises from one call: asking for the second does not send the request again.
 *
 * @internal
 */
export function toApiPromise<T>(outcome: Promise<Outcome<T>>): ApiPromise<T> {
  const data = outcome.then((value) => value.data);
  return Object.assign(data, {
    withResponse() {
      // The caller handles the failure on the other promise; this one must not be reported as unhandled.
      data.catch(() => undefined);
      return outcome.then(toResult);
    },
  });
}
