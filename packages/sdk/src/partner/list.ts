import type { ApiPromise, ApiResult } from "../api-promise.ts";
import { ApiError } from "../errors.ts";
import { LARGEST_PAGE } from "../generated/limits.ts";
import type { PagePosition } from "../pagination.ts";

/** A page of a list, as the Partner API answers it. */
export interface PartnerPage<T> {
  /** The items on this page. */
  readonly data: readonly T[];
  /** Whether there is another page. */
  readonly hasMore: boolean;
  /** To give as `after` for the next page; null on the last one. */
  readonly nextCursor: string | null;
}

/**
 * A list: one page of it when awaited, all its items when looped over. Nothing is sent before one of the two; awaiting it
 * again gives the same page without another request.
 *
 * @example
 * const page = await partner.orders.list({ status: "pending", limit: 20 });
 * console.log(page.data.length, page.hasMore);
 *
 * for await (const order of partner.orders.list()) console.log(order.dealerId, order.totalAmount);
 */
export class PartnerList<T> implements PromiseLike<PartnerPage<T>>, AsyncIterable<T> {
  readonly #start: PagePosition;
  readonly #fetchPage: (position: PagePosition) => ApiPromise<PartnerPage<T>>;
  #page: ApiPromise<PartnerPage<T>> | undefined;

  /**
   * @param start where the caller wants to begin, with pages of which size
   * @param fetchPage gets a page; its argument overrides `start`, and is `{}` for the page that is awaited
   * @internal
   */
  constructor(start: PagePosition, fetchPage: (position: PagePosition) => ApiPromise<PartnerPage<T>>) {
    this.#start = start;
    this.#fetchPage = fetchPage;
  }

  /** The page, with request id, rate limit and attempts. */
  withResponse(): Promise<ApiResult<PartnerPage<T>>> {
    return this.#first().withResponse();
  }

  /** For `await`, and as of any promise. The first such call sends the request. */
  // biome-ignore lint/suspicious/noThenProperty: awaiting a list gives its page, and only then is anything sent
  then<Result1 = PartnerPage<T>, Result2 = never>(
    onFulfilled?: ((page: PartnerPage<T>) => Result1 | PromiseLike<Result1>) | null,
    onRejected?: ((reason: unknown) => Result2 | PromiseLike<Result2>) | null,
  ): Promise<Result1 | Result2> {
    return this.#first().then(onFulfilled, onRejected);
  }

  /**
   * Page by page: `for await (const page of ….pages())`, the largest there are unless you have said otherwise.
   *
   * @throws ApiError `invalid_response` when a page does not lead on, which would never end
   */
  async *pages(): AsyncGenerator<PartnerPage<T>, void, undefined> {
    let position: PagePosition = { limit: LARGEST_PAGE, ...this.#start };
    for (;;) {
      const page = await this.#fetchPage(position);
      yield page;
      if (!page.hasMore) return;
      if (page.nextCursor === null || page.nextCursor === position.after) {
        throw new ApiError({
          code: "invalid_response",
          message: "The list has more, but no new cursor: report it.",
        });
      }
      position = { ...position, after: page.nextCursor };
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.data;
  }

  #first(): ApiPromise<PartnerPage<T>> {
    this.#page ??= this.#fetchPage({});
    return this.#page;
  }
}
