import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordEvents } from "../events/record-event.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { newestVersion } from "../versions/pinned-version.ts";

/** More than a worker claims at once. */
const BACKLOG = 1_500;

let server: TestServer;
let receiver: Receiver;
beforeEach(async () => {
  [server, receiver] = await Promise.all([startTestServer(), startReceiver()]);
});
afterEach(async () => {
  await receiver.close();
  await server.close();
});

async function record({ integrationId }: TestDealer, count: number): Promise<void> {
  const events = Array.from({ length: count }, () => ({
    type: "integration.test_event" as const,
    data: { object: { message: "one of many" } },
  }));
  await server.database.transaction(async (tx) =>
    recordEvents(tx, events, { integrationId, apiVersion: newestVersion, livemode: false }),
  );
}
const to = (path: string) => receiver.received.filter((delivery) => delivery.path.endsWith(path)).length;

describe("an endpoint that hangs", () => {
  it("with more due than a worker can claim keeps nobody waiting, whatever was due first", async () => {
    receiver.answer = ({ path }) => (path.endsWith("/hang") ? "hang" : { status: 200 });
    const hanging = await createTestDealer(server, { webhookUrl: `${receiver.url}/hang` });
    const quick = await createTestDealer(server, { webhookUrl: `${receiver.url}/quick` });
    await record(hanging, BACKLOG);
    await record(quick, 20);
    server.startWorker();
    await expect.poll(() => to("/quick"), { timeout: 3_000, interval: 20 }).toBe(20);
    await record(quick, 20);
    await expect.poll(() => to("/quick"), { timeout: 1_000, interval: 20 }).toBe(40);
    expect(to("/hang")).toBe(8);
  });

  it("as many others do leaves room for those that do not", async () => {
    receiver.answer = ({ path }) => (path.endsWith("/quick") ? { status: 200 } : "hang");
    // Together they have twice as many slots as this worker.
    const dealers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        createTestDealer(server, { webhookUrl: `${receiver.url}/hang${n}` }),
      ),
    );
    for (const dealer of dealers) await record(dealer, 10);
    const quick = await createTestDealer(server, { webhookUrl: `${receiver.url}/quick` });
    server.startWorker({ WTH_WORKER_CONCURRENCY: "32" });
    await receiver.arrivals(24, 3_000);
    await record(quick, 10);
    await expect.poll(() => to("/quick"), { timeout: 2_000, interval: 20 }).toBe(10);
    expect(receiver.received).toHaveLength(24 + 10);
  });
});
