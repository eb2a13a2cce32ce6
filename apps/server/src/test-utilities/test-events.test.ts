import { verify } from "@watchtraderhub/webhook-verifier";
import { eventTypes, openapiDocument } from "@wth/contract";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setWebhook } from "../integration/webhook.ts";
import { readChecked, readError } from "../test/contract.ts";
import { createLiveDealer, createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { walk } from "../test/pages.ts";
import { type Received, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

let server: TestServer;
let receiver: Receiver;
beforeAll(async () => {
  server = await startTestServer();
  server.startWorker();
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const fire = (dealer: TestDealer, body: unknown) => postJson(dealer, "/test/events", body);
const fireText = (dealer: TestDealer, body: string) =>
  dealer.call("POST", "/test/events", { headers: { "content-type": "application/json" }, body });
const ORDER = "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43";

/** The sample of a type, in the reference. */
function sampleOf(type: string) {
  const content = openapiDocument.webhooks[type]?.post.requestBody?.content["application/json"];
  // Safe: the contract's own tests compare the samples with their schemas.
  return (content as unknown as { example: { data: { object: Record<string, unknown> } } }).example.data;
}

describe("POST /test/events", () => {
  it.each(eventTypes)("sends the sample of %s, as a test", async (type) => {
    const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
    const response = await fire(dealer, { type });
    expect(response.status).toBe(202);
    const { event_id, ...receipt } = await readChecked("sendTestEvent", response);
    const [sent] = (await receiver.arrivals(1)) as [Received];
    await verify({ body: sent.body, headers: sent.headers, secrets: dealer.secret });
    const event = JSON.parse(sent.body);
    const { object, ...rest } = sampleOf(type);
    const marked = "is_test" in object ? { ...object, is_test: true } : object;
    expect(event).toMatchObject({ id: event_id, type, livemode: false, data: { ...rest, object: marked } });
    expect(receipt).toEqual({
      object: "webhook_delivery",
      delivery_id: sent.headers["x-wth-delivery-id"],
      event_type: type,
      status: "pending",
    });
    expect(await walk(dealer, "listEvents")).toEqual([event]);
  });

  it("sends the data given, whatever the endpoint is subscribed to", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
    const settings = { url: receiver.url, events: ["order.received"] };
    await server.database.prismaTransaction((tx) =>
      setWebhook(tx, server.keyring, dealer.integrationId, settings, true),
    );
    const data = {
      object: { id: ORDER, object: "listing", of_my_own: { deep: [1, "😀", null] } },
      previous_attributes: { price: { amount: 1 } },
    };
    expect((await fire(dealer, { type: "listing.updated", data })).status).toBe(202);
    const [sent] = (await receiver.arrivals(1)) as [Received];
    expect(JSON.parse(sent.body)).toMatchObject({ type: "listing.updated", data, livemode: false });
  });

  it("belongs to test mode also when the integration is live", async () => {
    const { live, test } = await createLiveDealer(server, { webhookUrl: receiver.url });
    const { event_id, delivery_id } = await readChecked(
      "sendTestEvent",
      await fire(live, { type: "order.cancelled" }),
    );
    const [sent] = (await receiver.arrivals(1)) as [Received];
    expect(JSON.parse(sent.body)).toMatchObject({ id: event_id, livemode: false });
    expect((await test.call("GET", `/events/${event_id}`)).status).toBe(200);
    expect((await test.call("GET", `/webhook_deliveries/${delivery_id}`)).status).toBe(200);
    expect((await live.call("GET", `/events/${event_id}`)).status).toBe(404);
    expect(await walk(live, "listEvents")).toEqual([]);
  });

  it("needs a URL, and records nothing without one", async () => {
    const dealer = await createTestDealer(server);
    for (const type of eventTypes) {
      const response = await fire(dealer, { type });
      expect(response.status).toBe(409);
      expect(await readError("sendTestEvent", response)).toMatchObject({ code: "webhook_not_configured" });
    }
    expect(await walk(dealer, "listEvents")).toEqual([]);
  });

  const order = sampleOf("order.received").object;
  const received = (change: Record<string, unknown>) => ({
    type: "order.received",
    data: { object: { ...order, ...change } },
  });
  const ping = (extra: unknown) => ({
    type: "integration.test_event",
    data: { object: { message: "x", extra } },
  });
  const listing = { id: ORDER, object: "listing" };

  it.each([
    ["no type", {}, "type"],
    ["an unknown type", { type: "order.lost" }, "type"],
    ["a name that every object has", { type: "constructor" }, "type"],
    ["a type of the wrong type", { type: ["order.received"] }, "type"],
    ["a field that is not there", { type: "listing.sold", livemode: true }, "livemode"],
    ["no body's object", [], "body"],
    ["data that is null", { type: "listing.sold", data: null }, "data"],
    ["data that is a list", { type: "listing.sold", data: [] }, "data"],
    ["data without an object", { type: "listing.sold", data: {} }, "data.object"],
    ["a field beside it", { type: "listing.sold", data: { object: listing, x: 1 } }, "data.x"],
    [
      "an id that is none",
      { type: "listing.sold", data: { object: { ...listing, id: "1" } } },
      "data.object.id",
    ],
    ["an object of another kind", { type: "listing.sold", data: { object: order } }, "data.object.object"],
    [
      "previous attributes where there are none",
      { type: "listing.sold", data: { object: listing, previous_attributes: {} } },
      "data.previous_attributes",
    ],
    [
      "none where they belong",
      { type: "listing.updated", data: { object: listing } },
      "data.previous_attributes",
    ],
    [
      "a status that cannot have been",
      { type: "order.fulfilled", data: { object: order, previous_attributes: { status: "cancelled" } } },
      "data.previous_attributes.status",
    ],
    ["an amount with decimals", received({ total_amount: 1.5 }), "data.object.total_amount"],
    ["an amount below zero", received({ total_amount: -1 }), "data.object.total_amount"],
    [
      "an item without its price",
      received({ line_items: [{ sku: "x", quantity: 1 }] }),
      "data.object.line_items[0].unit_amount",
    ],
    ["a buyer without a name", received({ buyer: {} }), "data.object.buyer.name"],
    ["a NUL", ping("a\0b"), "data.object.extra"],
    ["half a character", ping({ x: ["\ud800"] }), "data.object.extra.x[0]"],
  ])("refuses %s", async (_name, body, param) => {
    const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
    const response = await fire(dealer, body);
    expect(response.status).toBe(400);
    expect(await readError("sendTestEvent", response)).toMatchObject({ code: "invalid_request", param });
    expect(await walk(dealer, "listEvents")).toEqual([]);
  });

  it.each([
    [62, 202],
    [63, 400],
    [10_000, 400],
    [100_000, 400],
  ])("given lists within lists, %i deep: %i", async (depth, status) => {
    const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
    const extra = "[".repeat(depth) + "]".repeat(depth);
    const data = `{"object":{"message":"x","extra":${extra}}}`;
    const response = await fireText(dealer, `{"type":"integration.test_event","data":${data}}`);
    expect(response.status).toBe(status);
    if (status === 202) expect((await receiver.arrivals(1))[0]?.body).toContain(data);
    else expect(await readError("sendTestEvent", response)).toMatchObject({ param: "data" });
  });
});
