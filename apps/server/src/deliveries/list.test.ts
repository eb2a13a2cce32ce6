import { randomUUID } from "node:crypto";
import { sqlIdAt } from "@wth/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settleEndpoints } from "../holding/settle.ts";
import { encodeCursor } from "../http/cursor.ts";
import { disableIntegration, enableIntegration } from "../integration/activation.ts";
import { readChecked, readError } from "../test/contract.ts";
import { createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { type ItemOf, readPage, walk } from "../test/pages.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

// No worker runs here: what is pending stays so.
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Delivery = ItemOf<"listWebhookDeliveries">;
const list = (dealer: TestDealer, query: Readonly<Record<string, string>> = {}) =>
  walk(dealer, "listWebhookDeliveries", query);
const idsOf = (deliveries: readonly Delivery[]) => deliveries.map(({ id }) => id);
const createDealer = () => createTestDealer(server, { webhookUrl: "http://127.0.0.1:9999/nobody" });

describe("GET /webhook_deliveries", () => {
  /** Deliveries of events of two types in turn, straight into the log; `pending` ones into the queue as well. */
  async function fill(
    dealer: TestDealer,
    count: number,
    status: string,
    minutesAgo: number,
  ): Promise<string[]> {
    const { rows } = await server.database.pool.query<{ id: string }>(
      `WITH delivery AS (
         INSERT INTO webhook_deliveries (id, event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode,
                                         status, next_attempt_at)
         SELECT ${sqlIdAt("at")}, uuidv7(), w.id, w.integration_id, (ARRAY['listing.sold', 'order.received'])[1 + n % 2],
                w.url, false, $3::delivery_status, at
         FROM webhook_endpoints w
         CROSS JOIN (SELECT n, $4::timestamptz + (n / 5) * interval '1 ms' AS at FROM generate_series(1, $2::int) n) made
         WHERE w.integration_id = $1
         RETURNING *
       ), queued AS (
         INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
         SELECT id, endpoint_id, event_id, next_attempt_at FROM delivery WHERE status = 'pending'
       )
       SELECT id FROM delivery ORDER BY id DESC`,
      [dealer.integrationId, count, status, new Date(Date.now() - minutesAgo * 60_000)],
    );
    return rows.map(({ id }) => id);
  }

  it("walks 3,000 rows of all statuses in order while others are recorded: none missed, none twice", async () => {
    const dealer = await createDealer();
    const before: string[] = [];
    for (const status of ["delivered", "failed", "dead_letter", "suppressed", "pending", "cancelled"])
      before.push(...(await fill(dealer, 500, status, 60)));
    let recorded = 0;
    const deliveries = await walk(dealer, "listWebhookDeliveries", { limit: "100" }, async () => {
      recorded += (await fill(dealer, 7, "delivered", 0)).length;
    });
    expect(new Set(idsOf(deliveries)).size).toBe(deliveries.length);
    expect(new Set(idsOf(deliveries))).toEqual(new Set(before));
    expect(recorded).toBe(210);
    const keys = deliveries.map(({ created_at, id }) => `${created_at} ${id}`);
    expect(keys).toEqual([...keys].sort().reverse());
  });

  it("filters by status, type and time, in any mix", async () => {
    const dealer = await createDealer();
    const made: Record<string, string[]> = {};
    for (const status of ["delivered", "failed", "dead_letter", "suppressed", "pending", "cancelled"])
      made[status] = [...(await fill(dealer, 2, status, 5)), ...(await fill(dealer, 6, status, 60))];
    for (const [status, ids] of Object.entries(made)) {
      const all = await list(dealer, { status, limit: "3" });
      expect(idsOf(all)).toEqual(ids);
      expect(new Set(all.map((each) => each.status))).toEqual(new Set([status]));
      const sold = all.filter(({ event_type }) => event_type === "listing.sold");
      expect(sold).toHaveLength(4);
      expect(await list(dealer, { status, type: "listing.sold", limit: "2" })).toEqual(sold);
      const created_after = new Date(Date.now() - 30 * 60_000).toISOString();
      expect(idsOf(await list(dealer, { status, created_after, limit: "1" }))).toEqual(ids.slice(0, 2));
      expect(await list(dealer, { status, created_after, type: "listing.sold" })).toEqual([sold[0]]);
      expect(await list(dealer, { status, type: "customer.matched" })).toEqual([]);
    }
    expect(await list(dealer, { type: "order.received" })).toHaveLength(24);
  });

  it("walks over all days, where there is little each day, and shows nothing older than 30", async () => {
    const dealer = await createDealer();
    const days = [0.1, 0.9, 1.5, 5, 12, 29.9];
    const ids: string[] = [];
    for (const age of days) ids.push(...(await fill(dealer, 2, "failed", age * 24 * 60)));
    await fill(dealer, 2, "failed", 30.1 * 24 * 60);
    await fill(dealer, 2, "delivered", 6 * 24 * 60);
    for (const limit of ["1", "3", "5", "12", "100"])
      expect(idsOf(await list(dealer, { status: "failed", limit }))).toEqual(ids);
    expect(await list(dealer, { limit: "3" })).toHaveLength(14);
    const created_after = new Date(Date.now() - 11 * 24 * 3_600_000).toISOString();
    expect(idsOf(await list(dealer, { status: "failed", created_after, limit: "3" }))).toEqual(
      ids.slice(0, 8),
    );
    const sold = await list(dealer, { status: "failed", type: "listing.sold", limit: "2" });
    // One of each day's two.
    expect(sold.map(({ id }) => Math.floor(ids.indexOf(id) / 2))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("filters by event: its delivery and its replays, newest first", async () => {
    const dealer = await createDealer();
    const fired = await postJson(dealer, "/test/events", { type: "listing.sold" });
    const { delivery_id: first, event_id } = await readChecked("sendTestEvent", fired);
    const event = String(event_id);
    const replays: string[] = [];
    for (let made = 0; made < 4; made += 1) {
      const replayed = await dealer.call("POST", `/events/${event}/replay`);
      replays.unshift(String((await readChecked("replayEvent", replayed)).id));
    }
    await postJson(dealer, "/test/events", { type: "listing.sold" });
    const found = await list(dealer, { event_id: event, limit: "2" });
    expect(new Set(idsOf(found))).toEqual(new Set([...replays, first]));
    expect(await list(dealer, { event_id: event, type: "listing.sold", status: "pending" })).toEqual(found);
    expect(await list(dealer, { event_id: event, type: "order.received" })).toEqual([]);
    expect(await list(dealer, { event_id: event, status: "failed" })).toEqual([]);
    const created_after = found.at(-1)?.created_at ?? "";
    expect((await list(dealer, { event_id: event, created_after })).length).toBeLessThan(found.length);
    expect(await list(dealer, { event_id: `evt_${"0".repeat(32)}` })).toEqual([]);
  });

  it("shows what is pending also in a backlog, and what was held", async () => {
    const dealer = await createDealer();
    const old = await fill(dealer, 3, "delivered", 90);
    const waiting = await fill(dealer, 2_500, "pending", 60);
    const newer = await fill(dealer, 3, "delivered", 30);
    const pending = await list(dealer, { status: "pending", limit: "100" });
    expect(idsOf(pending)).toEqual(waiting);
    const sold = pending.filter(({ event_type }) => event_type === "listing.sold");
    expect(await list(dealer, { status: "pending", type: "listing.sold", limit: "100" })).toEqual(sold);
    expect(idsOf(await list(dealer, { status: "delivered" }))).toEqual([...newer, ...old]);

    const { integrationId } = dealer;
    // What a worker would do.
    const settle = () => settleEndpoints(server.database, new AbortController().signal);
    await server.database.prismaTransaction((tx) => disableIntegration(tx, integrationId));
    await settle();
    await server.database.pool.query("UPDATE integrations SET is_enabled = true WHERE id = $1", [
      integrationId,
    ]);
    const held = await list(dealer, { status: "pending", limit: "100" });
    expect(idsOf(held)).toEqual(waiting);
    expect(new Set(held.map(({ next_attempt_at }) => next_attempt_at))).toEqual(new Set([null]));
    await server.database.prismaTransaction((tx) => enableIntegration(tx, integrationId));
    await settle();
    const resumed = await readPage(dealer, "listWebhookDeliveries", { status: "pending", limit: "1" });
    expect(resumed.data).toMatchObject([{ id: waiting[0], next_attempt_at: expect.any(String) }]);
  });

  it("gives pages of 20, and no cursor after one that is exactly full", async () => {
    const dealer = await createDealer();
    await fill(dealer, 21, "delivered", 5);
    expect((await readPage(dealer, "listWebhookDeliveries")).data).toHaveLength(20);
    for (const query of [{}, { status: "delivered" }])
      expect(await readPage(dealer, "listWebhookDeliveries", { ...query, limit: "21" })).toMatchObject({
        has_more: false,
        next_cursor: null,
      });
  });

  const cursor = (list: "events" | "orders") => encodeCursor(list, { id: randomUUID(), at: new Date() });
  it.each([
    ["an unknown status", { status: "lost" }, "invalid_request", "status"],
    ["two statuses in one", { status: "failed,dead_letter" }, "invalid_request", "status"],
    ["an unknown type", { type: "listing" }, "invalid_request", "type"],
    ["a UUID as event", { event_id: randomUUID() }, "invalid_request", "event_id"],
    ["an event id in upper case", { event_id: `evt_${"A".repeat(32)}` }, "invalid_request", "event_id"],
    ["a time that is none", { created_after: "2026-02-30T00:00:00Z" }, "invalid_request", "created_after"],
    ["a limit of 101", { limit: "101" }, "invalid_request", "limit"],
    ["a parameter that is not there", { url: "x" }, "invalid_request", "url"],
    ["a delivery's id as cursor", { after: randomUUID() }, "invalid_cursor", "after"],
    ["a cursor of the events", { after: cursor("events") }, "invalid_cursor", "after"],
    ["a cursor of the orders", { after: cursor("orders") }, "invalid_cursor", "after"],
  ])("refuses %s", async (_name, query, code, param) => {
    const dealer = await createTestDealer(server);
    for (const filter of [{}, { status: "pending" }, { event_id: `evt_${"0".repeat(32)}` }]) {
      const search = new URLSearchParams({ ...filter, ...query });
      const response = await dealer.call("GET", `/webhook_deliveries?${search}`);
      expect(response.status).toBe(400);
      expect(await readError("listWebhookDeliveries", response)).toMatchObject({ code, param });
    }
  });
});
