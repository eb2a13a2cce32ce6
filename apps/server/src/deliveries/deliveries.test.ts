import { randomUUID } from "node:crypto";
import { verify } from "@watchtraderhub/webhook-verifier";
import { addDays, randomIdAt } from "@wth/database";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setWebhook } from "../integration/webhook.ts";
import { readChecked, readError } from "../test/contract.ts";
import { createLiveDealer, createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { walk } from "../test/pages.ts";
import { headerOf, type Received, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

let server: TestServer;
let receiver: Receiver;
beforeAll(async () => {
  server = await startTestServer();
  // Two attempts at once; a third that no test waits for.
  server.startWorker({ WTH_RETRY_SCHEDULE: "0,0,600" });
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const createDealer = () => createTestDealer(server, { webhookUrl: receiver.url });
const get = (dealer: TestDealer, id: string) => dealer.call("GET", `/webhook_deliveries/${id}`);
const retry = (dealer: TestDealer, id: string) => dealer.call("POST", `/webhook_deliveries/${id}/retry`);
const read = async (dealer: TestDealer, id: string) =>
  readChecked("getWebhookDelivery", await get(dealer, id));

/** Fires an event; returns its delivery's id. */
async function fire(dealer: TestDealer): Promise<string> {
  const response = await postJson(dealer, "/test/events", { type: "order.received" });
  return String((await readChecked("sendTestEvent", response)).delivery_id);
}

/** Waits until a delivery has come to something, and returns it. */
async function settled(dealer: TestDealer, id: string, status: string, attempts: number) {
  const state = async () => {
    const delivery = await read(dealer, id);
    return [delivery.status, delivery.attempt_count];
  };
  await expect.poll(state, { timeout: 8_000, interval: 20 }).toEqual([status, attempts]);
  return read(dealer, id);
}

/** A delivery that failed twice, and waits for ten minutes. */
async function makeFailed(dealer: TestDealer): Promise<string> {
  receiver.answer = () => ({ status: 500 });
  const id = await fire(dealer);
  await settled(dealer, id, "failed", 2);
  return id;
}

/** A delivery that was given up after its first attempt, with most of the schedule left. */
async function makeDeadLetter(dealer: TestDealer): Promise<string> {
  receiver.answer = () => ({ status: 410 });
  const id = await fire(dealer);
  await settled(dealer, id, "dead_letter", 1);
  return id;
}

describe("GET /webhook_deliveries/{id}", () => {
  it("shows the attempts with all that is known of each, and the list all the rest", async () => {
    receiver.answer = (_, arrival) => ({ status: 502 + arrival, body: `sorry ${arrival}` });
    const dealer = await createDealer();
    const id = await fire(dealer);
    const delivery = await settled(dealer, id, "failed", 2);
    const attempt = { attempted_at: expect.any(String), duration_ms: expect.any(Number) };
    expect(delivery).toEqual({
      id,
      object: "webhook_delivery",
      event_id: expect.any(String),
      event_type: "order.received",
      endpoint_url: receiver.url,
      status: "failed",
      attempt_count: 2,
      next_attempt_at: expect.any(String),
      created_at: expect.any(String),
      delivered_at: null,
      livemode: false,
      attempts: [
        {
          ...attempt,
          number: 1,
          response_status: 503,
          response_body_preview: "sorry 1",
          error: "http_status",
        },
        {
          ...attempt,
          number: 2,
          response_status: 504,
          response_body_preview: "sorry 2",
          error: "http_status",
        },
      ],
    });
    expect(Date.parse(String(delivery.next_attempt_at)) - Date.now()).toBeGreaterThan(500_000);
    const { attempts: _, ...summary } = delivery;
    expect(await walk(dealer, "listWebhookDeliveries")).toEqual([summary]);
  });

  it("shows a success, and an attempt that no answer came to", async () => {
    const dealer = await createDealer();
    const delivered = await settled(dealer, await fire(dealer), "delivered", 1);
    expect(delivered).toMatchObject({
      next_attempt_at: null,
      delivered_at: expect.any(String),
      attempts: [{ response_status: 200, response_body_preview: "ok", error: null }],
    });
    await receiver.close();
    const failed = await settled(dealer, await fire(dealer), "failed", 2);
    const attempt = { response_status: null, response_body_preview: "", error: "connection_refused" };
    expect(failed).toMatchObject({ delivered_at: null, attempts: [attempt, attempt] });
  });

  it("finds nothing of another dealer, of the other mode, or older than 30 days", async () => {
    const { live, test } = await createLiveDealer(server, { webhookUrl: receiver.url });
    const stranger = await createDealer();
    receiver.answer = () => ({ status: 410 });
    const ping = await readChecked("sendWebhookPing", await live.call("POST", "/test/webhook_ping"));
    const [liveId, testId, recentId] = [String(ping.delivery_id), await fire(live), await fire(live)];
    const oldId = randomIdAt(addDays(new Date(), -30));
    await settled(live, liveId, "dead_letter", 1);
    await settled(test, testId, "dead_letter", 1);
    await server.database.pool.query("UPDATE webhook_deliveries SET id = $2 WHERE id = $1", [
      recentId,
      oldId,
    ]);
    const missing = [
      [live, testId],
      [test, liveId],
      [test, oldId],
      [stranger, liveId],
      [stranger, testId],
      [live, randomUUID()],
      [live, "1"],
    ] as const;
    for (const [dealer, id] of missing) {
      const error = { code: "resource_not_found", param: "id" };
      expect(await readError("getWebhookDelivery", await get(dealer, id))).toMatchObject(error);
      expect(await readError("retryWebhookDelivery", await retry(dealer, id))).toMatchObject(error);
    }
    expect((await walk(live, "listWebhookDeliveries")).map(({ id }) => id)).toEqual([liveId]);
    expect((await walk(test, "listWebhookDeliveries")).map(({ id }) => id)).toEqual([testId]);
    for (const dealer of [test, stranger])
      expect(await walk(dealer, "listWebhookDeliveries", { event_id: String(ping.event_id) })).toEqual([]);
  });
});

describe("POST /webhook_deliveries/{id}/retry", () => {
  it("ends the wait of a failed delivery: its next attempt is made now", async () => {
    const dealer = await createDealer();
    const id = await makeFailed(dealer);
    receiver.answer = () => ({ status: 200 });
    const response = await retry(dealer, id);
    expect(response.status).toBe(202);
    const retried = await readChecked("retryWebhookDelivery", response);
    expect(retried).toMatchObject({ id, status: "pending", attempt_count: 2, delivered_at: null });
    expect(Math.abs(Date.parse(String(retried.next_attempt_at)) - Date.now())).toBeLessThan(5_000);
    await settled(dealer, id, "delivered", 3);
    const [first, , third] = (await receiver.arrivals(3)) as [Received, Received, Received];
    expect(headerOf(third, "x-wth-delivery-id")).toBe(id);
    expect(headerOf(third, "x-wth-delivery-attempt")).toBe("3");
    expect(third.body).toBe(first.body);
    await verify({ body: third.body, headers: third.headers, secrets: dealer.secret });
  });

  it("goes on with the schedule when a failed one fails again", async () => {
    const dealer = await createDealer();
    const id = await makeFailed(dealer);
    expect((await retry(dealer, id)).status).toBe(202);
    // The third attempt was the schedule's last.
    await settled(dealer, id, "dead_letter", 3);
  });

  it("delivers a dead letter by its next attempt, freshly signed", async () => {
    const dealer = await createDealer();
    const id = await makeDeadLetter(dealer);
    receiver.answer = () => ({ status: 200 });
    expect(await readChecked("retryWebhookDelivery", await retry(dealer, id))).toMatchObject({
      status: "pending",
      attempt_count: 1,
    });
    const delivery = await settled(dealer, id, "delivered", 2);
    expect(delivery.attempts).toMatchObject([
      { number: 1, response_status: 410 },
      { number: 2, error: null },
    ]);
    const [first, second] = (await receiver.arrivals(2)) as [Received, Received];
    expect(headerOf(second, "x-wth-delivery-id")).toBe(id);
    expect(headerOf(second, "x-wth-delivery-attempt")).toBe("2");
    expect(headerOf(second, "x-wth-event-id")).toBe(headerOf(first, "x-wth-event-id"));
    expect(second.body).toBe(first.body);
    await verify({ body: second.body, headers: second.headers, secrets: dealer.secret });
  });

  it("makes a dead letter that fails again a dead letter again, each time", async () => {
    const dealer = await createDealer();
    const id = await makeDeadLetter(dealer);
    // The schedule would have had two more attempts for it.
    receiver.answer = () => ({ status: 500 });
    for (const attempts of [2, 3, 4]) {
      expect((await retry(dealer, id)).status).toBe(202);
      const delivery = await settled(dealer, id, "dead_letter", attempts);
      expect(delivery).toMatchObject({ next_attempt_at: null });
    }
    const { rows } = await server.database.pool.query("SELECT FROM delivery_queue WHERE delivery_id = $1", [
      id,
    ]);
    expect(rows).toEqual([]);
    expect(receiver.received).toHaveLength(4);
  });

  it("goes to the present URL", async () => {
    const dealer = await createDealer();
    const id = await makeDeadLetter(dealer);
    receiver.answer = () => ({ status: 200 });
    const url = `${receiver.url}/moved`;
    await server.database.prismaTransaction((tx) =>
      setWebhook(tx, server.keyring, dealer.integrationId, { url }, true),
    );
    expect(await readChecked("retryWebhookDelivery", await retry(dealer, id))).toMatchObject({
      endpoint_url: url,
    });
    const [, second] = (await receiver.arrivals(2)) as [Received, Received];
    expect(second.path).toBe("/webhooks/wth/moved");
  });

  it.each([
    ["failed", makeFailed, 3],
    ["dead_letter", makeDeadLetter, 2],
  ] as const)("of a %s one, asked for ten times at once, is made once", async (_status, make, attempts) => {
    const dealer = await createDealer();
    const id = await make(dealer);
    receiver.answer = () => ({ status: 200 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => retry(dealer, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array(9).fill(409)]);
    for (const answer of answers.filter(({ status }) => status === 409))
      expect(await readError("retryWebhookDelivery", answer)).toMatchObject({
        code: "delivery_not_retryable",
      });
    await settled(dealer, id, "delivered", attempts);
    expect(receiver.received).toHaveLength(attempts);
  });

  it("is made once for one idempotency key", async () => {
    const dealer = await createDealer();
    const id = await makeDeadLetter(dealer);
    const headers = { "idempotency-key": randomUUID() };
    const path = `/webhook_deliveries/${id}/retry`;
    const first = await (await dealer.call("POST", path, { headers })).text();
    await settled(dealer, id, "dead_letter", 2);
    const second = await dealer.call("POST", path, { headers });
    expect(second.headers.get("idempotent-replay")).toBe("true");
    expect(await second.text()).toBe(first);
    expect((await read(dealer, id)).attempt_count).toBe(2);
  });

  it.each(["pending", "delivered", "suppressed", "cancelled"])("is refused for a %s one", async (status) => {
    const dealer = await createDealer();
    const id = await fire(dealer);
    await settled(dealer, id, "delivered", 1);
    // Past the trigger that keeps to the transitions: nothing leads there from where it is.
    await server.database.pool.query(
      `BEGIN; SET LOCAL session_replication_role = replica;
       UPDATE webhook_deliveries SET status = '${status}' WHERE id = '${id}'; COMMIT`,
    );
    const response = await retry(dealer, id);
    expect(response.status).toBe(409);
    expect(await readError("retryWebhookDelivery", response)).toMatchObject({
      code: "delivery_not_retryable",
    });
    expect((await read(dealer, id)).status).toBe(status);
  });

  it("is refused without a URL to send it to", async () => {
    const dealer = await createDealer();
    const id = await makeDeadLetter(dealer);
    await server.database.pool.query("UPDATE webhook_endpoints SET url = NULL WHERE integration_id = $1", [
      dealer.integrationId,
    ]);
    const response = await retry(dealer, id);
    expect(response.status).toBe(409);
    expect(await readError("retryWebhookDelivery", response)).toMatchObject({
      code: "webhook_not_configured",
    });
    expect((await read(dealer, id)).status).toBe("dead_letter");
  });
});
