import type { DashboardComponents } from "@wth/contract";
import {
  type DealerOrderRow,
  getDealerOrder,
  type ListingSummaryRow,
  listDealerOrders,
  run,
  type SuggestionRow,
  suggestListings,
  type Transaction,
} from "@wth/database";
import { decodeCursor, listEnvelope, pageSize } from "../http/cursor.ts";
import { notFound } from "../http/errors.ts";
import { formatMoney } from "../money/format.ts";
import { addOrder } from "../orders/add.ts";
import { cancelAsDealer } from "../orders/cancel-as-dealer.ts";
import { readOrder } from "../orders/change.ts";
import { fulfilOrder } from "../orders/fulfil.ts";
import { matchOrder } from "../orders/match.ts";
import { serializeOrder } from "../orders/serialize.ts";
import { unmatchOrder } from "../orders/void-sale.ts";
import type { Services } from "../services.ts";
import type { DashboardHandlers, SignedIn } from "./handlers.ts";

type Schemas = DashboardComponents["schemas"];

/** `/orders`: what was ordered from the dealer, whoever reported it, and what becomes of it. */
export function orderBookHandlers({ database }: Services): DashboardHandlers {
  /** Changes an order, and answers with what it is then. */
  async function change(
    dealer: SignedIn,
    id: string,
    work: (tx: Transaction) => Promise<void>,
  ): Promise<{ status: 200; body: Schemas["DealerOrder"] }> {
    const row = await database.transaction(async (tx) => {
      await work(tx);
      return readOrder(tx, dealer, id);
    });
    return { status: 200, body: serialize(row) };
  }

  return {
    listOrders: async ({ query }, { userId, showTestData }) => {
      const limit = pageSize(query.limit);
      const cursor = query.after === undefined ? null : decodeCursor("order_book", query.after);
      const rows = await run(database.pool, listDealerOrders, [
        userId,
        limit + 1,
        showTestData,
        cursor?.at ?? null,
        cursor?.id ?? null,
        query.q ?? null,
        query.status ?? null,
      ]);
      return { status: 200, body: listEnvelope("order_book", rows, limit, serialize) };
    },

    getOrder: async ({ path }, { userId }) => {
      const [row] = await run(database.pool, getDealerOrder, [userId, path.id]);
      if (row === undefined) throw notFound();
      return { status: 200, body: serialize(row) };
    },

    suggestListings: async ({ path, query }, { userId }) => {
      const [order] = await run(database.pool, getDealerOrder, [userId, path.id]);
      if (order === undefined) throw notFound();
      const rows = await run(database.pool, suggestListings, [userId, path.id, query.q ?? null]);
      return { status: 200, body: { object: "list", data: rows.map(serializeSuggestion) } };
    },

    addOrder: async ({ body }, dealer) => {
      const row = await database.transaction((tx) => addOrder(tx, dealer, body));
      return { status: 201, body: serialize(row) };
    },

    matchOrder: async ({ path: { id }, body }, dealer) =>
      change(dealer, id, (tx) => matchOrder(tx, dealer, id, body.listing_id)),

    unmatchOrder: async ({ path: { id } }, dealer) =>
      change(dealer, id, (tx) => unmatchOrder(tx, dealer, id)),

    fulfilOrder: async ({ path: { id } }, dealer) => change(dealer, id, (tx) => fulfilOrder(tx, dealer, id)),

    cancelOrder: async ({ path: { id } }, dealer) =>
      change(dealer, id, (tx) => cancelAsDealer(tx, dealer, id)),
  };
}

function serialize(row: DealerOrderRow): Schemas["DealerOrder"] {
  return { ...serializeOrder(row), listing: row.listing === null ? null : serializeSummary(row.listing) };
}

function serializeSummary(row: ListingSummaryRow): Schemas["MatchedListing"] {
  const { id, brand, model, reference, status, price_amount: amount, price_currency: currency } = row;
  const price = { amount, currency, amount_formatted: formatMoney(amount, currency) };
  return { id, brand, model, reference, status, price };
}

/** What a score of `suggest_listings` means. */
const REASONS = [null, "same_price", "similar_reference", "same_reference"] as const;

function serializeSuggestion(row: SuggestionRow): Schemas["MatchSuggestion"] {
  return { listing: serializeSummary(row.listing), reason: REASONS[row.score] ?? null };
}
