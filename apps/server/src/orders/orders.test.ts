import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readChecked, readError } from "../test/contract.ts";
import { createLiveDealer, createTestDealer, type TestDealer } from "../test/dealer.ts";
import { eventsOf } from "../test/events.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import type { Order } from "./serialize.ts";
import { cancel, create, get, list, type Page } from "./testing.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const idsOf = ({ data }: Page) => data.map(({ id }) => id);

describe("GET /orders", () => {
  it("filters by status, external id and when it was updated", async () => {
    const dealer = await createTestDealer(server);
    const [first, second, third] = [await create(dealer), await create(dealer), await create(dealer)];
    await cancel(dealer, first.id);
    const all = [first.id, third.id, second.id];
    const cases: [query: Readonly<Record<string, string>>, ids: string[]][] = [
      [{}, all],
      [{ status: "pending" }, [third.id, second.id]],
      [{ status: "cancelled" }, [first.id]],
      [{ status: "fulfilled" }, []],
      [{ external_id: String(second.external_id) }, [second.id]],
      [{ external_id: String(second.external_id), status: "cancelled" }, []],
      [{ external_id: String(second.external_id).toUpperCase() }, []],
      [{ updated_after: second.updated_at }, [first.id, third.id]],
      [{ updated_after: second.updated_at, status: "pending" }, [third.id]],
      [{ updated_after: "2026-01-01T00:00:00+02:00" }, all],
      [{ updated_after: "9999-12-31T23:59:59Z" }, []],
      [{ updated_after: "0000-01-01T00:00:00Z" }, all],
    ];
    for (const [query, ids] of cases) {
      expect(idsOf(await list(dealer, query)), JSON.stringify(query)).toEqual(ids);
    }
  });

  it.each([
    ["status", "shipped"],
    ["updated_after", "2016-12-31T23:59:60Z"],
    ["updated_after", "2026-05-08T08:41:16 02:00"],
    ["external_id", "a\0b"],
    ["limit", "0"],
    ["colour", "red"],
  ])("refuses %s=%j", async (param, value) => {
    const dealer = await createTestDealer(server);
    const response = await dealer.call("GET", `/orders?${new URLSearchParams({ [param]: value })}`);
    expect(await readError("listOrders", response)).toMatchObject({ code: "invalid_request", param });
  });

  it("refuses a cursor of another list", async () => {
    const dealer = await createTestDealer(server, { listings: 2 });
    const listings = await readChecked("listListings", await dealer.call("GET", "/listings?limit=1"));
    const response = await dealer.call("GET", `/orders?after=${listings.next_cursor}`);
    expect(await readError("listOrders", response)).toMatchObject({ code: "invalid_cursor", param: "after" });
  });

  it("walks all pages while orders come in and change: none missed, none twice", async () => {
    const dealer = await createTestDealer(server);
    const before = await Promise.all(Array.from({ length: 60 }, () => create(dealer)));
    const [changed, ...unchanged] = before.map(({ id }) => id);
    const seen: Order[] = [];
    let after: string | null = null;
    do {
      const page: Page = await list(dealer, { limit: "7", ...(after === null ? {} : { after }) });
      seen.push(...page.data);
      after = page.next_cursor;
      await create(dealer);
      if (seen.length === 7) await cancel(dealer, changed ?? "");
    } while (after !== null);
    const ids = seen.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(unchanged.filter((id) => !ids.includes(id))).toEqual([]);
    const stamps = seen.map(({ updated_at }) => updated_at);
    expect(stamps).toEqual([...stamps].sort().reverse());
  });
});

describe("orders of others", () => {
  it("are like none: of another dealer, and of the other mode", async () => {
    const { live, test } = await createLiveDealer(server);
    const stranger = await createTestDealer(server);
    const owners: [TestDealer, TestDealer[]][] = [
      [live, [test, stranger]],
      [test, [live, stranger]],
    ];
    for (const [owner, others] of owners) {
      const order = await create(owner);
      for (const other of others) {
        expect(await readError("getOrder", await get(other, order.id))).toMatchObject({
          code: "resource_not_found",
        });
        expect(await readError("cancelOrder", await cancel(other, order.id))).toMatchObject({
          code: "resource_not_found",
          param: "id",
        });
        expect(idsOf(await list(other, {}))).not.toContain(order.id);
        expect(idsOf(await list(other, { external_id: String(order.external_id) }))).toEqual([]);
      }
      expect(await readChecked("getOrder", await get(owner, order.id))).toEqual(order);
    }
    expect((await create(live)).is_test).toBe(false);
    expect((await eventsOf(server, live)).map(({ livemode }) => livemode)).toEqual([true, false, true]);
  });

  it.each(["not-a-uuid", "urn:uuid:24f0ebb1-73d7-4e99-9901-821078594271", "%00", randomUUID()])(
    "and so is the id %s",
    async (id) => {
      const dealer = await createTestDealer(server);
      expect((await get(dealer, id)).status).toBe(404);
      expect((await cancel(dealer, id)).status).toBe(404);
    },
  );
});
