import type { ApiPromise, ApiResult } from "./api-promise.ts";
import { ApiError } from "./errors.ts";
import { LARGEST_PAGE } from "./generated/limits.ts";

/**
 * A page of a list, as every list endpoint answers it.
 *
 * @example
 * const page: Page<Order> = await wth.orders.list({ limit: 20 });
 * console.log(page.data.length, page.has_more);
 */
export interface Page<T> {
  /** The items on this page. */
  readonly data: readonly T[];
  /** Whether there is another page. */
  readonly has_more: boolean;
  /** To give as `after` for the next page; null on the last one. */
  readonly next_cursor: string | null;
}

/** The part of a list's parameters that says which page. */
export interface PagePosition {
  /** The most items on it. */
  readonly limit?: number;
  /** The `next_cursor` of the page before; absent for the first one. */
  readonly after?: string;
}

/**
 * All items of a list, over all its pages: `for await (const item of …)`. A page is fetched when the loop gets to it, so
 * leaving the loop ends the requests; each new loop starts at the beginning.
 */
export class PageIterator<T, P extends Page<T> = Page<T>> implements AsyncIterable<T> {
  readonly #pages: () => AsyncGenerator<P, void, undefined>;

  /**
   * @param pages begins a new walk over the pages
   * @internal
   */
  constructor(pages: () => AsyncGenerator<P, void, undefined>) {
    this.#pages = pages;
  }

  /**
   * The same page by page: `for await (const page of ….pages())`.
   *
   * @throws ApiError `invalid_response` when a page does not lead on, which would never end
   */
  pages(): AsyncGenerator<P, void, undefined> {
    return this.#pages();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.data;
  }
}

/**
 * A list: one page of it when awaited, all its items when looped over. Nothing is sent before one of the two; awaiting it
 * again gives the same page without another request.
 *
 * @example
 * const page = await wth.orders.list({ status: "pending", limit: 20 });
 * console.log(page.data.length, page.has_more);
 *
 * for await (const order of wth.orders.list({ status: "pending" })) console.log(order.external_id);
 */
export class PagePromise<T, P extends Page<T> = Page<T>> extends PageIterator<T, P> implements Promise<P> {
  readonly [Symbol.toStringTag] = "PagePromise";
  readonly #fetchPage: (position: PagePosition) => ApiPromise<P>;
  #page: ApiPromise<P> | undefined;

  /**
   * @param start where the caller wants to begin, with pages of which size
   * @param fetchPage gets a page; its argument overrides `start`, and is `{}` for the page that is awaited
   * @internal
   */
  constructor(start: PagePosition, fetchPage: (position: PagePosition) => ApiPromise<P>) {
    super(() => walk(start, fetchPage));
    this.#fetchPage = fetchPage;
  }

  /** The page, with request id, rate limit and attempts. */
  withResponse(): Promise<ApiResult<P>> {
    return this.#start().withResponse();
  }

  /** For `await`, and as of any promise. The first such call sends the request. */
  // biome-ignore lint/suspicious/noThenProperty: awaiting a list gives its page, and only then is anything sent
  then<Result1 = P, Result2 = never>(
    onFulfilled?: ((page: P) => Result1 | PromiseLike<Result1>) | null,
    onRejected?: ((reason: unknown) => Result2 | PromiseLike<Result2>) | null,
  ): Promise<Result1 | Result2> {
    return this.#start().then(onFulfilled, onRejected);
  }

  /** As of any promise. */
  catch<Result = never>(
    onRejected?: ((reason: unknown) => Result | PromiseLike<Result>) | null,
  ): Promise<P | Result> {
    return this.#start().catch(onRejected);
  }

  /** As of any promise. */
  finally(onFinally?: (() => void) | null): Promise<P> {
    return this.#start().finally(onFinally);
  }

  #start(): ApiPromise<P> {
    this.#page ??= this.#fetchPage({});
    return this.#page;
  }
}

/** Page after page. Whoever goes over all of them needs the fewest requests with the largest pages. */
async function* walk<T, P extends Page<T>>(
  start: PagePosition,
  fetchPage: (position: PagePosition) => PromiseLike<P>,
): AsyncGenerator<P, void, undefined> {
  let position: PagePosition = { limit: LARGEST_PAGE, ...start };
  for (;;) {
    const page = await fetchPage(position);
    yield page;
    if (!page.has_more) return;
    if (page.next_cursor === null || page.next_cursor === position.after) {
      throw new ApiError({
        code: "invalid_response",
        message: "The list has more, but no new cursor: report it.",
      });
    }
    position = { ...position, after: page.next_cursor };
  }
}
