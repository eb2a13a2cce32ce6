import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recordEvents } from "../events/record-event.ts";
import { createTestDealer } from "../test/dealer.ts";
import { type ServerProcess, startServerProcess } from "../test/process.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { newestVersion } from "../versions/pinned-version.ts";

// A worker process that is stopped between its request and the answer, sleeps past its lease, and is woken when another
// has made the attempt and recorded what came of it.

const TIMEOUT = 60_000;

let server: TestServer;
let receiver: Receiver;
const processes: ServerProcess[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all(processes.splice(0).map((each) => each.end("SIGKILL")));
  await receiver.close();
});

async function startWorkerProcess(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const started = await startServerProcess({
    DATABASE_URL: server.database.url,
    WTH_SECRETS_KEYS: server.secretsKeys,
    WTH_ROLES: "worker",
    WTH_LEASE_SECONDS: "1",
    WTH_RETRY_SCHEDULE: "0,3600",
    ...env,
  });
  processes.push(started);
  return started;
}

/** All that the database says of a delivery, and of its endpoint's counters. */
async function stateOf(deliveryId: string) {
  const { prisma } = server.database;
  const delivery = await prisma.webhookDelivery.findUniqueOrThrow({ where: { id: deliveryId } });
  return {
    delivery,
    attempts: await prisma.webhookDeliveryAttempt.findMany({ where: { deliveryId } }),
    queued: await prisma.deliveryQueueItem.findMany({ where: { deliveryId } }),
    endpoint: await prisma.webhookEndpoint.findUniqueOrThrow({ where: { id: delivery.endpointId } }),
  };
}

describe("a worker that was paused beyond its lease and woken again", () => {
  it.each([
    { recorded: "a success", its: "failure", asleep: 500, awake: 200, status: "delivered", queued: 0 },
    { recorded: "a failure", its: "success", asleep: 200, awake: 500, status: "failed", queued: 1 },
    { recorded: "a success", its: "success", asleep: 202, awake: 200, status: "delivered", queued: 0 },
  ])(
    "does not overwrite $recorded that another recorded with a $its of its own ($asleep)",
    async ({ asleep, awake, status, queued }) => {
      const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
      const paused = await startWorkerProcess();
      receiver.answer = (_, arrival) => {
        if (arrival > 1) return { status: awake };
        paused.signal("SIGSTOP");
        return { status: asleep };
      };
      const ping = await dealer.call("POST", "/test/webhook_ping");
      const { delivery_id }: { delivery_id: string } = JSON.parse(await ping.text());
      await receiver.arrivals(1);

      await startWorkerProcess();
      const [first, second] = await receiver.arrivals(2);
      expect(second?.headers["x-wth-delivery-attempt"]).toBe("1");
      expect(second?.headers["x-wth-delivery-id"]).toBe(first?.headers["x-wth-delivery-id"]);
      const stored = () => stateOf(delivery_id);
      await expect.poll(stored, { timeout: 10_000 }).toMatchObject({ delivery: { status } });
      const before = await stored();
      expect(before.attempts).toMatchObject([{ number: 1, responseStatus: awake }]);
      expect(before.queued).toHaveLength(queued);

      paused.signal("SIGCONT");
      await expect.poll(() => paused.output(), { timeout: 10_000 }).toContain("The lease was lost");
      expect(await stored()).toEqual(before);
      expect(receiver.received).toHaveLength(2);
    },
    TIMEOUT,
  );

  it("sends nothing more of what it had claimed", { timeout: TIMEOUT }, async () => {
    const { integrationId } = await createTestDealer(server, { webhookUrl: receiver.url });
    const env = {
      WTH_LEASE_SECONDS: "2",
      WTH_ATTEMPT_TIMEOUT_MS: "500",
      WTH_ENDPOINT_CONCURRENCY: "1000",
    };
    const paused = await startWorkerProcess(env);
    receiver.answer = () => {
      paused.signal("SIGSTOP");
      return { status: 200 };
    };
    const events = Array.from({ length: 500 }, () => ({
      type: "integration.test_event" as const,
      data: { object: { message: "one of many" } },
    }));
    await server.database.transaction(async (tx) =>
      recordEvents(tx, events, { integrationId, apiVersion: newestVersion, livemode: false }),
    );
    await receiver.arrivals(1);
    await sleep(100);
    const queue = server.database.prisma.deliveryQueueItem;
    const claimed = await queue.count({ where: { leaseToken: { not: null } } });
    expect(claimed).toBeGreaterThan(receiver.received.length + 100);

    receiver.answer = () => ({ status: 200 });
    await startWorkerProcess(env);
    const due = () => queue.count({ where: { dueAt: { lte: new Date() } } });
    await expect.poll(due, { timeout: 20_000 }).toBe(0);
    const arrived = receiver.received.length;

    paused.signal("SIGCONT");
    await expect.poll(() => paused.output(), { timeout: 10_000 }).toContain("given back unsent");
    await sleep(500);
    // What was being written at the moment of the pause still gets out: a turn of the event loop sends 16 at most.
    expect(receiver.received.length - arrived).toBeLessThanOrEqual(16);
  });
});
