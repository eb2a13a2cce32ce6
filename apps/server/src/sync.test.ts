import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Database, type PipelinedTransaction, stampListings, statement, takeStamps } from "@wth/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancelOrder } from "./orders/cancel.ts";
import { createOrder } from "./orders/create.ts";
import { readChecked } from "./test/contract.ts";
import { createTestDealer, type TestDealer } from "./test/dealer.ts";
import { startTestServer, type TestServer } from "./test/server.ts";
import { newestVersion } from "./versions/pinned-version.ts";

const SECONDS = process.env.WTH_LONG_TESTS === "1" ? 30 : 10;
const WRITERS = 8;
const LATEST_COMMIT_MS = 2_000;

let server: TestServer;
/** The writers' connections, so that those of the API stay free for the readers. */
let writing: Database;
beforeAll(async () => {
  server = await startTestServer();
  writing = new Database({
    url: server.database.url,
    applicationName: "sync-test-writers",
    maxConnections: 2 * WRITERS,
  });
});
afterAll(async () => {
  await writing.close();
  await server.close();
});

/** Holds the transaction up between its work and its commit. */
const dawdle = statement<readonly [seconds: number], Record<never, never>>(
  "dawdle",
  "SELECT pg_sleep($1::float8)",
);

const changePrice = statement<readonly [userId: string, id: string], Record<never, never>>(
  "change_price",
  "UPDATE listings SET price_amount = price_amount + 100 WHERE user_id = $1::uuid AND id = $2::uuid",
);

/** Stamps as one might think would do: the time of day, without a lock. */
const insertNaively = statement<readonly [userId: string, externalId: string], Record<never, never>>(
  "insert_naively",
  `INSERT INTO orders (user_id, is_test, external_id, total_amount, currency, buyer, line_items, ordered_at, updated_at)
   VALUES ($1::uuid, true, $2::text, 1, 'USD', '{"name":"Alice","email":null,"country":null}', '[]', now(),
           clock_timestamp())`,
);

/** Mostly at once, and now and then after up to two seconds. */
const commitDelay = () => (Math.random() < 0.25 ? Math.random() * LATEST_COMMIT_MS : Math.random() * 20);

async function dealerWithListings(listings: number): Promise<TestDealer> {
  const dealer = await createTestDealer(server, { listings });
  const data = { rateLimitPerMinute: 1_000_000 };
  await server.database.prisma.integration.update({ where: { id: dealer.integrationId }, data });
  return dealer;
}

/** What a receiver that keeps in sync has learnt: each object's last `updated_at`, by its id. */
type Copy = Map<string, string>;

/**
 * Keeps a copy of a list in step as the product's pages tell integrators to: walk all pages, then go on from the newest
 * `updated_at` of the first. One more round follows when `done` says so.
 */
async function keepInSync(
  dealer: TestDealer,
  list: "listListings" | "listOrders",
  done: () => boolean,
): Promise<Copy> {
  const copy: Copy = new Map();
  const path = list === "listOrders" ? "/orders" : "/listings";
  let since = "2000-01-01T00:00:00Z";
  for (let last = false; !last; ) {
    last = done();
    let newest: string | undefined;
    let query: Record<string, string> | null = { updated_after: since, limit: "3" };
    while (query !== null) {
      const response: Response = await dealer.call("GET", `${path}?${new URLSearchParams(query)}`);
      const page: Record<string, unknown> = await readChecked(list, response);
      // Safe: readChecked has compared the body with the contract's list.
      const data = page.data as { id: string; updated_at: string }[];
      for (const { id, updated_at } of data) copy.set(id, updated_at);
      newest ??= data[0]?.updated_at;
      const { next_cursor } = page;
      query = typeof next_cursor === "string" ? { ...query, after: next_cursor } : null;
    }
    since = newest ?? since;
    await sleep(10);
  }
  return copy;
}

/** What to do when what was written is committed. */
type Committed = (() => void) | undefined;

