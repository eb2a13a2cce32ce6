import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { create } from "../../orders/testing.ts";
import { createTestBranch, register, type TestBranch } from "../../test/branch.ts";
import { readChecked } from "../../test/contract.ts";
import { createTestDealer, type TestDealer } from "../../test/dealer.ts";
import { type Receiver, startReceiver } from "../../test/receiver.ts";
import { startTestServer, type TestServer } from "../../test/server.ts";
import { receivedEvent, recordedForPartners } from "../testing.ts";

let server: TestServer;
let receiver: Receiver;
let branch: TestBranch;
let dealer: TestDealer;
// A database for each test: tables cannot be emptied beside a worker, because that could end in a deadlock.
beforeEach(async () => {
  server = await startTestServer();
  server.startWorker({ WTH_RETRY_SCHEDULE: "0,3600" });
  receiver = await startReceiver();
  branch = await createTestBranch(server);
  dealer = await createTestDealer(server, { webhookUrl: `${receiver.url}/dealer` });
  await branch.add(dealer);
});
afterEach(async () => {
  await receiver.close();
  await server.close();
});

const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await server.database.pool.query<Row>(text, values)).rows;

/** Takes the order back for the dealer: `order.cancelled` is delivered to its own endpoint as well. */
const cancel = (id: string) => dealer.call("POST", `/orders/${id}/cancel`);

describe("one change", () => {
  it("makes six deliveries for a dealer's endpoint and five partners', in one transaction", async () => {
    const order = await create(dealer);
    const webhooks = await Promise.all(
      Array.from({ length: 5 }, async (_, index) =>
        register(await branch.key("branch"), `${receiver.url}/${index}`),
      ),
    );
    for (const table of ["events", "webhook_deliveries"]) await rows(`DELETE FROM ${table}`);
    await cancel(order.id);
    await receiver.arrivals(6);

    // One stored payload for each audience, both of one transaction.
    const events = await rows<{ integration_id: string | null; payload: string; transaction: string }>(
      "SELECT integration_id, payload, xmin::text AS transaction FROM events ORDER BY integration_id NULLS LAST",
    );
    expect(events.map(({ integration_id }) => integration_id)).toEqual([dealer.integrationId, null]);
    expect(new Set(events.map(({ transaction }) => transaction)).size).toBe(1);
    const deliveries = await rows<{ audience: string | null; deliveries: number; events: number }>(
      `SELECT integration_id AS audience, count(*)::int AS deliveries, count(DISTINCT event_id)::int AS events
       FROM webhook_deliveries GROUP BY 1 ORDER BY 1 NULLS LAST`,
    );
    expect(deliveries).toEqual([
      { audience: dealer.integrationId, deliveries: 1, events: 1 },
      { audience: null, deliveries: 5, events: 1 },
    ]);

    const forPartners = receiver.received.filter(({ path }) => !path.endsWith("/dealer"));
    expect(new Set(forPartners.map(({ body }) => body))).toEqual(new Set([events[1]?.payload]));
    for (const [index, { secretKey }] of webhooks.entries()) {
      const delivery = forPartners.find(({ path }) => path.endsWith(`/${index}`));
      if (delivery === undefined) throw new Error(`Nothing arrived at webhook ${index}.`);
      expect(await receivedEvent(delivery, secretKey)).toMatchObject({
        event: "order.cancelled",
        data: { id: order.id, dealerId: dealer.userId, status: "cancelled", previousStatus: "pending" },
      });
    }
  });

  it("is recorded with its deliveries or not at all", async () => {
    await register(await branch.key("branch"), `${receiver.url}/partner`);
    const first = await create(dealer);
    const taken = await dealer.call("POST", "/orders", {
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...first, external_id: first.external_id }),
    });
    expect(taken.ok).toBe(false);
    expect(await recordedForPartners(server)).toHaveLength(1);
  });

  it("does not reach a partner later because another hangs", async () => {
    receiver.answer = ({ path }) => (path.endsWith("/hangs") ? "hang" : { status: 200 });
    const hanging = await branch.key("branch");
    for (let each = 0; each < 3; each += 1) await register(hanging, `${receiver.url}/hangs`);
    await register(await branch.key("branch"), `${receiver.url}/works`);
    const ORDERS = 20;
    for (let each = 0; each < ORDERS; each += 1) await create(dealer);
    // If they waited for each other, this would take minutes: each attempt that hangs lasts 10 s.
    await expect
      .poll(() => receiver.received.filter(({ path }) => path.endsWith("/works")).length, { timeout: 30_000 })
      .toBe(ORDERS);
    const { deliveries } = (await recordedForPartners(server))[0] ?? {};
    expect(deliveries).toBe(4);
    const delivered = await rows(
      "SELECT FROM webhook_deliveries WHERE endpoint_url LIKE '%hangs' AND status = 'delivered'",
    );
    expect(delivered).toHaveLength(0);
  }, 60_000);
});

