import { ApiError } from "./errors.ts";

/** A page of a list, as every list endpoint answers it. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** The most that the API puts on a page: iterating asks for it, to need the fewest requests. */
export const LARGEST_PAGE = 100;

/**
 * All items of a list, over all its pages: `for await (const item of …)`. Pages are fetched when they are needed, so
 * leaving the loop ends it; each new loop starts at the beginning.
 */
export class PageIterator<T, P extends Page<T> = Page<T>> implements AsyncIterable<T> {
  readonly #fetchPage: (position: { readonly after?: string }) => Promise<P>;

  /** @param fetchPage gets the page at a position, the first one for `{}` */
  constructor(fetchPage: (position: { readonly after?: string }) => Promise<P>) {
    this.#fetchPage = fetchPage;
  }

  /**
   * The same page by page.
   *
   * @throws ApiError `invalid_response` when a page does not lead on, which would never end
   */
  async *pages(): AsyncGenerator<P, void, undefined> {
    let after: string | undefined;
    for (;;) {
      const page = await this.#fetchPage(after === undefined ? {} : { after });
      yield page;
      if (!page.has_more) return;
      if (page.next_cursor === null || page.next_cursor === after) {
        throw new ApiError({
          code: "invalid_response",
          message:
            "The list says that there is more, but gives no new cursor. Report it with the time of the call.",
        });
      }
      after = page.next_cursor;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.data;
  }
}