/** Lets writers write for a while, each transaction after the other, while receivers keep their copies in sync. */
async function writeAndSync(
  dealer: TestDealer,
  seconds: number,
  write: (tx: PipelinedTransaction) => Promise<Committed>,
): Promise<{ orders: Copy; listings: Copy; commits: number }> {
  const until = Date.now() + seconds * 1_000;
  let commits = 0;
  let done = false;
  const writer = async () => {
    while (Date.now() < until) {
      const committed = await writing.transaction(async (tx) => {
        const wrote = await write(tx);
        await tx.run(dawdle, [commitDelay() / 1_000]);
        return wrote;
      });
      committed?.();
      commits += 1;
    }
  };
  const writers = Promise.all(Array.from({ length: WRITERS }, writer)).finally(() => {
    done = true;
  });
  const [orders, listings] = await Promise.all([
    keepInSync(dealer, "listOrders", () => done),
    keepInSync(dealer, "listListings", () => done),
    writers,
  ]);
  return { orders, listings, commits };
}

/** What the database holds in the end. */
async function stored(dealer: TestDealer, table: "orders" | "listings"): Promise<Copy> {
  const { rows } = await server.database.pool.query<{ id: string; updated_at: Date }>(
    `SELECT id, updated_at FROM ${table} WHERE user_id = $1`,
    [dealer.userId],
  );
  return new Map(rows.map(({ id, updated_at }) => [id, updated_at.toISOString()]));
}

const missing = (copy: Copy, truth: Copy) => [...truth].filter(([id, stamp]) => copy.get(id) !== stamp);

describe.concurrent("updated_after", () => {
  it(
    `skips nothing in ${SECONDS} s of ${WRITERS} writers that commit up to ${LATEST_COMMIT_MS} ms late`,
    async () => {
      const dealer = await dealerWithListings(20);
      const actor = { ...dealer, apiVersion: newestVersion, livemode: false, hasPartners: false };
      const listingIds = [...(await stored(dealer, "listings")).keys()];
      const pending: string[] = [];

      const { orders, listings, commits } = await writeAndSync(dealer, SECONDS, async (tx) => {
        const kind = Math.random();
        const id = kind < 0.3 ? pending.shift() : undefined;
        const listingId = listingIds[Math.floor(kind * listingIds.length)] ?? "";
        if (id !== undefined) {
          await cancelOrder(tx, actor, id, await takeStamp(tx, dealer));
        } else if (kind < 0.65) {
          const order = createOrder(tx, actor, newOrder(), await takeStamp(tx, dealer));
          return () => pending.push(order.id);
        } else {
          await tx.run(stampListings, [dealer.userId, [listingId]]);
          await tx.run(changePrice, [dealer.userId, listingId]);
        }
        return undefined;
      });

      const [allOrders, allListings] = [await stored(dealer, "orders"), await stored(dealer, "listings")];
      expect(missing(orders, allOrders)).toEqual([]);
      expect(missing(listings, allListings)).toEqual([]);
      const stamps = [...allOrders.values(), ...allListings.values()];
      expect(new Set(stamps).size).toBe(stamps.length);
      expect(allOrders.size).toBeGreaterThan(3);
      expect(commits).toBeGreaterThan(SECONDS);
    },
    (SECONDS + 60) * 1_000,
  );

  it("would skip rows, and be caught by this test, without the dealer's clock", async () => {
    const dealer = await dealerWithListings(0);
    const { orders } = await writeAndSync(dealer, 3, async (tx) => {
      await tx.run(insertNaively, [dealer.userId, randomUUID()]);
      return undefined;
    });
    expect(missing(orders, await stored(dealer, "orders"))).not.toEqual([]);
  });
});

/** What a request takes along with its idempotency key. */
async function takeStamp(tx: PipelinedTransaction, { userId }: TestDealer): Promise<Date> {
  const [clock] = await tx.run(takeStamps, [userId, 1]);
  if (clock === undefined) throw new Error("The dealer has no clock.");
  return clock.last_stamp;
}

function newOrder() {
  return {
    external_id: randomUUID(),
    total_amount: 1_500_000,
    currency: "USD",
    buyer: { name: "Alice" },
    line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1_500_000 }],
  };
}
