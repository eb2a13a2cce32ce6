import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchEndpoints } from "../../holding/watch-endpoints.ts";
import { create } from "../../orders/testing.ts";
import {
  createTestBranch,
  readPartner,
  register,
  type TestBranch,
  type TestPartnerKey,
  type TestWebhook,
} from "../../test/branch.ts";
import { createTestDealer, type TestDealer } from "../../test/dealer.ts";
import { recordLog } from "../../test/log.ts";
import { headerOf, type Receiver, startReceiver } from "../../test/receiver.ts";
import { startTestServer, type TestServer } from "../../test/server.ts";
import { receivedEvent } from "../testing.ts";

let server: TestServer;
let receiver: Receiver;
let branch: TestBranch;
let dealer: TestDealer;
let key: TestPartnerKey;
let webhook: TestWebhook;
// A database for each test: tables cannot be emptied beside a worker, because that could end in a deadlock.
beforeEach(async () => {
  server = await startTestServer();
  server.startWorker({
    WTH_RETRY_SCHEDULE: "0,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
    WTH_ENDPOINT_CONCURRENCY: "1",
  });
  receiver = await startReceiver();
  branch = await createTestBranch(server);
  dealer = await createTestDealer(server);
  await branch.add(dealer);
  key = await branch.key("branch");
  webhook = await register(key, receiver.url, ["order.created"]);
});
afterEach(async () => {
  await receiver.close();
  await server.close();
});

const query = (text: string, values: unknown[] = []) => server.database.pool.query(text, values);
const patch = async (change: object) =>
  readPartner("updatePartnerWebhook", await key.call("PATCH", `/webhooks/${webhook.id}`, change));
const show = async () => readPartner("getPartnerWebhook", await key.call("GET", `/webhooks/${webhook.id}`));
const watch = () => watchEndpoints(server.database, recordLog().log);

/** Statuses of the deliveries, and how many of them wait on hold, or are due. */
async function deliveries() {
  const { rows } = await query(
    `SELECT d.status::text, count(*)::int AS count, count(*) FILTER (WHERE q.due_at = 'infinity')::int AS held,
            count(*) FILTER (WHERE q.due_at < 'infinity')::int AS due
     FROM webhook_deliveries d LEFT JOIN delivery_queue q ON q.delivery_id = d.id
     WHERE d.integration_id IS NULL GROUP BY 1 ORDER BY 1`,
  );
  return rows;
}

/** As if the webhook had failed so often, for so many days. */
const fail = (failures: number, days: number) =>
  query(
    `UPDATE webhook_endpoints SET consecutive_failures = $2, last_failure_at = now(),
       failing_since = now() - make_interval(days => $3) WHERE id = $1`,
    [webhook.id, failures, days],
  );

describe("a webhook that fails", () => {
  it("counts its failed attempts, until one succeeds", async () => {
    let status = 500;
    receiver.answer = () => ({ status });
    await create(dealer);
    await expect.poll(async () => (await show()).failCount, { timeout: 10_000 }).toBeGreaterThan(0);
    status = 200;
    await expect.poll(async () => (await show()).failCount, { timeout: 10_000 }).toBe(0);
  });

  it("is deactivated, holds what comes, and sends all of it in order once it is activated", async () => {
    await fail(20, 6);
    await watch();
    const orders = [await create(dealer), await create(dealer), await create(dealer)];
    expect(await deliveries()).toEqual([{ status: "pending", count: 3, held: 3, due: 0 }]);
    expect(await patch({ isActive: true })).toMatchObject({ isActive: true, failCount: 0 });
    const arrived = await receiver.arrivals(3);
    const ids = await Promise.all(arrived.map((each) => receivedEvent(each, webhook.secretKey)));
    expect(ids.map(({ data }) => data.id)).toEqual(orders.map(({ id }) => id));
  });
});

describe("deleting a webhook", () => {
  const remove = () => key.call("DELETE", `/webhooks/${webhook.id}`);

  it("lets an attempt in flight end, and cancels its retry", async () => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    receiver.answer = async () => {
      await held;
      return { status: 503, headers: { "retry-after": "60" } };
    };
    await create(dealer);
    await receiver.arrivals(1);
    await remove();
    expect(await deliveries()).toMatchObject([{ status: "pending" }]);
    answer();
    // The worker looks every second for what is not settled yet.
    await expect
      .poll(async () => (await deliveries())[0], { timeout: 10_000 })
      .toMatchObject({ status: "cancelled", due: 0 });
    const { rows } = await query("SELECT response_status FROM webhook_delivery_attempts");
    expect(rows).toEqual([{ response_status: 503 }]);
  });

  it("sends nothing of a backlog that is not cancelled yet", async () => {
    await patch({ isActive: false });
    await create(dealer);
    await query(
      "UPDATE webhook_endpoints SET deleted_at = now(), disabled_at = NULL, disabled_reason = NULL WHERE id = $1",
      [webhook.id],
    );
    await query("UPDATE delivery_queue SET due_at = now() - interval '1 min'");
    const other = await register(key, `${receiver.url}/other`, ["order.created"]);
    await create(dealer);
    const [delivery] = await receiver.arrivals(1);
    if (delivery === undefined) throw new Error("Nothing arrived.");
    await receivedEvent(delivery, other.secretKey);
    expect(receiver.received).toHaveLength(1);
  });
});

describe("a test delivery", () => {
  it("goes to its webhook alone, signed, with the sample of its first event", async () => {
    await register(key, `${receiver.url}/other`, ["order.created"]);
    const response = await key.call("POST", `/webhooks/${webhook.id}/test`);
    expect(response.status).toBe(202);
    const receipt = await readPartner("testPartnerWebhook", response);
    const [delivery] = await receiver.arrivals(1);
    if (delivery === undefined) throw new Error("Nothing arrived.");
    const event = await receivedEvent(delivery, webhook.secretKey);
    expect(event).toMatchObject({ id: receipt.eventId, event: "order.created", data: { isTest: true } });
    expect(headerOf(delivery, "x-wth-delivery-id")).toBe(receipt.deliveryId);
    expect(delivery.path).not.toMatch(/other$/);
    expect(await deliveries()).toMatchObject([{ count: 1 }]);
  });
});
