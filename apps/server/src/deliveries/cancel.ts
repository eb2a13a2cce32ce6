import { setTimeout as sleep } from "node:timers/promises";
import type { OperationTypes } from "@wth/contract";
import {
  boundsOf,
  cancelDeliveries,
  type Database,
  getDelivery,
  lockQueuedDelivery,
  run,
} from "@wth/database";
import { encodeCursor } from "../http/cursor.ts";
import { notFound } from "../http/errors.ts";
import { readDeliveries } from "./list.ts";
import type { DeliveryKey } from "./retry.ts";

/** How long an attempt that is being made is waited for: a little over its own deadline. */
const PATIENCE_MS = 12_000;
const LOOK_AGAIN_MS = 100;
const PAGE = 500;
/** Below every other id: a cursor with it stands before everything of its time. */
const LOWEST_ID = "00000000-0000-0000-0000-000000000000";

/** A delivery that cannot be cancelled; the message says why. */
export class DeliveryNotCancellableError extends Error {
  override name = "DeliveryNotCancellableError";
}

/**
 * Calls a delivery off that still waits: it becomes `cancelled`, and no attempt follows. An attempt that is being made is
 * waited for: it could arrive, and its outcome belongs into the log.
 *
 * @returns the delivery.
 * @throws {DeliveryNotCancellableError} when it is none that waits, or stays in flight.
 * @throws {ApiError} `resource_not_found`.
 */
export async function cancelDelivery(database: Database, key: DeliveryKey) {
  const deadline = Date.now() + PATIENCE_MS;
  while ((await tryToCancel(database, key)) === "in_flight") {
    if (Date.now() > deadline) {
      throw new DeliveryNotCancellableError(
        "An attempt is being made of this delivery. Try again in a moment.",
      );
    }
    await sleep(LOOK_AGAIN_MS);
  }
  const [delivery] = await run(database.pool, getDelivery, key);
  if (delivery === undefined) throw notFound();
  if (delivery.status !== "cancelled") {
    throw new DeliveryNotCancellableError(
      `Only a pending or failed delivery can be cancelled; this one is ${delivery.status}.`,
    );
  }
  return delivery;
}

function tryToCancel(database: Database, key: DeliveryKey): Promise<"in_flight" | "done"> {
  return database.transaction(async (tx) => {
    const [queued] = await tx.run(lockQueuedDelivery, key);
    if (queued?.is_in_flight) return "in_flight";
    if (queued !== undefined) await tx.run(cancelDeliveries, [[key[0]], ...boundsOf([key[0]])]);
    return "done";
  });
}

/** Which deliveries to cancel. */
export interface CancelFilter {
  statuses: readonly ("pending" | "failed")[];
  type?: NonNullable<OperationTypes["listWebhookDeliveries"]["parameters"]["query"]>["type"];
  createdBefore?: Date;
}

/**
 * Calls everything off that waits and fits the filter, the newest first, some at a time.
 *
 * @returns how many it has cancelled, and how many it has left because an attempt was being made of them.
 */
export async function cancelAll(
  database: Database,
  whose: { integrationId: string; livemode: boolean },
  { statuses, type, createdBefore }: CancelFilter,
): Promise<{ cancelled: number; in_flight: number }> {
  const sum = { cancelled: 0, in_flight: 0 };
  for (const status of statuses) {
    let last: { id: string; at: Date } | undefined =
      createdBefore === undefined ? undefined : { id: LOWEST_ID, at: createdBefore };
    for (;;) {
      const query = {
        status,
        ...(type === undefined ? {} : { type }),
        ...(last === undefined ? {} : { after: encodeCursor("webhook_deliveries", last) }),
      };
      const page = await readDeliveries(database, whose, query, PAGE);
      const ids = page.map(({ id }) => id);
      const found = await run(database.pool, cancelDeliveries, [ids, ...boundsOf(ids)]);
      sum.cancelled += found.filter(({ is_cancelled }) => is_cancelled).length;
      sum.in_flight += found.filter(({ is_cancelled }) => !is_cancelled).length;
      const end = page.at(-1);
      if (end === undefined) break;
      last = { id: end.id, at: end.created_at };
    }
  }
  return sum;
}
