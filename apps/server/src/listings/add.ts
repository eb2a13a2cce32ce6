import { randomUUIDv7 } from "node:crypto";
import type { DashboardComponents } from "@wth/contract";
import { countForSale, type InventoryRow, type Plan, type Transaction } from "@wth/database";
import { type Actor, recordEvents } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import { takeClock } from "../stamps.ts";
import { eventsOf, save } from "./change.ts";
import { photosOf } from "./edit.ts";
import { requireChannel } from "./publish.ts";

/** A listing to add. */
export type NewListing = DashboardComponents["schemas"]["InventoryItemCreate"];

/** How many watches for sale a plan includes; what is sold does not count. Starter never has more than Business. */
const ROOM: Readonly<Record<Plan, number>> = {
  starter: 250,
  business: 250,
  enterprise: Number.POSITIVE_INFINITY,
};

/**
 * Adds a listing; put onto the custom channel at once, that is `listing.published`. However many are added at once, a plan
 * is never exceeded.
 *
 * @throws {ApiError} `plan_limit_reached`, or `plan_required` for the custom channel.
 */
export async function addListing(
  tx: Transaction,
  actor: Actor & { plan: Plan },
  { watch, price, photos = [], is_published: isPublished = false }: NewListing,
): Promise<InventoryRow> {
  if (isPublished) requireChannel(actor.plan);
  const [stamp, [forSale]] = await Promise.all([
    takeClock(tx, actor.userId, 1),
    tx.run(countForSale, [actor.userId]),
  ]);
  const room = ROOM[actor.plan];
  if (forSale === undefined || forSale.count >= room) {
    const message = `Your plan includes ${room} watches for sale, and all places are taken. Mark watches that are gone as sold, or upgrade to the Enterprise plan.`;
    throw new ApiError("plan_limit_reached", { message });
  }
  const row: InventoryRow = {
    ...EMPTY,
    complications: [],
    ...watch,
    id: randomUUIDv7(),
    is_published: isPublished,
    price_amount: String(price.amount),
    price_currency: price.currency,
    photos: photosOf(photos, []),
    created_at: stamp(0),
    updated_at: stamp(0),
  };
  save(tx, actor, row);
  if (isPublished) recordEvents(tx, eventsOf("listing.published", row), actor);
  return row;
}

/** What a listing is when nothing is known of it. */
const EMPTY = {
  status: "active",
  reference: null,
  year: null,
  condition: null,
  case_material: null,
  case_diameter_mm: null,
  dial_color: null,
  bracelet: null,
  caliber: null,
  movement: null,
  water_resistance_m: null,
  power_reserve_h: null,
  box: false,
  papers: false,
  sold_at: null,
  sale_id: null,
  sale_order_id: null,
} as const satisfies Partial<Record<keyof InventoryRow, unknown>>;
