import type { InventoryRow, Plan, Transaction } from "@wth/database";
import { type Actor, recordEvents } from "../events/record-event.ts";
import { ApiError } from "../http/errors.ts";
import { beginChange, eventsOf, save } from "./change.ts";

/** @throws {ApiError} `plan_required` when the plan does not include the custom channel. */
export function requireChannel(plan: Plan): void {
  if (plan === "starter") throw new ApiError("plan_required");
}

/**
 * Puts a listing onto the custom channel (`listing.published`) or takes it off (`listing.unpublished`). Of several at once
 * that want the same, one succeeds.
 *
 * @param plan of the dealer. Who has gone below the Business plan can still take off what is there.
 * @throws {ApiError} `resource_not_found`; `plan_required`; `channel_unchanged` when it is so already.
 */
export async function setPublished(
  tx: Transaction,
  actor: Actor & { plan: Plan },
  id: string,
  isPublished: boolean,
): Promise<InventoryRow> {
  if (isPublished) requireChannel(actor.plan);
  const { row, stamp } = await beginChange(tx, actor, id);
  if (row.is_published === isPublished) throw new ApiError("channel_unchanged", { param: "is_published" });
  const changed = { ...row, is_published: isPublished, updated_at: stamp };
  save(tx, actor, changed);
  const type = isPublished ? "listing.published" : "listing.unpublished";
  recordEvents(tx, eventsOf(type, changed), actor);
  return changed;
}
