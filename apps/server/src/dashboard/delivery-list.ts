import type { DashboardOperationTypes } from "@wth/contract";
import {
  boundsOf,
  type Database,
  type DeliveryRow,
  findDeliveryMode,
  getDelivery,
  lowestIdAt,
  run,
  searchEvents,
  timeOfId,
} from "@wth/database";
import { newestFirst, readDeliveries } from "../deliveries/list.ts";
import { parseEventId } from "../events/event-id.ts";
import { encodeCursor } from "../http/cursor.ts";
import type { SignedIn } from "./handlers.ts";

type Query = NonNullable<DashboardOperationTypes["listDeliveries"]["parameters"]["query"]>;

/** How many deliveries are searched for a text, and how many of them at a time. */
const SEARCHED = 5_000;
const SEARCHED_AT_ONCE = 500;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Below every other id: a cursor with it stands before everything of its time. */
const LOWEST_ID = "00000000-0000-0000-0000-000000000000";

/** The modes of which lists, counts and charts show something: live, and test too if the dealer wants to see test data. */
export function shownModes({ showTestData }: Pick<SignedIn, "showTestData">): boolean[] {
  return showTestData ? [true, false] : [true];
}

/**
 * Reads a page of the log, of all modes that are shown.
 *
 * @param limit the most rows.
 * @throws {ApiError} `invalid_cursor`.
 */
export async function readShownDeliveries(
  database: Database,
  dealer: Pick<SignedIn, "integrationId" | "showTestData">,
  { id, created_before: before, ...filters }: Query,
  limit: number,
): Promise<DeliveryRow[]> {
  const query = { ...filters, ...placeOf(filters.after, before) };
  const wanted = id?.trim();
  if (wanted !== undefined && UUID.test(wanted))
    return readOne(database, dealer, wanted.toLowerCase(), query, before);
  const isEvent = wanted !== undefined && parseEventId(wanted) !== null;
  const pages = await Promise.all(
    shownModes(dealer).map((livemode) => {
      const whose = { integrationId: dealer.integrationId, livemode };
      if (wanted === undefined) return readDeliveries(database, whose, query, limit);
      if (isEvent) return readDeliveries(database, whose, { ...query, event_id: wanted }, limit);
      return searchBodies(database, whose, query, wanted, limit);
    }),
  );
  return pages.flat().sort(newestFirst).slice(0, limit);
}

/** The deliveries that have a text in their body, among the newest 5,000 of those that fit the other filters. */
async function searchBodies(
  database: Database,
  whose: { integrationId: string; livemode: boolean },
  query: Parameters<typeof readDeliveries>[2],
  text: string,
  limit: number,
): Promise<DeliveryRow[]> {
  const found: DeliveryRow[] = [];
  let after = query.after;
  for (let looked = 0; looked < SEARCHED && found.length < limit; looked += SEARCHED_AT_ONCE) {
    const at = after === undefined ? {} : { after };
    const rows = await readDeliveries(database, whose, { ...query, ...at }, SEARCHED_AT_ONCE);
    const events = rows.map(({ event_id: eventId }) => eventId);
    const matches = await run(database.logPool, searchEvents, [
      whose.integrationId,
      events,
      text,
      ...windowOf(events),
    ]);
    const matching = new Set(matches.map(({ id }) => id));
    found.push(...rows.filter(({ event_id: eventId }) => matching.has(eventId)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < SEARCHED_AT_ONCE) break;
    after = encodeCursor("webhook_deliveries", { id: last.id, at: last.created_at });
  }
  return found;
}

/** From which id on all of these lie, and below which. */
function windowOf(ids: readonly string[]): readonly [from: string, below: string] {
  const [lowest, highest] = boundsOf(ids);
  return [lowest, lowestIdAt(new Date(timeOfId(highest).getTime() + 1))];
}

/** Where a page begins: at its cursor, or just before a moment. Cursors of a later page are below that moment anyway. */
function placeOf(after: string | undefined, before: string | undefined): { after?: string } {
  if (after !== undefined) return { after };
  if (before === undefined) return {};
  return { after: encodeCursor("webhook_deliveries", { id: LOWEST_ID, at: new Date(before) }) };
}

/** The delivery of an id, if it fits the other filters too. */
async function readOne(
  database: Database,
  dealer: Pick<SignedIn, "integrationId" | "showTestData">,
  id: string,
  { status, type, created_after: after }: Query,
  before: string | undefined,
): Promise<DeliveryRow[]> {
  const { integrationId } = dealer;
  const [mode] = await run(database.pool, findDeliveryMode, [id, integrationId]);
  if (mode === undefined || !shownModes(dealer).includes(mode.livemode)) return [];
  const [row] = await run(database.logPool, getDelivery, [id, integrationId, mode.livemode]);
  if (row === undefined) return [];
  const fits =
    (status === undefined || row.status === status) &&
    (type === undefined || row.event_type === type) &&
    (after === undefined || row.created_at > new Date(after)) &&
    (before === undefined || row.created_at < new Date(before));
  return fits ? [{ ...row, attempt_count: row.attempts.length }] : [];
}
