import { describe, expect, it } from "vitest";
import { ApiError, NotFoundError, WatchTraderHub } from "./index.ts";
import { API_KEY, listing } from "./testing/fixtures.ts";
import { errorBody, sendJson, startServer } from "./testing/server.ts";

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

describe("listings.iterate", () => {
  it("gives every item once, in order, with the fewest requests", async () => {
    const { wth, requests } = await startListings();
    const ids: string[] = [];
    for await (const item of wth.listings.iterate({ brand: "Rolex" })) ids.push(item.id);
    expect(ids).toEqual(Array.from({ length: TOTAL }, (_, index) => listing(index).id));
    expect(requests.map((request) => request.url.split("?")[1])).toEqual([
      "limit=100&brand=Rolex",
      "limit=100&brand=Rolex&after=100",
      "limit=100&brand=Rolex&after=200",
    ]);
  });

  it("goes page by page, from a cursor on, with pages of a given size", async () => {
    const { wth, requests } = await startListings();
    const sizes: number[] = [];
    for await (const page of wth.listings.iterate({ limit: 20, after: "200" }).pages()) {
      sizes.push(page.data.length);
      expect(page.object).toBe("list");
    }
    expect(sizes).toEqual([20, 20, 10]);
    expect(requests[0]?.url).toBe("/api/v1/listings?limit=20&after=200");
  });

  it("fetches nothing more after the loop is left, and starts anew in the next one", async () => {
    const { wth, requests } = await startListings();
    const all = wth.listings.iterate();
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
    wth.listings.iterate();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(requests).toEqual([]);
  });

  it("passes errors and signals on", async () => {
    const { wth } = await startListings();
    const controller = new AbortController();
    const walk = async () => {
      for await (const _ of wth.listings.iterate({}, { signal: controller.signal })) controller.abort();
    };
    await expect(walk()).rejects.toMatchObject({ name: "AbortError" });

    const failing = await startServer((_request, response) =>
      sendJson(response, 404, errorBody("not_found_error", "route_not_found")),
    );
    const broken = new WatchTraderHub({ apiKey: API_KEY, baseUrl: failing.url });
    await expect(broken.listings.iterate().pages().next()).rejects.toThrow(NotFoundError);
  });

  it.each([[null], ["same"]])(
    "ends with an error when has_more leads to the cursor %s for ever",
    async (cursor) => {
      const server = await startServer((_request, response) =>
        sendJson(response, 200, { object: "list", data: [listing(1)], has_more: true, next_cursor: cursor }),
      );
      const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url });
      const walk = async () => {
        for await (const _ of wth.listings.iterate());
      };
      await expect(walk()).rejects.toThrow(ApiError);
      expect(server.requests.length).toBeLessThanOrEqual(2);
    },
  );
});
