import { setTimeout as sleep } from "node:timers/promises";
import {
  lockActivation,
  lockDelivery,
  lockQueuedDelivery,
  type PrismaTransaction,
  replayEvent,
  retryDeliveries,
  sendUnsentEvents,
  type Transaction,
} from "@wth/database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseEventId } from "../events/event-id.ts";
import { recordEvent } from "../events/record-event.ts";
import { watchEndpoints } from "../holding/watch-endpoints.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { recordLog } from "../test/log.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { newestVersion } from "../versions/pinned-version.ts";
import { disableIntegration, enableIntegration } from "./activation.ts";
import { setWebhook } from "./webhook.ts";

let server: TestServer;
let dealer: TestDealer;
/** An event of before, as the database names it, and its delivery, which was given up. */
let eventId: string;
let deliveryId: string;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  dealer = await createTestDealer(server, { webhookUrl: "http://127.0.0.1:9999/nobody" });
  const recorded = await server.database.transaction(record);
  eventId = parseEventId(recorded.id) ?? "";
  deliveryId = recorded.deliveries[0]?.delivery_id ?? "";
  await server.database.pool.query("DELETE FROM delivery_queue WHERE delivery_id = $1", [deliveryId]);
  await server.database.pool.query("UPDATE webhook_deliveries SET status = 'dead_letter' WHERE id = $1", [
    deliveryId,
  ]);
});

const record = (tx: Transaction) =>
  recordEvent(
    tx,
    "listing.sold",
    { object: { id: "24f0ebb1-73d7-4e99-9901-821078594271", object: "listing" } },
    { integrationId: dealer.integrationId, apiVersion: newestVersion, livemode: false },
  );

/** What puts a delivery into the queue. */
const ways: [string, (tx: Transaction) => Promise<unknown>][] = [
  ["an event", record],
  [
    "an event that was never sent",
    (tx) => tx.run(sendUnsentEvents, [dealer.integrationId, [eventId], eventId, eventId]),
  ],
  ["a replay", (tx) => tx.run(replayEvent, [eventId, dealer.integrationId, false])],
  [
    "a retry",
    async (tx) => {
      const key = [deliveryId, dealer.integrationId, false] as const;
      await tx.run(lockActivation, [dealer.integrationId]);
      await tx.run(lockQueuedDelivery, key);
      await tx.run(lockDelivery, key);
      await tx.run(retryDeliveries, [[deliveryId], deliveryId, deliveryId]);
    },
  ],
];

const inTransaction = (work: (tx: PrismaTransaction) => Promise<unknown>) =>
  server.database.prismaTransaction(async (tx) => {
    await work(tx);
  });
const disable = () => inTransaction((tx) => disableIntegration(tx, dealer.integrationId));
const enable = (tx: PrismaTransaction) => enableIntegration(tx, dealer.integrationId);
const move = (tx: PrismaTransaction) =>
  setWebhook(tx, server.keyring, dealer.integrationId, { url: "http://127.0.0.1:9999/moved" }, true);

/** As housekeeping disables an endpoint that has failed for five days. */
async function fail(): Promise<void> {
  await server.database.pool.query(
    `UPDATE webhook_endpoints SET consecutive_failures = 20, failing_since = now() - interval '5 days', last_failure_at = now()
     WHERE integration_id = $1`,
    [dealer.integrationId],
  );
  await watchEndpoints(server.database, recordLog().log);
}

/** What holds deliveries, and what lets them go. */
const holds: [string, begin: () => Promise<unknown>, end: (tx: PrismaTransaction) => Promise<unknown>][] = [
  ["a disabled integration", disable, enable],
  ["an endpoint that was disabled for failing, until it is enabled", fail, enable],
  ["an endpoint that was disabled for failing, until it has another URL", fail, move],
];
const cases = ways.flatMap(([way, put]) =>
  holds.map(([hold, begin, end]) => [way, hold, put, begin, end] as const),
);

/** How many of the dealer's deliveries are held, and how many are due. */
async function queue(): Promise<{ held: number; due: number }> {
  const { rows } = await server.database.pool.query<{ held: number; due: number }>(
    `SELECT count(*) FILTER (WHERE due_at = 'infinity')::int AS held, count(*) FILTER (WHERE due_at <= now())::int AS due
     FROM delivery_queue JOIN webhook_endpoints w ON w.id = endpoint_id WHERE w.integration_id = $1`,
    [dealer.integrationId],
  );
  return rows[0] ?? { held: 0, due: 0 };
}

describe.each(cases)("what %s puts into the queue of %s", (_way, _hold, put, begin, end) => {
  it("is held, and due once that has ended", async () => {
    await begin();
    await server.database.transaction(put);
    expect(await queue()).toEqual({ held: 1, due: 0 });
    await inTransaction(end);
    expect(await queue()).toEqual({ held: 0, due: 1 });
  });

  it("is due when that ends before its commit", async () => {
    await begin();
    let ending: Promise<unknown> = Promise.resolve();
    await server.database.transaction(async (tx) => {
      await put(tx);
      ending = inTransaction(end);
      // Time enough to miss it, for whoever does not wait for the commit.
      await Promise.race([ending, sleep(200)]);
    });
    await ending;
    expect(await queue()).toEqual({ held: 0, due: 1 });
  });

  it("is due when that is just ending", async () => {
    await begin();
    let putting: Promise<unknown> = Promise.resolve();
    await inTransaction(async (tx) => {
      await end(tx);
      putting = server.database.transaction(put);
      await Promise.race([putting, sleep(200)]);
    });
    await putting;
    expect(await queue()).toEqual({ held: 0, due: 1 });
  });
});

describe("an integration that is disabled", () => {
  it("stays so when its endpoint gets another URL, and so does what is held", async () => {
    await fail();
    await disable();
    await server.database.transaction(record);
    await inTransaction(move);
    expect(await queue()).toEqual({ held: 1, due: 0 });
    await inTransaction(enable);
    expect(await queue()).toEqual({ held: 0, due: 1 });
  });
});

describe("the failures of an endpoint", () => {
  const endpoint = () =>
    server.database.prisma.webhookEndpoint.findUniqueOrThrow({
      where: { integrationId: dealer.integrationId },
      select: { consecutiveFailures: true, failingSince: true, disabledAt: true, disabledReason: true },
    });
  const fresh = { consecutiveFailures: 0, failingSince: null, disabledAt: null, disabledReason: null };

  it.each(holds)("are counted anew after %s", async (_name, begin, end) => {
    await fail();
    await begin();
    await inTransaction(end);
    expect(await endpoint()).toEqual(fresh);
    await watchEndpoints(server.database, recordLog().log);
    expect(await endpoint()).toEqual(fresh);
  });

  it("stand when what is enabled is enabled once more, or the same URL is set", async () => {
    const failing = { consecutiveFailures: 7, failingSince: new Date("2026-05-08T08:45:00Z") };
    await server.database.prisma.webhookEndpoint.update({
      where: { integrationId: dealer.integrationId },
      data: failing,
    });
    await inTransaction(enable);
    const settings = { url: "http://127.0.0.1:9999/nobody", events: ["order.*"] };
    await inTransaction((tx) => setWebhook(tx, server.keyring, dealer.integrationId, settings, true));
    expect(await endpoint()).toEqual({ ...fresh, ...failing });
  });
});
