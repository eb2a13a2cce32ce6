import { verify } from "@watchtraderhub/webhook-verifier";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readChecked, readError } from "../test/contract.ts";
import { createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { MIDDLE, NEWEST, OLDEST, pin, threeVersions } from "./testing.ts";

let server: TestServer;
let receiver: Receiver;
beforeAll(async () => {
  server = await startTestServer({}, {}, undefined, threeVersions);
  server.startWorker({ WTH_RETRY_SCHEDULE: "0" });
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

async function dealerOf(version: string): Promise<TestDealer> {
  const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
  await pin(server, dealer, version);
  return dealer;
}

const contractOf = (version: string) => threeVersions.pinned(version).contract;
/** A sample of `order.cancelled`, as the document of a version shows it. */
function sampleOf(version: string): Record<string, unknown> {
  const body = ["webhooks", "order.cancelled", "post", "requestBody", "content", "application/json"];
  return { ...contractOf(version).placeAt(...body, "example")?.value };
}

const line = { sku: "116610LN", quantity: 1, unit_amount: 1_500_000 };
const body = { total_amount: 1_500_000, currency: "USD", line_items: [line] };

/** How each version has an order reported, and its cancellation announced. */
const versions = [
  {
    version: OLDEST,
    reported: { ...body, reference: "shop-1", buyer: { full_name: "Alice" } },
    object: { reference: "shop-1", status: "cancelled", buyer: { full_name: "Alice" } },
    previous: { status: "open" },
  },
  {
    version: MIDDLE,
    reported: { ...body, reference: "shop-1", buyer: { name: "Alice" } },
    object: { reference: "shop-1", status: "cancelled", buyer: { name: "Alice" } },
    previous: { status: "open" },
  },
  {
    version: NEWEST,
    reported: { ...body, external_id: "shop-1", buyer: { name: "Alice" } },
    object: { external_id: "shop-1", status: "cancelled", buyer: { name: "Alice" } },
    previous: { status: "pending" },
  },
];

/** Reports an order and cancels it, which is delivered to the integration itself. */
async function cancelled(dealer: TestDealer, version: string, reported: object): Promise<void> {
  const order = await readChecked(
    "createOrder",
    await postJson(dealer, "/orders", reported),
    contractOf(version),
  );
  const response = await dealer.call("POST", `/orders/${order.id}/cancel`);
  await readChecked("cancelOrder", response, contractOf(version));
}

/** What the receiver got, and the same event as the API shows it. */
async function arrived(dealer: TestDealer, count: number, version: string) {
  const received = (await receiver.arrivals(count)).at(-1);
  if (received === undefined) throw new Error("Nothing has arrived.");
  await verify({ body: received.body, headers: received.headers, secrets: dealer.secret });
  const event: Record<string, unknown> = JSON.parse(received.body);
  const shown = await dealer.call("GET", `/events/${event.id}`);
  expect(await readChecked("getEvent", shown.clone(), contractOf(version))).toEqual(event);
  expect(await shown.text()).toBe(received.body);
  return { body: received.body, event };
}

describe("an event", () => {
  it.each(versions)(
    "is delivered in $version when that is the integration's",
    async ({ version, reported, object, previous }) => {
      const dealer = await dealerOf(version);
      await cancelled(dealer, version, reported);
      const { event } = await arrived(dealer, 1, version);
      expect(event).toMatchObject({
        type: "order.cancelled",
        api_version: version,
        data: { object, previous_attributes: previous },
      });
      const { data } = await readChecked(
        "listEvents",
        await dealer.call("GET", "/events"),
        contractOf(version),
      );
      expect(data).toMatchObject([
        { api_version: version },
        { type: "order.received", api_version: version },
      ]);
    },
  );

  it.each([OLDEST, MIDDLE])(
    "keeps %s after a move, also when it is replayed; later ones do not",
    async (version) => {
      const dealer = await dealerOf(version);
      const { reported } = versions.find((each) => each.version === version) ?? {};
      await cancelled(dealer, version, reported ?? {});
      const before = await arrived(dealer, 1, version);

      await pin(server, dealer, NEWEST);
      const replay = await dealer.call("POST", `/events/${before.event.id}/replay`);
      await readChecked("replayEvent", replay, contractOf(NEWEST));
      expect((await arrived(dealer, 2, NEWEST)).body).toBe(before.body);

      await cancelled(dealer, NEWEST, { ...body, external_id: "shop-2", buyer: { name: "Bob" } });
      expect((await arrived(dealer, 3, NEWEST)).event).toMatchObject({
        api_version: NEWEST,
        data: { object: { external_id: "shop-2" }, previous_attributes: { status: "pending" } },
      });
      const { data } = await readChecked(
        "listEvents",
        await dealer.call("GET", "/events"),
        contractOf(NEWEST),
      );
      expect(data).toMatchObject([NEWEST, NEWEST, version, version].map((api_version) => ({ api_version })));
    },
  );

  it("is compared with the contract of its own version, and of no other", () => {
    const { contract } = threeVersions.newest;
    const place = contract.placeAt("components", "schemas", "Event");
    const fits = place === null ? null : contract.compile(place);
    const sample = sampleOf(MIDDLE);
    expect(fits?.({ ...sample, api_version: MIDDLE })).toBe(true);
    expect(fits?.({ ...sample, api_version: NEWEST })).toBe(false);
    expect(fits?.({ ...sample, api_version: "2020-01-01" })).toBe(false);
    expect(fits?.({ ...sample, api_version: MIDDLE, type: "order.lost" })).toBe(false);
  });
});

describe("an upsert that matches", () => {
  it("is recorded in the integration's version, item by item", async () => {
    const dealer = await dealerOf(OLDEST);
    const customers = [{ external_id: "a", newsletter: true }, { external_id: "a" }];
    await postJson(dealer, "/customers/bulk", { customers });
    const { data } = await readChecked("listEvents", await dealer.call("GET", "/events"), contractOf(OLDEST));
    expect(data).toMatchObject([{ type: "customer.matched", data: { object: { newsletter: true } } }]);
  });
});

describe("a test event", () => {
  const fire = (dealer: TestDealer, data?: object) =>
    postJson(dealer, "/test/events", { type: "order.cancelled", ...(data === undefined ? {} : { data }) });

  it.each([
    [MIDDLE, { reference: "shop-12345" }, "open"],
    [NEWEST, { external_id: "shop-12345" }, "pending"],
  ])("of %s carries that version's sample", async (version, object, status) => {
    const dealer = await dealerOf(version);
    expect((await fire(dealer)).status).toBe(202);
    const { event } = await arrived(dealer, 1, version);
    expect(event).toMatchObject({ api_version: version, data: { object, previous_attributes: { status } } });
  });

  it("takes data in the caller's version, and sends it as it was given", async () => {
    const dealer = await dealerOf(MIDDLE);
    const { object, previous_attributes } = Object(sampleOf(MIDDLE).data);
    // A field of the receiver's own, which a transform would take for the newest version's.
    const given = { object: { ...object, external_id: "mine" }, previous_attributes };
    expect((await fire(dealer, given)).status).toBe(202);
    expect((await arrived(dealer, 1, MIDDLE)).event.data).toEqual(given);

    const wrong = await fire(dealer, { object, previous_attributes: { status: "pending" } });
    expect(await readError("sendTestEvent", wrong, contractOf(MIDDLE))).toMatchObject({
      param: "data.previous_attributes.status",
    });
  });
});
