import type { DashboardOperationTypes } from "@wth/contract";
import {
  boundsOf,
  type Database,
  type DeliveryRow,
  deliveriesWithOutcome,
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
type LogQuery = Parameters<typeof readDeliveries>[2];
type Dealer = Pick<SignedIn, "integrationId" | "showTestData">;

/** A page of the log, and the last row that it has dealt with, if there is anything before that. */
interface Page {
  rows: DeliveryRow[];
  last: DeliveryRow | null;
}

/** Which of some deliveries fit a filter that no index knows. */
type Matcher = (rows: readonly DeliveryRow[]) => Promise<DeliveryRow[]>;

/** How many deliveries are looked at for such a filter, and how many of them at a time. */
const LOOKED_AT = 5_000;
const AT_ONCE = 500;
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
  dealer: Dealer,
  { id, created_before: before, outcome, ...filters }: Query,
  limit: number,
): Promise<Page> {
  const query: LogQuery = { ...filters, ...statusesOf(outcome), ...placeOf(filters.after, before) };
  const wanted = id?.trim();
  const matchers = outcome === undefined ? [] : [byOutcome(database, outcome)];
  if (wanted !== undefined && UUID.test(wanted)) {
    const found = await readOne(database, dealer, wanted.toLowerCase(), query, before);
    return { rows: await matching(found, matchers), last: null };
  }
  if (wanted !== undefined && parseEventId(wanted) !== null) query.event_id = wanted;
  else if (wanted !== undefined) matchers.push(byText(database, dealer, wanted));
  if (matchers.length > 0) return lookThrough(database, dealer, query, matchers, limit);
  const rows = await readMerged(database, dealer, query, limit + 1);
  return pageOf(rows, limit);
}

/** A page of what fits the matchers too, among the newest 5,000 that fit the query. */
async function lookThrough(
  database: Database,
  dealer: Dealer,
  query: LogQuery,
  matchers: readonly Matcher[],
  limit: number,
): Promise<Page> {
  const found: DeliveryRow[] = [];
  let last: DeliveryRow | undefined;
  for (let looked = 0; looked < LOOKED_AT; looked += AT_ONCE) {
    const at = last === undefined ? {} : { after: cursorOf(last) };
    const rows = await readMerged(database, dealer, { ...query, ...at }, AT_ONCE);
    found.push(...(await matching(rows, matchers)));
    if (found.length > limit) return pageOf(found, limit);
    last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) return { rows: found, last: null };
  }
  return { rows: found, last: last ?? null };
}

async function readMerged(
  database: Database,
  dealer: Dealer,
  query: LogQuery,
  limit: number,
): Promise<DeliveryRow[]> {
  const pages = await Promise.all(
    shownModes(dealer).map((livemode) =>
      readDeliveries(database, { integrationId: dealer.integrationId, livemode }, query, limit),
    ),
  );
  return pages.flat().sort(newestFirst).slice(0, limit);
}

/** A page out of rows of which one more than fits was read. */
function pageOf(rows: readonly DeliveryRow[], limit: number): Page {
  const page = rows.slice(0, limit);
  return { rows: page, last: rows.length > limit ? (page.at(-1) ?? null) : null };
}

/** Where the page after this delivery begins. */
export const cursorOf = ({ id, created_at: at }: DeliveryRow) =>
  encodeCursor("webhook_deliveries", { id, at });

async function matching(rows: readonly DeliveryRow[], matchers: readonly Matcher[]): Promise<DeliveryRow[]> {
  let left = [...rows];
  for (const matcher of matchers) if (left.length > 0) left = await matcher(left);
  return left;
}

function byOutcome(database: Database, outcome: string): Matcher {
  return async (rows) => {
    const ids = rows.map(({ id }) => id);
    const found = await run(database.logPool, deliveriesWithOutcome, [ids, ...boundsOf(ids), outcome]);
    const fitting = new Set(found.map(({ id }) => id));
    return rows.filter(({ id }) => fitting.has(id));
  };
}

function byText(database: Database, { integrationId }: Dealer, text: string): Matcher {
  return async (rows) => {
    const events = rows.map(({ event_id: eventId }) => eventId);
    const window = windowOf(events);
    const found = await run(database.logPool, searchEvents, [integrationId, events, text, ...window]);
    const fitting = new Set(found.map(({ id }) => id));
    return rows.filter(({ event_id: eventId }) => fitting.has(eventId));
  };
}

/** What can have come to that: success delivers, and of the rest what waits for an attempt that was asked for is left out. */
function statusesOf(outcome: string | undefined): Pick<LogQuery, "statuses"> {
  if (outcome === undefined) return {};
  return { statuses: outcome.startsWith("2") ? ["delivered"] : ["failed", "dead_letter", "cancelled"] };
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
  dealer: Dealer,
  id: string,
  { status, type, created_after: after }: LogQuery,
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
