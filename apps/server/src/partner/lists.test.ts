import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create } from "../orders/testing.ts";
import {
  createTestBranch,
  readPartner,
  readPartnerError,
  type TestBranch,
  type TestPartnerKey,
} from "../test/branch.ts";
import { createLiveDealer, createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

let server: TestServer;
let branch: TestBranch;
let dealer: TestDealer;
let neighbour: TestDealer;
let stranger: TestDealer;
beforeAll(async () => {
  server = await startTestServer();
  branch = await createTestBranch(server);
  const { live, test } = await createLiveDealer(server, { listings: 7 });
  dealer = live;
  neighbour = await createTestDealer(server, { listings: 5 });
  stranger = await createTestDealer(server, { listings: 3 });
  for (const each of [dealer, neighbour]) await branch.add(each);
  await (await createTestBranch(server)).add(stranger);
  for (const each of [dealer, neighbour, test, stranger, neighbour, dealer]) await create(each);
});
afterAll(() => server.close());

type List = "/orders" | "/offers";
type Item = Readonly<Record<string, unknown>>;

/** Walks a list to its end. */
async function walk({ call }: TestPartnerKey, list: List, query: Readonly<Record<string, string>> = {}) {
  const id = list === "/orders" ? "listPartnerOrders" : "listPartnerOffers";
  const items: Item[] = [];
  let after: unknown = null;
  do {
    const search = new URLSearchParams({ ...query, ...(typeof after === "string" ? { after } : {}) });
    const page = await readPartner(id, await call("GET", `${list}?${search}`));
    items.push(...(Array.isArray(page.data) ? page.data : []));
    expect(page.hasMore).toBe(page.nextCursor !== null);
    after = page.nextCursor;
  } while (after !== null);
  return items;
}

const countBy = (items: readonly Item[]) =>
  Object.fromEntries(
    [dealer, neighbour, stranger].map(({ userId }) => [
      userId === dealer.userId ? "dealer" : userId === neighbour.userId ? "neighbour" : "stranger",
      items.filter(({ dealerId }) => dealerId === userId).length,
    ]),
  );

describe("a key sees", () => {
  it.each([
    ["branch", "/orders", { dealer: 3, neighbour: 2, stranger: 0 }],
    ["branch", "/offers", { dealer: 7, neighbour: 5, stranger: 0 }],
    ["personal", "/orders", { dealer: 3, neighbour: 0, stranger: 0 }],
    ["personal", "/offers", { dealer: 7, neighbour: 0, stranger: 0 }],
    ["public", "/offers", { dealer: 7, neighbour: 5, stranger: 0 }],
  ] as const)("of type %s, of %s: %o", async (type, list, expected) => {
    const key = await branch.key(type, type === "personal" ? dealer : undefined);
    expect(countBy(await walk(key, list))).toEqual(expected);
  });

  it("nothing of a branch without dealers, nor of a dealer who has left it", async () => {
    const empty = await createTestBranch(server);
    const key = await empty.key("branch");
    expect(await walk(key, "/offers")).toEqual([]);
    await empty.add(stranger);
    expect(countBy(await walk(key, "/offers"))).toMatchObject({ stranger: 3 });
    await (await createTestBranch(server)).add(stranger);
    expect(await walk(key, "/offers")).toEqual([]);
  });
});

describe("a list", () => {
  it.each(["/orders", "/offers"] as const)(
    "of %s is the same in pages of any size, newest change first",
    async (list) => {
      const key = await branch.key("branch");
      const whole = await walk(key, list, { limit: "100" });
      for (const limit of ["1", "2", "3"]) expect(await walk(key, list, { limit })).toEqual(whole);
      const stamps = whole.map(({ updatedAt }) => String(updatedAt));
      expect(stamps).toEqual(stamps.toSorted().reverse());
    },
  );

  it("of orders shows those of both modes, each marked, and those of one status", async () => {
    const key = await branch.key("personal", dealer);
    const orders = await walk(key, "/orders");
    expect(orders.map(({ isTest }) => isTest).sort()).toEqual([false, false, true]);
    const [order] = orders.filter(({ isTest }) => isTest === false);
    await dealer.call("POST", `/orders/${order?.id}/cancel`);
    const cancelled = await walk(key, "/orders", { status: "cancelled" });
    expect(cancelled).toMatchObject([{ id: order?.id, status: "cancelled" }]);
    expect(await walk(key, "/orders", { status: "pending" })).toHaveLength(2);
  });

  it("of offers shows what is published, and whether it is sold", async () => {
    const key = await branch.key("personal", neighbour);
    const [sold, hidden] = await walk(key, "/offers");
    const set = (id: unknown, change: string) =>
      server.database.pool.query(`UPDATE listings SET ${change} WHERE id = $1`, [id]);
    await set(sold?.id, "status = 'sold'");
    await set(hidden?.id, "is_published = false");
    const offers = await walk(key, "/offers");
    expect(offers).toHaveLength(4);
    expect(offers.find(({ id }) => id === sold?.id)).toMatchObject({ availability: "sold" });
    expect(offers.filter(({ availability }) => availability === "in_stock")).toHaveLength(3);
  });

  it("takes no cursor of another list", async () => {
    const key = await branch.key("branch");
    const { nextCursor } = await readPartner("listPartnerOffers", await key.call("GET", "/offers?limit=1"));
    const response = await key.call("GET", `/orders?after=${nextCursor}`);
    expect(await readPartnerError("listPartnerOrders", response)).toMatchObject({ code: "invalid_cursor" });
  });
});

describe("pages of other sites", () => {
  const ORIGIN = { origin: "https://shop.example" };
  const allowed = (response: Response) => response.headers.get("access-control-allow-origin");

  it("may ask, with a public key, for offers", async () => {
    const preflight = await fetch(`${server.baseUrl}/partner/offers`, {
      method: "OPTIONS",
      headers: {
        ...ORIGIN,
        "access-control-request-method": "GET",
        "access-control-request-headers": "authorization",
      },
    });
    expect(preflight.status).toBe(204);
    expect(allowed(preflight)).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toMatch(/authorization/i);
    expect(preflight.headers.get("access-control-allow-methods")).toBe("GET");
    const response = await (await branch.key("public")).call("GET", "/offers", undefined, ORIGIN);
    expect(response.status).toBe(200);
    expect(allowed(response)).toBe("*");
    expect(response.headers.get("access-control-expose-headers")).toMatch(/Retry-After/);
  });

  it("may read why they are refused", async () => {
    const headers = { ...ORIGIN, authorization: `Bearer pk_${"a".repeat(32)}` };
    const response = await fetch(`${server.baseUrl}/partner/offers`, { headers });
    expect([response.status, allowed(response)]).toEqual([401, "*"]);
  });

  it.each(["branch", "personal"] as const)("read nothing with a secret key of type %s", async (type) => {
    const key = await branch.key(type, type === "personal" ? dealer : undefined);
    for (const path of ["/offers", "/orders", "/webhooks"])
      expect(allowed(await key.call("GET", path, undefined, ORIGIN)), path).toBeNull();
  });

  it("may not ask for anything else", async () => {
    for (const path of ["/orders", "/webhooks"]) {
      const preflight = await fetch(`${server.baseUrl}/partner${path}`, {
        method: "OPTIONS",
        headers: ORIGIN,
      });
      expect([preflight.status, allowed(preflight)], path).toEqual([405, null]);
    }
    const response = await (await branch.key("public")).call("GET", "/orders", undefined, ORIGIN);
    expect([response.status, allowed(response)]).toEqual([403, null]);
  });
});
