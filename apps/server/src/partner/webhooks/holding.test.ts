import { randomUUID } from "node:crypto";
import { claimDueDeliveries } from "@wth/database";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { settleEndpoints } from "../../holding/settle.ts";
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
import { type Receiver, startReceiver } from "../../test/receiver.ts";
import { startTestServer, type TestServer } from "../../test/server.ts";
import { revokeKey } from "../directory.ts";

let server: TestServer;
let receiver: Receiver;
let branch: TestBranch;
let dealer: TestDealer;
let key: TestPartnerKey;
let webhook: TestWebhook;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.database.pool.query(
    "TRUNCATE users, branches, events, webhook_deliveries, webhook_delivery_attempts, delivery_queue CASCADE",
  );
  receiver = await startReceiver();
  branch = await createTestBranch(server);
  dealer = await createTestDealer(server);
  await branch.add(dealer);
  key = await branch.key("branch");
  webhook = await register(key, receiver.url, ["order.created"]);
});
afterEach(() => receiver.close());

const query = (text: string, values: unknown[] = []) => server.database.pool.query(text, values);
const patch = async (change: object) =>
  readPartner("updatePartnerWebhook", await key.call("PATCH", `/webhooks/${webhook.id}`, change));
const show = async () => readPartner("getPartnerWebhook", await key.call("GET", `/webhooks/${webhook.id}`));
const watch = () => watchEndpoints(server.database, recordLog().log);
const settle = () => settleEndpoints(server.database, new AbortController().signal);

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

/** Leases what is due, as a worker does. */
const workerClaims = () =>
  claimDueDeliveries(server.database.pool, {
    leaseToken: randomUUID(),
    leaseSeconds: 30,
    limit: 10,
    sharedLimit: 10,
    slots: 8,
    workerId: randomUUID(),
    inFlight: new Map(),
    publish: false,
    after: null,
  });

/** As if the webhook had failed so often, for so many days. */
const fail = (failures: number, days: number) =>
  query(
    `UPDATE webhook_endpoints SET consecutive_failures = $2, last_failure_at = now(),
       failing_since = now() - make_interval(days => $3) WHERE id = $1`,
    [webhook.id, failures, days],
  );

describe("a webhook that fails", () => {
  it.each([
    [19, 9, true],
    [20, 4, true],
    [20, 5, false],
    [500, 9, false],
  ])("%i times in %i days is still active: %s", async (failures, days, isActive) => {
    await create(dealer);
    await fail(failures, days);
    await watch();
    await settle();
    expect(await show()).toMatchObject({ isActive, failCount: failures });
    expect(await deliveries()).toEqual([
      { status: "pending", count: 1, held: isActive ? 0 : 1, due: isActive ? 1 : 0 },
    ]);
  });

  it("is activated by another URL too, and not by other events", async () => {
    await fail(20, 6);
    await watch();
    expect(await patch({ events: ["order.created", "order.cancelled"] })).toMatchObject({ isActive: false });
    expect(await patch({ url: `${receiver.url}/mended` })).toMatchObject({ isActive: true, failCount: 0 });
  });
});

describe("a webhook that its partner deactivates", () => {
  it("holds deliveries until it is activated, whatever else is changed", async () => {
    await create(dealer);
    await patch({ isActive: false });
    await create(dealer);
    expect(await deliveries()).toEqual([{ status: "pending", count: 2, held: 2, due: 0 }]);
    expect(await patch({ url: `${receiver.url}/other` })).toMatchObject({ isActive: false });
    // It is nothing that failed: no success takes it back.
    await query(
      "UPDATE webhook_endpoints SET failing_since = now() - interval '1 day', last_success_at = now()",
    );
    await watch();
    expect(await show()).toMatchObject({ isActive: false });
    await patch({ isActive: true });
    expect(await deliveries()).toEqual([{ status: "pending", count: 2, held: 0, due: 2 }]);
  });

  it("stays so too when it had been deactivated for failing already, whatever succeeds late or is changed", async () => {
    await create(dealer);
    await fail(20, 6);
    await watch();
    await patch({ isActive: false });
    // An attempt that was in flight all the while.
    await query("UPDATE webhook_endpoints SET last_success_at = now()");
    await watch();
    await patch({ url: `${receiver.url}/mended` });
    await settle();
    expect(await show()).toMatchObject({ isActive: false });
    expect(await deliveries()).toEqual([{ status: "pending", count: 1, held: 1, due: 0 }]);
    await patch({ isActive: true });
    expect(await deliveries()).toEqual([{ status: "pending", count: 1, held: 0, due: 1 }]);
  });

  it("does not hold up the other webhooks of the same event", async () => {
    await register(key, `${receiver.url}/other`, ["order.created"]);
    await patch({ isActive: false });
    await create(dealer);
    expect(await deliveries()).toEqual([{ status: "pending", count: 2, held: 1, due: 1 }]);
  });
});

describe("deleting a webhook", () => {
  const remove = () => key.call("DELETE", `/webhooks/${webhook.id}`);

  it("cancels what waits, what is held too, and nothing of another", async () => {
    await register(key, `${receiver.url}/other`, ["order.created"]);
    await create(dealer);
    await patch({ isActive: false });
    await create(dealer);
    expect((await remove()).status).toBe(204);
    expect(await deliveries()).toEqual([
      { status: "cancelled", count: 2, held: 0, due: 0 },
      { status: "pending", count: 2, held: 0, due: 2 },
    ]);
    await create(dealer);
    expect((await deliveries())[0]).toMatchObject({ count: 2 });
  });

  it("cancels what was in flight when its lease ends without an outcome, also when workers come first", async () => {
    await create(dealer);
    await workerClaims();
    await remove();
    await settle();
    expect(await deliveries()).toMatchObject([{ status: "pending", count: 1 }]);
    await query("UPDATE delivery_queue SET leased_until = now() - interval '1 s'");
    await workerClaims();
    await settle();
    expect(await deliveries()).toMatchObject([{ status: "cancelled", count: 1 }]);
  });

  it("forgets the webhook a minute later, and keeps its deliveries in the log", async () => {
    await create(dealer);
    await remove();
    await settle();
    const count = () => server.database.prisma.webhookEndpoint.count({ where: { id: webhook.id } });
    expect(await count()).toBe(1);
    await query("UPDATE webhook_endpoints SET deleted_at = deleted_at - interval '61 s' WHERE id = $1", [
      webhook.id,
    ]);
    await settle();
    expect(await count()).toBe(0);
    expect(await deliveries()).toMatchObject([{ status: "cancelled", count: 1 }]);
  });
});

describe("revoking a key", () => {
  it("stops it at once, and deletes its webhooks", async () => {
    const other = await branch.key("branch");
    await register(other, `${receiver.url}/other`, ["order.created"]);
    await create(dealer);
    const revoke = () => server.database.prismaTransaction((tx) => revokeKey(tx, key.keyId));
    expect(await revoke()).toBe(true);
    expect(await revoke()).toBe(false);
    expect((await key.call("GET", "/webhooks")).status).toBe(401);
    await create(dealer);
    expect(await deliveries()).toMatchObject([
      { status: "cancelled", count: 1 },
      { status: "pending", count: 2 },
    ]);
    expect(await (await other.call("GET", "/webhooks")).json()).toMatchObject({ data: [{ isActive: true }] });
  });
});
