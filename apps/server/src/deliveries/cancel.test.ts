import { setTimeout as sleep } from "node:timers/promises";
import { cancelDeliveries, run } from "@wth/database";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { disableIntegration, enableIntegration } from "../integration/activation.ts";
import { makePast, type PastDeliveries } from "../recovery/testing.ts";
import { readChecked } from "../test/contract.ts";
import { createLiveDealer, createTestDealer, type TestDealer } from "../test/dealer.ts";
import { type Answer, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { cancelAll, cancelDelivery } from "./cancel.ts";

let server: TestServer;
let receiver: Receiver;
let dealer: TestDealer;
beforeAll(async () => {
  server = await startTestServer();
  server.startWorker();
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
  dealer = await createTestDealer(server, { webhookUrl: receiver.url });
});
afterEach(() => receiver.close());

const cancel = (id: string, livemode = false) =>
  cancelDelivery(server.database, [id, dealer.integrationId, livemode]);
const show = async (id: string) =>
  readChecked("getWebhookDelivery", await dealer.call("GET", `/webhook_deliveries/${id}`));
const activation = { disable: disableIntegration, enable: enableIntegration };
const switchTo = (what: keyof typeof activation) =>
  server.database.prismaTransaction((tx) => activation[what](tx, dealer.integrationId));

async function ping(): Promise<string> {
  const response = await dealer.call("POST", "/test/webhook_ping");
  return String((await readChecked("sendWebhookPing", response)).delivery_id);
}

const make = async (past: PastDeliveries, count = 1) => makePast(server, dealer, count, past);

describe("cancelling a delivery", () => {
  it("calls off a failed one that waits for its next attempt", async () => {
    const [id = ""] = await make({ status: "failed" });
    expect(await cancel(id)).toMatchObject({ id, status: "cancelled", next_attempt_at: null });
    expect(await show(id)).toMatchObject({ status: "cancelled", attempt_count: 2, next_attempt_at: null });
    const { rowCount } = await server.database.pool.query(
      "SELECT FROM delivery_queue WHERE delivery_id = $1",
      [id],
    );
    expect(rowCount).toBe(0);
  });

  it("calls off a held one: it is not sent when the others are", async () => {
    receiver.answer = () => ({ status: 500 });
    const [first, second] = [await ping(), await ping()];
    await expect.poll(async () => (await show(second)).status).toBe("failed");
    await expect.poll(async () => (await show(first)).status).toBe("failed");
    await switchTo("disable");
    await cancel(first);
    receiver.answer = () => ({ status: 200 });
    await switchTo("enable");
    await expect.poll(async () => (await show(second)).status).toBe("delivered");
    expect(await show(first)).toMatchObject({ status: "cancelled", attempt_count: 1 });
    expect(receiver.received).toHaveLength(3);
  });

  it.each([
    [200, "delivered", "this one is delivered"],
    [410, "dead_letter", "this one is dead_letter"],
    [500, "cancelled", null],
  ] as const)("waits for the attempt that is being made: %i makes it %s", async (status, state, refusal) => {
    let answer = (_: Answer) => {};
    receiver.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const id = await ping();
    await receiver.arrivals(1);
    const cancelling = cancel(id).then(
      () => null,
      (error: Error) => error.message,
    );
    expect(await Promise.race([cancelling, sleep(300, "waiting")])).toBe("waiting");
    answer({ status });
    const message = await cancelling;
    if (refusal === null) expect(message).toBeNull();
    else expect(message).toContain(refusal);
    expect(await show(id)).toMatchObject({ status: state, attempt_count: 1 });
  });

  it.each(["delivered", "dead_letter", "cancelled"] as const)("leaves a %s one as it is", async (status) => {
    const [id = ""] = await make({ status });
    const result = await cancel(id).then(
      (delivery) => delivery.status,
      (error: Error) => error.message,
    );
    // Cancelled twice is cancelled.
    const refusal = `Only a pending or failed delivery can be cancelled; this one is ${status}.`;
    expect(result).toBe(status === "cancelled" ? "cancelled" : refusal);
    expect(await show(id)).toMatchObject({ status });
  });

  it("finds nothing of another dealer or the other mode", async () => {
    const other = await createTestDealer(server, { webhookUrl: receiver.url });
    const [theirs = ""] = await makePast(server, other, 1, { status: "failed" });
    const [live = ""] = await make({ status: "failed", livemode: true });
    for (const id of [theirs, live, crypto.randomUUID()])
      await expect(cancel(id)).rejects.toMatchObject({ code: "resource_not_found" });
    expect(await cancel(live, true)).toMatchObject({ status: "cancelled" });
  });

  it("refuses the outcome of a worker that had lost its lease", async () => {
    receiver.answer = () => "hang";
    const id = await ping();
    await receiver.arrivals(1);
    await server.database.pool.query(
      "UPDATE delivery_queue SET leased_until = now() - interval '1 s', due_at = now() + interval '1 hour' WHERE delivery_id = $1",
      [id],
    );
    expect(await cancel(id)).toMatchObject({ status: "cancelled" });
    await receiver.close();
    await sleep(300);
    expect(await show(id)).toMatchObject({ status: "cancelled", attempt_count: 0 });
  });
});

describe("cancelling all that wait", () => {
  const all = (filter: Partial<Parameters<typeof cancelAll>[2]> = {}, livemode = false) =>
    cancelAll(
      server.database,
      { integrationId: dealer.integrationId, livemode },
      { statuses: ["pending", "failed"], ...filter },
    );

  it("takes what fits, however much it is, and leaves the rest", async () => {
    await make({ status: "failed", madeAgo: 60 }, 1_100);
    await make({ status: "failed", madeAgo: 10 }, 7);
    await make({ status: "dead_letter" }, 3);
    await make({ status: "failed", livemode: true }, 3);
    expect(await all({ statuses: ["pending"] })).toEqual({ cancelled: 0, in_flight: 0 });
    expect(await all({ type: "order.received", createdBefore: new Date(Date.now() - 30 * 60_000) })).toEqual({
      cancelled: 550,
      in_flight: 0,
    });
    expect(await all()).toEqual({ cancelled: 557, in_flight: 0 });
    expect(await all()).toEqual({ cancelled: 0, in_flight: 0 });
    expect(await all({}, true)).toEqual({ cancelled: 3, in_flight: 0 });
  });

  it("says how many it has left, because an attempt is being made of them", async () => {
    receiver.answer = () => "hang";
    const id = await ping();
    await receiver.arrivals(1);
    await make({ status: "failed" }, 2);
    expect(await all()).toEqual({ cancelled: 2, in_flight: 1 });
    expect(await run(server.database.pool, cancelDeliveries, [[id], id, id])).toEqual([
      { delivery_id: id, is_cancelled: false },
    ]);
  });

  it("keeps test and live apart", async () => {
    const { live } = await createLiveDealer(server, { webhookUrl: receiver.url });
    await makePast(server, live, 2, { status: "failed" });
    await makePast(server, live, 3, { status: "failed", livemode: true });
    const whose = { integrationId: live.integrationId, livemode: true };
    expect(await cancelAll(server.database, whose, { statuses: ["failed"] })).toMatchObject({ cancelled: 3 });
  });
});
