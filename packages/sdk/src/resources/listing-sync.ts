import { requireWholeNumber } from "../checks.ts";
import type { RequestOptions } from "../options.ts";
import type { Page } from "../pagination.ts";
import type { Listing } from "../types.ts";

/**
 * How to keep in step with the listings.
 *
 * @example
 * const options: SyncOptions = { since: "2026-05-08T08:41:16.345Z", pollIntervalMs: 60_000 };
 */
export interface SyncOptions extends RequestOptions {
  /** The `checkpoint` of the last time, RFC 3339. Without it, or with null: everything that is published. */
  readonly since?: string | null | undefined;
  /** Begins the next round so many milliseconds after the last one ended. Without it there is one round. */
  readonly pollIntervalMs?: number | undefined;
  /**
   * Called after each round that brought something, once the loop has dealt with its last listing: the place to store
   * the checkpoint. The next round waits for it.
   */
  readonly onCheckpoint?: ((checkpoint: string) => void | Promise<void>) | undefined;
}

/**
 * The listings that have changed, each as it is now: `for await (const listing of …)`. An `active` one is for sale; a
 * `sold` or `unpublished` one is not. A listing can come again in the next round, and after an interruption all of a
 * round comes again: write it under its `id`, so that once more does no harm.
 *
 * @example
 * const sync = wth.listings.sync({ since: "2026-05-08T08:41:16.345Z" });
 * for await (const listing of sync) console.log(listing.id, listing.status);
 * console.log("next time since", sync.checkpoint);
 */
export class ListingSync implements AsyncIterable<Listing> {
  readonly #options: SyncOptions;
  readonly #pagesSince: (updatedAfter: string | undefined) => AsyncIterable<Page<Listing>>;
  readonly #sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
  #checkpoint: string | undefined;

  /** @internal */
  constructor(
    options: SyncOptions,
    pagesSince: (updatedAfter: string | undefined) => AsyncIterable<Page<Listing>>,
    sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>,
  ) {
    this.#options = options;
    this.#pagesSince = pagesSince;
    this.#sleep = sleep;
    this.#checkpoint = options.since ?? undefined;
  }

  /**
   * What to give as `since` the next time, RFC 3339. It moves on only when a round has run to its end, so storing it
   * early repeats changes and never skips one. Undefined until there was a listing.
   */
  get checkpoint(): string | undefined {
    return this.#checkpoint;
  }

  /** A loop begins at the checkpoint. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Listing, void, undefined> {
    const { pollIntervalMs, onCheckpoint, signal } = this.#options;
    if (pollIntervalMs !== undefined) requireWholeNumber("pollIntervalMs", pollIntervalMs, 1);
    for (;;) {
      const before = this.#checkpoint;
      const newest = yield* this.#round(before);
      this.#checkpoint = newest;
      if (newest !== undefined && newest !== before) await onCheckpoint?.(newest);
      if (pollIntervalMs === undefined) return;
      await this.#sleep(pollIntervalMs, signal);
    }
  }

  /**
   * All pages of what was updated since, the newest first. What changes meanwhile moves to the front, before the first
   * page that this round has seen: the next round, which begins at the newest of that page, finds it there.
   *
   * @returns the newest `updated_at` of the first page; `since` when there is nothing
   */
  async *#round(since: string | undefined): AsyncGenerator<Listing, string | undefined, undefined> {
    let newest: string | undefined;
    for await (const { data } of this.#pagesSince(since)) {
      newest ??= data[0]?.updated_at;
      yield* data;
    }
    return newest ?? since;
  }
}
