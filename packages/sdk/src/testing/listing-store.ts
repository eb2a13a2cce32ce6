import type { Listing } from "../types.ts";
import { listing } from "./fixtures.ts";

const PAGE = 3;

/** The listings of a dealer as the API keeps and pages them: every write gets a later `updated_at` than all before. */
export class ListingStore {
  readonly #listings = new Map<string, Listing>();
  #writes = 0;

  /** Publishes, changes, sells or unpublishes the listing with this number. */
  write(number: number, status: Listing["status"]): void {
    this.#writes += 1;
    const updated_at = new Date(Date.UTC(2026, 4, 8) + this.#writes).toISOString();
    const price = { amount: this.#writes, currency: "USD", amount_formatted: `$${this.#writes}` };
    this.#listings.set(listing(number).id, { ...listing(number), status, price, updated_at });
  }

  /** What is published, by id. */
  get published(): Map<string, Listing> {
    return new Map([...this.#listings].filter(([, { status }]) => status !== "unpublished"));
  }

  /** A page of three, as `GET /listings` answers it; the cursor is the last `updated_at`. */
  page({ updated_after, after }: Readonly<Record<string, string>>) {
    const rows = [...this.#listings.values()]
      .filter((one) =>
        updated_after === undefined ? one.status !== "unpublished" : one.updated_at > updated_after,
      )
      .filter((one) => after === undefined || one.updated_at < after)
      .sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1));
    const data = rows.slice(0, PAGE);
    const has_more = rows.length > PAGE;
    return {
      object: "list" as const,
      data,
      has_more,
      next_cursor: has_more ? (data.at(-1)?.updated_at ?? null) : null,
    };
  }
}
