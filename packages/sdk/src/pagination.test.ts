import { describe, expect, it } from "vitest";
import { ApiError, NotFoundError, WatchTraderHub } from "./index.ts";
import { API_KEY, listing } from "./testing/fixtures.ts";
import { errorBody, requestId, sendJson, startServer } from "./testing/server.ts";

const TOTAL = 250;

/** Serves 250 listings; the cursor is the index of the next one. */
async function startListings() {
  const server = await startServer((request, response) => {
    const query = new URL(request.url, "http://localhost").searchParams;
    const start = Number(query.get("after") ?? 0);
    const end = Math.min(start + Number(query.get("limit") ?? 20), TOTAL);
    const data = Array.from({ length: end - start }, (_, index) => listing(start + index));
    const more = end < TOTAL;
    sendJson(response, 200, { object: "list", data, has_more: more, next_cursor: more ? String(end) : null });
  });
  return { ...server, wth: new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url }) };
}

describe("a list that is awaited", () => {
  it("is one page, as large as the caller or the API says", async () => {
    const { wth, requests } = await startListings();
    await expect(wth.listings.list({ limit: 3, after: "10" })).resolves.toEqual({
      object: "list",
      data: [listing(10), listing(11), listing(12)],
      has_more: true,
      next_cursor: "13",
    });
    const [page] = await Promise.all([wth.listings.list()]);
    expect(page.data).toHaveLength(20);
    expect(requests.map((request) => request.url)).toEqual([
      "/api/v1/listings?limit=3&after=10",
      "/api/v1/listings",
    ]);
  });

  it("sends one request, however often and whichever way it is awaited", async () => {
    const { wth, requests } = await startListings();
    const list = wth.listings.list({ limit: 3 });
    const page = await list;
    const done: string[] = [];
    await expect(list).resolves.toBe(page);
    await expect(list.then(({ data }) => data.length)).resolves.toBe(3);
    await expect(list.catch(() => "failed")).resolves.toBe(page);
    await expect(list.finally(() => done.push("finally"))).resolves.toBe(page);
    await expect(list.withResponse()).resolves.toMatchObject({ data: page, attempts: 1, requestId });
    expect(done).toEqual(["finally"]);
    expect(requests).toHaveLength(1);
  });

  it("rejects once, in each of these ways", async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", onUnhandled);
    const server = await startServer((_request, response) =>
      sendJson(response, 400, errorBody("validation_error", "invalid_cursor")),
    );
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
    const refusal = { code: "invalid_cursor" };
    await expect(wth.listings.list().withResponse()).rejects.toMatchObject(refusal);
    const list = wth.listings.list({ after: "broken" });
    await expect(list).rejects.toMatchObject(refusal);
    await expect(list.finally(() => undefined)).rejects.toMatchObject(refusal);
    await expect(list.catch((error: unknown) => error)).resolves.toMatchObject(refusal);
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off("unhandledRejection", onUnhandled);
    expect(unhandled).toEqual([]);
    expect(server.requests).toHaveLength(2);
  });
});

describe("iterate", () => {
  it("is the loop over the list without the promise, so that an async function can return it", async () => {
    const { wth, requests } = await startListings();
    const everything = async () => wth.listings.iterate({ limit: 50, after: "100" });
    const ids: string[] = [];
    for await (const item of await everything()) ids.push(item.id);
    expect(ids).toEqual(Array.from({ length: 150 }, (_, index) => listing(100 + index).id));
    expect(requests).toHaveLength(3);
    const pages = [];
    for await (const page of (await everything()).pages()) pages.push(page.data.length);
    expect(pages).toEqual([50, 50, 50]);
  });
});

describe("a list in a loop", () => {
  it("gives every item once, in order, with the fewest requests", async () => {
    const { wth, requests } = await startListings();
    const ids: string[] = [];
    for await (const item of wth.listings.list({ brand: "Rolex" })) ids.push(item.id);
    expect(ids).toEqual(Array.from({ length: TOTAL }, (_, index) => listing(index).id));
    expect(requests.map((request) => request.url.split("?")[1])).toEqual([
      "brand=Rolex&limit=100",
      "brand=Rolex&limit=100&after=100",
      "brand=Rolex&limit=100&after=200",
    ]);
  });

  it("goes page by page, from a cursor on, with pages of a given size", async () => {
    const { wth, requests } = await startListings();
    const sizes: number[] = [];
    for await (const page of wth.listings.list({ limit: 20, after: "200" }).pages()) {
      sizes.push(page.data.length);
      expect(page.object).toBe("list");
    }
    expect(sizes).toEqual([20, 20, 10]);
    expect(requests[0]?.url).toBe("/api/v1/listings?limit=20&after=200");
  });

  it("fetches nothing more after the loop is left, and starts anew in the next one", async () => {
    const { wth, requests } = await startListings();
    const all = wth.listings.list();
    for await (const item of all) {
      if (item.id === listing(99).id) break;
    }
    expect(requests).toHaveLength(1);
    for await (const item of all) {
      expect(item.id).toBe(listing(0).id);
      break;
    }
    expect(requests).toHaveLength(2);
  });

  it("sends nothing before the loop begins", async () => {
    const { wth, requests } = await startListings();
    wth.listings.list();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(requests).toEqual([]);
  });

  it("passes errors and signals on", async () => {
    const { wth } = await startListings();
    const controller = new AbortController();
    const walk = async () => {
      for await (const _ of wth.listings.list({}, { signal: controller.signal })) controller.abort();
    };
    await expect(walk()).rejects.toMatchObject({ name: "AbortError" });

    const failing = await startServer((_request, response) =>
      sendJson(response, 404, errorBody("not_found_error", "route_not_found")),
    );
    const broken = new WatchTraderHub({ apiKey: API_KEY, baseUrl: failing.url });
    await expect(broken.listings.list().pages().next()).rejects.toThrow(NotFoundError);
  });

  it.each([[null], ["same"]])(
    "ends with an error when has_more leads to the cursor %s for ever",
    async (cursor) => {
      const server = await startServer((_request, response) =>
        sendJson(response, 200, { object: "list", data: [listing(1)], has_more: true, next_cursor: cursor }),
      );
      const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
      const walk = async () => {
        for await (const _ of wth.listings.list());
      };
      await expect(walk()).rejects.toThrow(ApiError);
      expect(server.requests.length).toBeLessThanOrEqual(2);
    },
  );
});
