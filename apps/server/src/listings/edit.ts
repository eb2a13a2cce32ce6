import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { components, DashboardComponents } from "@wth/contract";
import type { InventoryRow, ListingRow, Transaction } from "@wth/database";
import { type Actor, recordEvents } from "../events/record-event.ts";
import { beginChange, save } from "./change.ts";
import { serializeListing } from "./serialize.ts";

/** What can be changed of a listing. What is left out stays; photos are replaced as a whole. */
export type ListingEdit = DashboardComponents["schemas"]["InventoryItemUpdate"];

type PreviousAttributes = components["schemas"]["ListingPreviousAttributes"];

/**
 * Edits a listing. On the custom channel that is `listing.updated`, with the values before of what has changed. An edit that
 * changes nothing leaves no trace.
 *
 * @throws {ApiError} `resource_not_found`.
 */
export async function editListing(
  tx: Transaction,
  actor: Actor,
  id: string,
  edit: ListingEdit,
): Promise<InventoryRow> {
  const { row, stamp } = await beginChange(tx, actor, id);
  const edited = { ...row, ...apply(edit, row) };
  const previous = previousAttributes(row, edited);
  if (previous === null) return row;
  const changed = { ...edited, updated_at: stamp };
  save(tx, actor, changed);
  if (row.is_published) {
    const data = { object: { id, object: "listing" }, previous_attributes: previous } as const;
    const offer = previous.price === undefined ? {} : { offer: changed };
    recordEvents(tx, [{ type: "listing.updated", data, ...offer }], actor);
  }
  return changed;
}

/** The columns that an edit sets. */
function apply({ watch, price, photos }: ListingEdit, row: ListingRow): Partial<ListingRow> {
  return {
    ...watch,
    ...(price === undefined ? {} : { price_amount: String(price.amount), price_currency: price.currency }),
    ...(photos === undefined ? {} : { photos: photosOf(photos, row.photos) }),
  };
}

/** The photos of these addresses, in this order. One that was there before keeps its id. */
export function photosOf(urls: readonly string[], before: ListingRow["photos"]): ListingRow["photos"] {
  const ordered = before.toSorted((a, b) => a.position - b.position);
  const isSame = isDeepStrictEqual(
    urls,
    ordered.map(({ url }) => url),
  );
  if (isSame) return before;
  return urls.map((url, position) => {
    const at = ordered.findIndex((photo) => photo.url === url);
    const [kept] = at === -1 ? [] : ordered.splice(at, 1);
    return { id: kept?.id ?? randomUUID(), url, position };
  });
}

/**
 * What has changed of a listing, with its values before: single attributes of the watch, parts of the price (not how it is
 * written, which follows from them), photos as a whole. Null when nothing has.
 */
export function previousAttributes(before: ListingRow, after: ListingRow): PreviousAttributes | null {
  const [was, is] = [serializeListing(before), serializeListing(after)];
  const { amount_formatted: _was, ...wasPrice } = was.price;
  const { amount_formatted: _is, ...isPrice } = is.price;
  const watch = changedParts(was.watch, is.watch);
  const price = changedParts(wasPrice, isPrice);
  const previous = {
    ...(watch === null ? {} : { watch }),
    ...(price === null ? {} : { price }),
    ...(isDeepStrictEqual(was.photos, is.photos) ? {} : { photos: was.photos }),
  };
  return Object.keys(previous).length === 0 ? null : previous;
}

function changedParts<Part extends object>(was: Part, is: Part): Partial<Part> | null {
  const changed = Object.entries(was).filter(
    ([name, value]) => !isDeepStrictEqual(value, Reflect.get(is, name)),
  );
  // Safe: each entry is one of `was`.
  return changed.length === 0 ? null : (Object.fromEntries(changed) as Partial<Part>);
}
