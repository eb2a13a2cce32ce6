import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDealer } from "../test/dealer.ts";
import { type ServerProcess, startServerProcess } from "../test/process.ts";
import { headerOf, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { readRecovery, startRecovery } from "./recovery.ts";
import { makePast } from "./testing.ts";

const TIMEOUT = 90_000;
const DELIVERIES = 500;

let server: TestServer;
let receiver: Receiver;
let worker: ServerProcess | null = null;
beforeAll(async () => {
  server = await startTestServer();
  receiver = await startReceiver();
});
afterAll(async () => {
  await worker?.end("SIGKILL");
  await receiver.close();
  await server.close();
});

it("a recovery whose workers are killed again and again redelivers everything, and nothing twice", {
  timeout: TIMEOUT,
}, async () => {
  const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
  const ids = await makePast(server, dealer, DELIVERIES, { status: "dead_letter" });
  const { integrationId } = dealer;
  await startRecovery(
    server.database,
    integrationId,
    { since: new Date(Date.now() - 3_600_000), livemode: null, statuses: ["dead_letter"] },
    200,
  );
  const recovery = () => readRecovery(server.database, integrationId, null);
  const begun =
    "SELECT count(*)::int AS count FROM webhook_deliveries WHERE id = ANY ($1::uuid[]) AND status <> 'dead_letter'";

  const redelivered: number[] = [];
  for (const life of [600, 350, 450]) {
    const before = (await recovery()).redelivered;
    worker = await startServerProcess({
      DATABASE_URL: server.database.url,
      WTH_SECRETS_KEYS: server.secretsKeys,
      WTH_ROLES: "worker",
      WTH_LEASE_SECONDS: "1",
    });
    await expect.poll(async () => (await recovery()).redelivered, { interval: 10 }).toBeGreaterThan(before);
    await sleep(life);
    await worker.end("SIGKILL");
    // PostgreSQL notices by itself that the connection of an open batch is gone.
    await sleep(100);
    const { rows } = await server.database.pool.query<{ count: number }>(begun, [ids]);
    redelivered.push((await recovery()).redelivered);
    expect(rows[0]?.count).toBe(redelivered.at(-1));
  }
  expect(redelivered.at(-1)).toBeLessThan(DELIVERIES);

  server.startWorker({ WTH_LEASE_SECONDS: "1" });
  await expect.poll(async () => (await recovery()).status, { timeout: 20_000 }).toBe("completed");
  expect(await recovery()).toMatchObject({ total: DELIVERIES, redelivered: DELIVERIES });
  const attempts = `SELECT d.status, count(a.*)::int AS attempts, max(a.number) AS last FROM webhook_deliveries d
                    JOIN webhook_delivery_attempts a ON a.delivery_id = d.id WHERE d.id = ANY ($1::uuid[]) GROUP BY d.id`;
  const states = async () =>
    new Set((await server.database.pool.query(attempts, [ids])).rows.map((row) => JSON.stringify(row)));
  await expect
    .poll(states, { timeout: 20_000 })
    .toEqual(new Set([JSON.stringify({ status: "delivered", attempts: 3, last: 3 })]));
  // What was in flight at a kill came again, under its number. The recovery itself made no attempt twice.
  expect(new Set(receiver.received.map((each) => headerOf(each, "x-wth-delivery-attempt")))).toEqual(
    new Set(["3"]),
  );
  expect(new Set(receiver.received.map((each) => headerOf(each, "x-wth-delivery-id")))).toEqual(new Set(ids));
  expect(receiver.received.length - DELIVERIES).toBeLessThan(50);
});
