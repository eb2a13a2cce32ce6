import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { readDashboard } from "../../dashboard/testing.ts";
import { Dealership } from "../../dashboard/testing-dealership.ts";
import { cancel, create } from "../../orders/testing.ts";
import { createTestBranch, register } from "../../test/branch.ts";
import { startTestServer, type TestServer } from "../../test/server.ts";
import { recordedForPartners } from "../testing.ts";

let server: TestServer;
let shop: Dealership;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.database.pool.query(
    "TRUNCATE users, branches, events, webhook_deliveries, delivery_queue CASCADE",
  );
  shop = await Dealership.open(server);
  const branch = await createTestBranch(server);
  await branch.add(shop.dealer);
  await register(await branch.key("branch"), "http://127.0.0.1:9999/partner");
});

/** A change, and what partners are told of it. */
type Case = readonly [change: string, make: () => Promise<unknown>, told: readonly object[]];

const published = async () => (await shop.add({ is_published: true })).id;
/** What has been told before is left out. */
async function told(make: () => Promise<unknown>): Promise<object[]> {
  await make();
  return (await recordedForPartners(server)).map(({ event: { event, data }, livemode, deliveries }) => {
    expect({ livemode, deliveries }).toEqual({ livemode: true, deliveries: 1 });
    expect(data.dealerId).toBe(shop.dealer.userId);
    return { event, ...data };
  });
}

const offer = (more: object) => ({ event: "offer.updated", price: 1_200_000, currency: "USD", ...more });

it.each<Case>([
  ["a watch is added without being published", () => shop.add(), []],
  ["a watch is published", () => published(), [offer({ availability: "in_stock" })]],
  [
    "it is withdrawn",
    async () => shop.publish(await published(), false),
    [offer({ availability: "in_stock" }), offer({ availability: "withdrawn" })],
  ],
  [
    "it gets another price",
    async () => shop.edit(await published(), { price: { amount: 1_100_000, currency: "EUR" } }),
    [offer({}), offer({ availability: "in_stock", price: 1_100_000, currency: "EUR" })],
  ],
  [
    "anything else of it is edited",
    async () => shop.edit(await published(), { watch: { dial_color: "black" }, photos: [] }),
    [offer({})],
  ],
  [
    "a price is edited that nobody sees",
    async () => shop.edit((await shop.add()).id, { price: { amount: 1, currency: "USD" } }),
    [],
  ],
  ["it is sold", async () => shop.sell(await published()), [offer({}), offer({ availability: "sold" })]],
  [
    "the sale is voided",
    async () => {
      const id = await published();
      await shop.sell(id);
      await shop.voidSale(id);
    },
    [offer({}), offer({ availability: "sold" }), offer({ availability: "in_stock" })],
  ],
  [
    "an order is added by hand",
    () => shop.order(),
    [{ event: "order.created", status: "pending", totalAmount: 1_500_000, isTest: false, listingId: null }],
  ],
  [
    "an order is reported by the shop",
    () => create(shop.dealer),
    [{ event: "order.created", status: "pending" }],
  ],
  [
    "it is matched and fulfilled",
    async () => {
      const { id } = await shop.order();
      await shop.match(id, (await shop.add()).id);
      await shop.fulfil(id);
    },
    [
      { event: "order.created", status: "pending" },
      { event: "order.status_changed", status: "fulfilled", previousStatus: "pending" },
    ],
  ],
  [
    "a fulfilled order is cancelled, whose watch is published",
    async () => {
      const { id } = await shop.order();
      await shop.match(id, await published());
      await shop.fulfil(id);
      await shop.cancel(id);
    },
    [
      { event: "order.created", listingId: null },
      offer({ availability: "in_stock" }),
      offer({ availability: "sold" }),
      { event: "order.status_changed", status: "fulfilled" },
      { event: "order.cancelled", status: "cancelled", previousStatus: "fulfilled" },
      offer({ availability: "in_stock" }),
    ],
  ],
  [
    "the shop cancels its order",
    async () => cancel(shop.dealer, (await create(shop.dealer)).id),
    [{ event: "order.created" }, { event: "order.cancelled", previousStatus: "pending" }],
  ],
])("%s", async (_name, make, expected) => {
  const events = await told(make);
  expect(events).toHaveLength(expected.length);
  for (const [index, each] of expected.entries()) expect(events[index]).toMatchObject(each);
});

it("shows the dealer nothing of it: neither in the log of the dashboard, nor in its charts", async () => {
  await shop.order();
  await shop.publish((await shop.add()).id);
  expect(await recordedForPartners(server)).toHaveLength(2);
  const { data } = await readDashboard("listDeliveries", await shop.ask("GET", "/deliveries"));
  const deliveries = Array.isArray(data) ? data : [];
  expect(deliveries.map(({ event_type: type }) => type).sort()).toEqual([
    "listing.published",
    "order.received",
  ]);
  expect(JSON.stringify(deliveries)).not.toContain("/partner");
  const stats = await readDashboard("getDeliveryStats", await shop.ask("GET", "/delivery_stats?range=24h"));
  expect(JSON.stringify(stats.types)).toContain("order.received");
  expect(JSON.stringify(stats.types)).not.toMatch(/order\.created|offer\.updated/);
  const { rows } = await server.database.pool.query<{ id: string }>(
    "SELECT id FROM webhook_deliveries WHERE integration_id IS NULL",
  );
  expect(rows).toHaveLength(2);
  for (const delivery of rows) expect((await shop.ask("GET", `/deliveries/${delivery.id}`)).status).toBe(404);
});
