import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { disableIntegration, enableIntegration } from "../integration/activation.ts";
import { readChecked } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { recordLog } from "../test/log.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { watchEndpoints } from "./watch-endpoints.ts";

let server: TestServer;
let receiver: Receiver;
let dealer: TestDealer;
beforeAll(async () => {
  server = await startTestServer({ WTH_RETRY_SCHEDULE: `0${",0.1".repeat(200)}` });
  server.startWorker();
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
  dealer = await createTestDealer(server, { webhookUrl: receiver.url });
});
afterEach(() => receiver.close());

const enable = () => server.database.prismaTransaction((tx) => enableIntegration(tx, dealer.integrationId));
const disable = () => server.database.prismaTransaction((tx) => disableIntegration(tx, dealer.integrationId));
const endpoint = () =>
  server.database.prisma.webhookEndpoint.findUniqueOrThrow({
    where: { integrationId: dealer.integrationId },
  });
const watch = () => watchEndpoints(server.database, recordLog().log);

async function ping(): Promise<string> {
  const response = await dealer.call("POST", "/test/webhook_ping");
  return String((await readChecked("sendWebhookPing", response)).delivery_id);
}

async function statusOf(id: string): Promise<string> {
  return (await server.database.prisma.webhookDelivery.findUniqueOrThrow({ where: { id } })).status;
}

async function countHeld(): Promise<number> {
  const { rows } = await server.database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM delivery_queue JOIN webhook_endpoints w ON w.id = endpoint_id
     WHERE due_at = 'infinity' AND w.integration_id = $1`,
    [dealer.integrationId],
  );
  return rows[0]?.count ?? 0;
}

/** Lets the five days pass in which the endpoint has failed, at least twenty times. */
async function fiveDaysLater(): Promise<void> {
  await server.database.pool.query(
    `UPDATE webhook_endpoints SET consecutive_failures = greatest(consecutive_failures, 20), last_failure_at = now(),
                                  failing_since = now() - interval '5 days 1 minute'
     WHERE integration_id = $1`,
    [dealer.integrationId],
  );
}

describe("an endpoint that fails for five days", () => {
  it("gets nothing once a worker has disabled it, and all that waited once it is enabled", async () => {
    receiver.answer = () => ({ status: 500 });
    const before = [await ping(), await ping(), await ping()];
    await receiver.arrivals(9);
    await fiveDaysLater();
    // Its housekeeping looks at once, and then each minute.
    server.startWorker();
    await expect.poll(async () => (await endpoint()).disabledReason, { timeout: 5_000 }).toBe("failing");
    const during = [await ping(), await ping()];
    await expect.poll(countHeld, { timeout: 5_000 }).toBe(5);
    const received = receiver.received.length;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(receiver.received).toHaveLength(received);
    expect(await Promise.all([...before, ...during].map(statusOf))).toEqual([
      ...Array(3).fill("failed"),
      ...Array(2).fill("pending"),
    ]);

    receiver.answer = () => ({ status: 200 });
    await enable();
    await receiver.arrivals(received + 5);
    const arrived = receiver.received.slice(received).map(({ headers }) => headers["x-wth-delivery-id"]);
    expect(arrived.toSorted()).toEqual([...before, ...during].toSorted());
    await expect.poll(countHeld).toBe(0);
    await expect.poll(endpoint).toMatchObject({ disabledAt: null, consecutiveFailures: 0 });
  });

  it("comes back when an attempt that was in flight then succeeds after all", async () => {
    let answer = () => {};
    receiver.answer = (_, arrival) => {
      if (arrival > 1) return { status: 200 };
      return new Promise((release) => {
        answer = () => release({ status: 200 });
      });
    };
    const first = await ping();
    await receiver.arrivals(1);
    await fiveDaysLater();
    await expect.poll(() => watch().then(endpoint)).toMatchObject({ disabledReason: "failing" });
    const second = await ping();
    await expect.poll(countHeld, { timeout: 5_000 }).toBe(2);

    answer();
    await expect.poll(() => statusOf(first)).toBe("delivered");
    expect(await statusOf(second)).toBe("pending");
    // A look leaves out what somebody has locked at the moment; each minute there is another.
    const afterALook = () => watch().then(endpoint);
    await expect
      .poll(afterALook)
      .toMatchObject({ disabledAt: null, disabledReason: null, failingSince: null });
    await expect.poll(() => statusOf(second), { timeout: 5_000 }).toBe("delivered");
  });
});

describe("a backlog of more than one batch", () => {
  /** Events of the past, straight into the log and the queue, in random order; returns their deliveries' ids, the oldest first. */
  async function fill(count: number): Promise<string[]> {
    const { rows } = await server.database.pool.query<{ id: string }>(
      `WITH made AS (
         SELECT uuidv7(n * interval '1 s' - interval '1 hour') AS id, uuidv7() AS event_id,
                now() + n * interval '1 s' - interval '1 hour' AS at
         FROM generate_series(1, $2::int) n ORDER BY random()
       ), event AS (
         INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
         SELECT event_id, $1, 'listing.sold', '2026-05-07', false, '{}' FROM made
       ), delivery AS (
         INSERT INTO webhook_deliveries
           (id, event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status, next_attempt_at)
         SELECT made.id, event_id, w.id, w.integration_id, 'listing.sold', w.url, false, 'pending', at
         FROM made JOIN webhook_endpoints w ON w.integration_id = $1
         RETURNING *
       ), queued AS (
         INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
         SELECT id, endpoint_id, event_id, now() + interval '1 hour' FROM delivery
       )
       SELECT id FROM delivery ORDER BY id`,
      [dealer.integrationId, count],
    );
    return rows.map(({ id }) => id);
  }

  it("is held, and resumed in the order in which it was made, by several workers", async () => {
    server.startWorker();
    const ids = await fill(1_300);
    await disable();
    await expect.poll(countHeld, { timeout: 5_000 }).toBe(1_300);
    await enable();
    await receiver.arrivals(1_300, 20_000);
    const arrived = receiver.received.map(({ headers }) => String(headers["x-wth-delivery-id"]));
    expect(new Set(arrived)).toEqual(new Set(ids));
    expect(arrived).toHaveLength(1_300);
    // Several are in flight at once: how far one arrives from its place is bounded by how many.
    const place = new Map(ids.map((id, index) => [id, index]));
    const strays = arrived.map((id, index) => Math.abs((place.get(id) ?? 0) - index));
    expect(Math.max(...strays)).toBeLessThan(64);
    await expect.poll(async () => (await endpoint()).unsettledSince).toBeNull();
  });
});
