import { verify } from "@watchtraderhub/webhook-verifier";
import { Webhook } from "standardwebhooks";
import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recordEvent } from "../events/record-event.ts";
import { disableIntegration, enableIntegration } from "../integration/activation.ts";
import { readChecked } from "../test/contract.ts";
import { createTestDealer } from "../test/dealer.ts";
import { headerOf, type Received, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { newestVersion } from "../versions/pinned-version.ts";

let server: TestServer;
let receiver: Receiver;

beforeAll(async () => {
  server = await startTestServer();
  server.startWorker({ WTH_RETRY_SCHEDULE: "0,0.2,0.2,0.2" });
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

async function ping(): Promise<{
  secret: string;
  integrationId: string;
  deliveryId: string;
  eventId: unknown;
}> {
  const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
  const response = await dealer.call("POST", "/test/webhook_ping");
  expect(response.status).toBe(202);
  const body = await readChecked("sendWebhookPing", response);
  return { ...dealer, deliveryId: String(body.delivery_id), eventId: body.event_id };
}

async function settled(deliveryId: string) {
  return expect.poll(
    () => server.database.prisma.webhookDelivery.findUniqueOrThrow({ where: { id: deliveryId } }),
    { timeout: 8_000, interval: 20 },
  );
}

const attemptsOf = (deliveryId: string) =>
  server.database.prisma.webhookDeliveryAttempt.findMany({
    where: { deliveryId },
    orderBy: { number: "asc" },
  });

describe("a test ping", () => {
  // Again if it is late: another process may have had the processor just then.
  it("arrives within a second, with all its headers, and is recorded", { retry: 2 }, async () => {
    const startedAt = performance.now();
    const { deliveryId, eventId, integrationId } = await ping();
    const [delivery] = (await receiver.arrivals(1)) as [Received];
    expect(delivery.at - startedAt).toBeLessThan(1_000);
    expect(delivery.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "WatchTraderHub-Webhooks/1",
      "x-wth-event-id": eventId,
      "x-wth-event-type": "integration.test_event",
      "x-wth-delivery-id": deliveryId,
      "x-wth-delivery-attempt": "1",
      "wth-signature": headerOf(delivery, "x-wth-signature"),
      "webhook-id": eventId,
    });
    expect(JSON.parse(delivery.body)).toEqual({
      id: eventId,
      object: "event",
      type: "integration.test_event",
      api_version: "2026-05-07",
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      livemode: false,
      data: { object: { message: "Test event from /v1/test/webhook_ping." } },
    });

    await (await settled(deliveryId)).toMatchObject({ status: "delivered", nextAttemptAt: null });
    expect(await attemptsOf(deliveryId)).toMatchObject([
      { number: 1, responseStatus: 200, responseBody: "ok", error: null },
    ]);
    const endpoint = await server.database.prisma.webhookEndpoint.findUniqueOrThrow({
      where: { integrationId },
    });
    expect(endpoint).toMatchObject({
      consecutiveFailures: 0,
      lastSuccessAt: expect.any(Date),
      lastFailureAt: null,
    });
    expect(await server.database.prisma.deliveryQueueItem.count({ where: { deliveryId } })).toBe(0);
  });

  it("verifies with our verifier, with Stripe's and with Standard Webhooks', unchanged", async () => {
    const { secret } = await ping();
    const [delivery] = (await receiver.arrivals(1)) as [Received];
    const signature = headerOf(delivery, "x-wth-signature");

    expect(verify({ body: delivery.body, headers: delivery.headers, secrets: secret })).toMatchObject({
      matchedSecretIndex: 0,
    });

    const event = new Stripe("sk_test_unused").webhooks.constructEvent(delivery.body, signature, secret);
    expect(event.type).toBe("integration.test_event");

    const headers = Object.fromEntries(
      ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [
        name,
        headerOf(delivery, name),
      ]),
    );
    expect(new Webhook(secret).verify(delivery.body, headers)).toMatchObject({
      type: "integration.test_event",
    });

    const forged = delivery.body.replace("false", "true ");
    expect(() => verify({ body: forged, headers: delivery.headers, secrets: secret })).toThrow();
    expect(() => new Stripe("sk_test_unused").webhooks.constructEvent(forged, signature, secret)).toThrow();
    expect(() => new Webhook(secret).verify(forged, headers)).toThrow();
  });
});

describe("a delivery that fails", () => {
  it("is tried again under the same id, with the next number and a fresh signature", async () => {
    receiver.answer = (_, arrival) => ({ status: arrival < 3 ? 500 : 200 });
    const { deliveryId, secret } = await ping();
    const deliveries = await receiver.arrivals(3);
    expect(deliveries.map((each) => each.headers["x-wth-delivery-attempt"])).toEqual(["1", "2", "3"]);
    expect(new Set(deliveries.map((each) => each.headers["x-wth-delivery-id"]))).toEqual(
      new Set([deliveryId]),
    );
    expect(new Set(deliveries.map((each) => each.headers["x-wth-event-id"])).size).toBe(1);
    expect(new Set(deliveries.map((each) => each.body)).size).toBe(1);
    for (const each of deliveries) await verify({ body: each.body, headers: each.headers, secrets: secret });

    await (await settled(deliveryId)).toMatchObject({ status: "delivered" });
    expect(await attemptsOf(deliveryId)).toMatchObject([
      { number: 1, responseStatus: 500, error: "http_status" },
      { number: 2, responseStatus: 500, error: "http_status" },
      { number: 3, responseStatus: 200, error: null },
    ]);
  });

  it("signs each attempt at its own time", async () => {
    // The second attempt asks for a wait of a whole second, so that `t` must differ.
    receiver.answer = (_, arrival) =>
      arrival === 1 ? { status: 503, headers: { "retry-after": "1" } } : { status: 200 };
    await ping();
    const [first, second] = (await receiver.arrivals(2)) as [Received, Received];
    const [a, b] = [first, second].map((each) => headerOf(each, "x-wth-signature"));
    expect(a).not.toBe(b);
    expect(Number(headerOf(second, "webhook-timestamp"))).toBeGreaterThan(
      Number(headerOf(first, "webhook-timestamp")),
    );
    expect(second.at - first.at).toBeGreaterThan(950);
  });

  it("becomes a dead letter after the last attempt, and counts its failures", async () => {
    receiver.answer = () => ({ status: 500, body: "no\0thing" });
    const { deliveryId, integrationId } = await ping();
    await (await settled(deliveryId)).toMatchObject({ status: "dead_letter", nextAttemptAt: null });
    const attempts = await attemptsOf(deliveryId);
    expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(attempts[0]?.responseBody).toBe("no\u{FFFD}thing");
    const endpoint = await server.database.prisma.webhookEndpoint.findUniqueOrThrow({
      where: { integrationId },
    });
    expect(endpoint).toMatchObject({
      consecutiveFailures: 4,
      lastSuccessAt: null,
      lastFailureAt: expect.any(Date),
    });
  });

  it("ends at once on 410 Gone", async () => {
    receiver.answer = () => ({ status: 410 });
    const { deliveryId } = await ping();
    await (await settled(deliveryId)).toMatchObject({ status: "dead_letter" });
    expect(receiver.received).toHaveLength(1);
  });

  it("does not follow a redirect", async () => {
    receiver.answer = () => ({
      status: 302,
      headers: { location: `http://127.0.0.1:${receiver.port}/elsewhere` },
    });
    const { deliveryId } = await ping();
    await (await settled(deliveryId)).toMatchObject({ status: "dead_letter" });
    expect(new Set(receiver.received.map(({ path }) => path))).toEqual(new Set(["/webhooks/wth"]));
  });

  it("says what went wrong when nobody listens", async () => {
    await receiver.close();
    const { deliveryId } = await ping();
    await (await settled(deliveryId)).toMatchObject({ status: "dead_letter" });
    expect((await attemptsOf(deliveryId))[0]).toMatchObject({
      responseStatus: null,
      error: "connection_refused",
    });
  });
});

describe("a disabled integration", () => {
  it("keeps its deliveries until it is enabled", async () => {
    receiver.answer = (_, arrival) => ({ status: arrival === 1 ? 500 : 200 });
    const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
    await server.database.prismaTransaction(async (tx) => {
      await disableIntegration(tx, dealer.integrationId);
      const data = { object: { message: "while disabled" } };
      const context = { integrationId: dealer.integrationId, apiVersion: newestVersion, livemode: false };
      await recordEvent(tx, "integration.test_event", data, context);
    });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(receiver.received).toHaveLength(0);
    await server.database.prismaTransaction((tx) => enableIntegration(tx, dealer.integrationId));
    await receiver.arrivals(2);
  });
});
