import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recordEvents } from "../events/record-event.ts";
import { createTestDealer } from "../test/dealer.ts";
import { type ServerProcess, startServerProcess } from "../test/process.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { newestVersion } from "../versions/pinned-version.ts";

// Several worker processes, against a receiver that counts how many requests it has open at once.

const LIMIT = 4;
const EVENTS = 150;
const TIMEOUT = 60_000;

let server: TestServer;
let receiver: Receiver;
const workers: ServerProcess[] = [];
/** Requests that have arrived and are not answered, by path, and the most there ever were. */
let open: Map<string, number>;
let most: Map<string, number>;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  open = new Map();
  most = new Map();
  receiver = await startReceiver();
  receiver.answer = async ({ path }) => {
    const now = (open.get(path) ?? 0) + 1;
    open.set(path, now);
    most.set(path, Math.max(most.get(path) ?? 0, now));
    await sleep(5 + Math.random() * 20);
    open.set(path, (open.get(path) ?? 0) - 1);
    return { status: 200 };
  };
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((each) => each.end("SIGKILL")));
  await receiver.close();
});

/** @param concurrency so small that one alone cannot take all slots. */
async function startWorkers(count: number, concurrency: number): Promise<void> {
  const start = () =>
    startServerProcess({
      DATABASE_URL: server.database.url,
      WTH_SECRETS_KEYS: server.secretsKeys,
      WTH_ROLES: "worker",
      WTH_ENDPOINT_CONCURRENCY: String(LIMIT),
      WTH_WORKER_CONCURRENCY: String(concurrency),
      WTH_LEASE_SECONDS: "2",
      WTH_ATTEMPT_TIMEOUT_MS: "500",
    });
  workers.push(...(await Promise.all(Array.from({ length: count }, start))));
}

/** Records events of a new dealer. @returns the path that they are sent to. */
async function recordFor(path: string): Promise<string> {
  const { integrationId } = await createTestDealer(server, { webhookUrl: `${receiver.url}/${path}` });
  const events = Array.from({ length: EVENTS }, () => ({
    type: "integration.test_event" as const,
    data: { object: { message: "one of many" } },
  }));
  await server.database.transaction(async (tx) =>
    recordEvents(tx, events, { integrationId, apiVersion: newestVersion, livemode: false }),
  );
  return `/webhooks/wth/${path}`;
}

const queued = () => server.database.prisma.deliveryQueueItem.count();

describe("an endpoint", () => {
  it("never has more in flight than its limit, over all workers", { timeout: TIMEOUT }, async () => {
    await startWorkers(3, 6);
    const paths = await Promise.all(["one", "two", "three"].map(recordFor));
    await expect.poll(queued, { timeout: 30_000 }).toBe(0);
    expect(most).toEqual(new Map(paths.map((path) => [path, LIMIT])));
    expect(receiver.received).toHaveLength(3 * EVENTS);
    // Each of them has sent some.
    expect(await server.database.prisma.deliveryWorker.count()).toBe(3);
  });

  it("keeps its limit when workers are killed in the midst of it", { timeout: TIMEOUT }, async () => {
    await startWorkers(3, 2);
    const path = await recordFor("killed");
    await receiver.arrivals(20);
    await workers.shift()?.end("SIGKILL");
    await receiver.arrivals(60);
    await workers.shift()?.end("SIGKILL");
    await expect.poll(queued, { timeout: 30_000 }).toBe(0);
    expect(most).toEqual(new Map([[path, LIMIT]]));
  });
});