describe("an order that the dealer's own shop reports", () => {
  it("is no news for the shop, and is for partners", async () => {
    const { secretKey } = await register(await branch.key("branch"), `${receiver.url}/partner`, [
      "order.created",
    ]);
    const order = await create(dealer);
    const [delivery] = await receiver.arrivals(1);
    if (delivery === undefined) throw new Error("Nothing arrived.");
    expect(delivery.path).toMatch(/partner$/);
    const event = await receivedEvent(delivery, secretKey);
    expect(event).toMatchObject({ event: "order.created", data: { id: order.id, isTest: true } });
    expect(JSON.stringify(event)).not.toContain("metadata");
  });
});

describe("nothing is written for partners", () => {
  const events = async () => (await recordedForPartners(server)).length;

  it("of a dealer without a branch", async () => {
    const other = await createTestDealer(server);
    await register(await branch.key("branch"), `${receiver.url}/partner`);
    await create(other);
    expect(await events()).toBe(0);
  });

  it("when none has a webhook, and when none wants the event", async () => {
    await create(dealer);
    expect(await events()).toBe(0);
    await register(await branch.key("branch"), `${receiver.url}/partner`, ["offer.updated"]);
    await create(dealer);
    expect(await events()).toBe(0);
  });

  it("after the dealer has left the branch", async () => {
    await register(await branch.key("branch"), `${receiver.url}/partner`);
    await server.database.pool.query("UPDATE users SET branch_id = NULL");
    await create(dealer);
    expect(await events()).toBe(0);
  });
});

describe("webhooks of a key", () => {
  it("get what its dealers do, and nothing of others", async () => {
    const elsewhere = await createTestBranch(server);
    const [neighbour, stranger] = [await createTestDealer(server), await createTestDealer(server)];
    await branch.add(neighbour);
    await elsewhere.add(stranger);
    await register(await branch.key("branch"), `${receiver.url}/branch`, ["order.created"]);
    await register(await elsewhere.key("branch"), `${receiver.url}/elsewhere`, ["order.created"]);
    await register(await branch.key("personal", dealer), `${receiver.url}/personal`, ["order.created"]);
    for (const each of [dealer, neighbour, stranger]) await create(each);
    await receiver.arrivals(4);
    const seen = receiver.received.map(({ path, body }) => {
      const { data }: { data: { dealerId: string } } = JSON.parse(body);
      return `${path.split("/").at(-1)} ${data.dealerId}`;
    });
    expect(seen.sort()).toEqual(
      [
        `branch ${dealer.userId}`,
        `branch ${neighbour.userId}`,
        `elsewhere ${stranger.userId}`,
        `personal ${dealer.userId}`,
      ].sort(),
    );
  });

  it("that are personal get what a dealer without a branch does", async () => {
    const alone = await createTestDealer(server);
    await register(await branch.key("personal", alone), `${receiver.url}/personal`);
    await create(alone);
    await receiver.arrivals(1);
  });
});

describe("the dealer's lists", () => {
  it("show nothing of what partners get", async () => {
    await register(await branch.key("branch"), `${receiver.url}/partner`);
    const { id } = await create(dealer);
    await cancel(id);
    await receiver.arrivals(3);
    const [{ id: eventId } = { id: "" }] = await rows<{ id: string }>(
      "SELECT 'evt_' || replace(id::text, '-', '') AS id FROM events WHERE integration_id IS NULL",
    );
    const [{ id: deliveryId } = { id: "" }] = await rows<{ id: string }>(
      "SELECT id FROM webhook_deliveries WHERE integration_id IS NULL",
    );
    const { data: events } = await readChecked("listEvents", await dealer.call("GET", "/events"));
    const types = Array.isArray(events) ? events.map(({ type }) => type) : [];
    expect(types).toEqual(["order.cancelled", "order.received"]);
    const log = await readChecked("listWebhookDeliveries", await dealer.call("GET", "/webhook_deliveries"));
    expect(log.data).toHaveLength(2);
    for (const [method, path] of [
      ["GET", `/events/${eventId}`],
      ["POST", `/events/${eventId}/replay`],
      ["GET", `/webhook_deliveries/${deliveryId}`],
      ["POST", `/webhook_deliveries/${deliveryId}/retry`],
    ] as const)
      expect((await dealer.call(method, path)).status, path).toBe(404);
  });
});
