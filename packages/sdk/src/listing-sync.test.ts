import { describe, expect, it } from "vitest";
import { type Listing, type SyncOptions, WatchTraderHub } from "./index.ts";
import { fakeRuntime, mockError, mockFetch } from "./mock/index.ts";
import { API_KEY, listing } from "./testing/fixtures.ts";
import { ListingStore } from "./testing/listing-store.ts";

/** A client of a store, which can change before each page is served. */
function syncing(store: ListingStore, beforePage: (request: number) => void = () => undefined) {
  const runtime = fakeRuntime();
  const fetch = mockFetch({
    "GET /listings": ({ query }) => {
      beforePage(fetch.requests.length);
      return store.page(query);
    },
  });
  const { listings } = new WatchTraderHub({ apiKey: API_KEY, fetch, runtime });
  return { listings, queries: () => fetch.requests.map(({ query }) => query), sleeps: runtime.sleeps };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** A store with five listings, the newest of which has the number 5. */
function storeOfFive(): ListingStore {
  const store = new ListingStore();
  for (const number of [1, 2, 3, 4, 5]) store.write(number, "active");
  return store;
}

const at = (write: number) => new Date(Date.UTC(2026, 4, 8) + write).toISOString();

describe("listings.sync", () => {
  it.each([undefined, null])("hands over everything the first time, since %s", async (since) => {
    const { listings, queries } = syncing(storeOfFive());
    const sync = listings.sync({ since });
    expect(sync.checkpoint).toBeUndefined();
    expect((await all(sync)).map(({ id }) => id)).toEqual(
      [5, 4, 3, 2, 1].map((number) => listing(number).id),
    );
    expect(sync.checkpoint).toBe(at(5));
    expect(queries()).toEqual([{ limit: "100" }, { limit: "100", after: at(3) }]);
  });

  it("hands over what has changed since, also what was unpublished", async () => {
    const store = storeOfFive();
    store.write(2, "sold");
    store.write(4, "unpublished");
    const { listings, queries } = syncing(store);
    const sync = listings.sync({ since: at(5) });
    const changes = (await all(sync)).map(({ id, status }) => [id, status]);
    expect(changes).toEqual([
      [listing(4).id, "unpublished"],
      [listing(2).id, "sold"],
    ]);
    expect(sync.checkpoint).toBe(at(7));
    expect(queries()).toEqual([{ updated_after: at(5), limit: "100" }]);
  });

  it("keeps its checkpoint when nothing has changed, and has none when there is nothing", async () => {
    const same = syncing(storeOfFive()).listings.sync({ since: at(5) });
    await expect(all(same)).resolves.toEqual([]);
    expect(same.checkpoint).toBe(at(5));
    const none = syncing(new ListingStore()).listings.sync();
    await expect(all(none)).resolves.toEqual([]);
    expect(none.checkpoint).toBeUndefined();
  });

  it("goes on from its checkpoint in the next loop", async () => {
    const store = storeOfFive();
    const sync = syncing(store).listings.sync();
    await all(sync);
    store.write(1, "sold");
    expect((await all(sync)).map(({ status }) => status)).toEqual(["sold"]);
  });

  it.each(["break", "throw", "fail"])("does not move on when a round ends early, by %s", async (how) => {
    const failing = mockFetch({
      "GET /listings": [storeOfFive().page({}), mockError("invalid_cursor")],
    });
    const { listings } = new WatchTraderHub({ apiKey: API_KEY, fetch: failing });
    const stored: string[] = [];
    const sync = listings.sync({ since: at(0), onCheckpoint: (checkpoint) => void stored.push(checkpoint) });
    const walk = async () => {
      for await (const { id } of sync) {
        if (how === "break" && id === listing(4).id) break;
        if (how === "throw") throw new Error("of the loop");
      }
    };
    if (how === "break") await walk();
    else await expect(walk()).rejects.toThrow();
    expect(sync.checkpoint).toBe(at(0));
    expect(stored).toEqual([]);
  });

  it("with pollIntervalMs goes round after round, and tells of a checkpoint after its last listing", async () => {
    const store = storeOfFive();
    const { listings, queries, sleeps } = syncing(store, (request) => {
      if (request === 4) store.write(3, "sold");
    });
    const events: string[] = [];
    const sync = listings.sync({
      pollIntervalMs: 60_000,
      onCheckpoint: async (checkpoint) => {
        await Promise.resolve();
        events.push(checkpoint);
      },
    });
    for await (const { id, status } of sync) {
      events.push(id);
      if (status === "sold") break;
    }
    expect(events).toEqual([...[5, 4, 3, 2, 1].map((number) => listing(number).id), at(5), listing(3).id]);
    expect(sleeps).toEqual([60_000, 60_000]);
    expect(queries().slice(2)).toEqual([
      { updated_after: at(5), limit: "100" },
      { updated_after: at(5), limit: "100" },
    ]);
  });

  it("ends with its signal, also while it waits for the next round", async () => {
    const controller = new AbortController();
    const options: SyncOptions = { pollIntervalMs: 3_600_000, signal: controller.signal };
    const fetch = mockFetch({ "GET /listings": storeOfFive().page({ after: at(3) }) });
    const { listings } = new WatchTraderHub({ apiKey: API_KEY, fetch });
    const sync = listings.sync({
      ...options,
      onCheckpoint: () => void setTimeout(() => controller.abort(), 5),
    });
    await expect(all(sync)).rejects.toMatchObject({ name: "AbortError" });
    expect(sync.checkpoint).toBe(at(2));
  });

  it.each([0, 0.5, -1, Number.NaN])("refuses to poll every %d ms", async (pollIntervalMs) => {
    const { listings, queries } = syncing(storeOfFive());
    await expect(all(listings.sync({ pollIntervalMs }))).rejects.toMatchObject({ code: "invalid_argument" });
    expect(queries()).toEqual([]);
  });

  it("passes the options of the call on to each page", async () => {
    const fetch = mockFetch({ "GET /listings": () => storeOfFive().page({}) });
    const { listings } = new WatchTraderHub({ apiKey: API_KEY, fetch });
    await listings
      .sync({ headers: { "x-shop": "berlin" } })
      [Symbol.asyncIterator]()
      .next();
    expect(fetch.requests[0]?.headers["x-shop"]).toBe("berlin");
  });
});

describe("a copy kept with listings.sync", () => {
  /** Numbers in [0, 1) that are the same every time (Park and Miller's generator). */
  function numbers(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
  }

  it.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    "is the same as the original, whatever changes before each page and wherever a round breaks off (seed %i)",
    async (seed) => {
      const random = numbers(seed);
      const statuses = ["active", "sold", "unpublished"] as const;
      const store = new ListingStore();
      const change = () => {
        for (let count = Math.floor(random() * 4); count > 0; count -= 1)
          store.write(Math.floor(random() * 15), statuses[Math.floor(random() * 3)] ?? "active");
      };
      const copy = new Map<string, Listing>();
      let stored: string | undefined;
      const round = async (changing: () => void, breaking: boolean) => {
        const sync = syncing(store, changing).listings.sync({ since: stored });
        for await (const one of sync) {
          if (one.status === "unpublished") copy.delete(one.id);
          else copy.set(one.id, one);
          if (breaking && random() < 0.2) break;
        }
        stored = sync.checkpoint;
      };
      for (let count = 0; count < 10; count += 1) await round(change, random() < 0.3);
      await round(() => undefined, false);
      expect(copy).toEqual(store.published);
    },
  );
});
