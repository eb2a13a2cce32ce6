import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { cancelAll } from "../deliveries/cancel.ts";
import { disableIntegration, enableIntegration } from "../integration/activation.ts";
import { setWebhook } from "../integration/webhook.ts";
import { startRecovery, stopRecovery } from "../recovery/recovery.ts";
import { createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { recordLog } from "../test/log.ts";
import { headerOf, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { settleEndpoints } from "./settle.ts";
import { watchEndpoints } from "./watch-endpoints.ts";

const DURATION_MS = 4_000;

let server: TestServer;
let receiver: Receiver;
let dealer: TestDealer;
beforeAll(async () => {
  server = await startTestServer({ WTH_RETRY_SCHEDULE: "0,0.05,0.1,0.1" });
  server.startWorker();
  server.startWorker();
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
  dealer = await createTestDealer(server, { webhookUrl: receiver.url });
  await server.database.prisma.integration.updateMany({ data: { rateLimitPerMinute: 60_000 } });
});
afterEach(() => receiver.close());

const change = (work: Parameters<TestServer["database"]["prismaTransaction"]>[0]) =>
  server.database.prismaTransaction(work);
const deadlocks = async () => {
  const { rows } = await server.database.pool.query<{ deadlocks: number }>(
    "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()",
  );
  return rows[0]?.deadlocks;
};

it("holding, resuming, recovering, retrying, cancelling and delivering at once neither deadlock nor lose anything", async () => {
  receiver.answer = (_, arrival) => ({ status: arrival % 4 === 0 ? 200 : arrival % 7 === 0 ? 410 : 500 });
  const { database, keyring } = server;
  const { integrationId } = dealer;
  const until = Date.now() + DURATION_MS;
  const again = async (pauseMs: number, work: (turn: number) => Promise<unknown>) => {
    for (let turn = 0; Date.now() < until; turn += 1) {
      await work(turn);
      await sleep(pauseMs);
    }
  };
  const since = new Date(Date.now() - 60_000);
  const log = recordLog();
  await Promise.all([
    again(5, () => postJson(dealer, "/test/events", { type: "listing.sold" })),
    again(5, async () => {
      const page = await dealer.call("GET", "/webhook_deliveries?status=dead_letter&limit=5");
      const { data = [] }: { data?: { id: string }[] } = JSON.parse(await page.text());
      await Promise.all(data.map(({ id }) => dealer.call("POST", `/webhook_deliveries/${id}/retry`)));
    }),
    again(30, (turn) =>
      change((tx) => (turn % 3 === 0 ? disableIntegration : enableIntegration)(tx, integrationId)),
    ),
    again(70, (turn) =>
      change((tx) => setWebhook(tx, keyring, integrationId, { url: `${receiver.url}/${turn}` }, true)),
    ),
    again(20, () =>
      startRecovery(
        database,
        integrationId,
        { since, livemode: null, statuses: ["failed", "dead_letter"] },
        1_000,
      ).catch(() => null),
    ),
    again(300, () => stopRecovery(database, integrationId).catch(() => null)),
    again(90, (turn) =>
      cancelAll(database, { integrationId, livemode: false }, { statuses: turn % 5 === 0 ? ["failed"] : [] }),
    ),
    again(10, () => settleEndpoints(database, new AbortController().signal)),
    again(10, async () => {
      await database.pool.query(
        "UPDATE webhook_endpoints SET failing_since = now() - interval '6 days', consecutive_failures = 20 WHERE random() < 0.1",
      );
      await watchEndpoints(database, log.log);
    }),
  ]);
  receiver.answer = () => ({ status: 200 });
  await change((tx) => enableIntegration(tx, integrationId));
  await stopRecovery(database, integrationId).catch(() => null);
  const selection = { since, livemode: null, statuses: ["failed", "dead_letter"] } as const;
  await startRecovery(database, integrationId, selection, 1_000);
  const open = `SELECT status, count(*)::int AS count FROM webhook_deliveries WHERE integration_id = $1
                AND status NOT IN ('delivered', 'cancelled') GROUP BY 1`;
  await expect
    .poll(async () => (await database.pool.query(open, [integrationId])).rows, { timeout: 15_000 })
    .toEqual([]);
  // Numbers without gaps, and none in use twice.
  const { rows } = await database.pool.query<{ gaps: number; queued: number; attempts: number }>(
    `SELECT (SELECT count(*)::int FROM (SELECT max(number) AS last, count(*) AS count FROM webhook_delivery_attempts GROUP BY delivery_id) a
             WHERE last <> count) AS gaps,
            (SELECT count(*)::int FROM delivery_queue) AS queued,
            (SELECT count(*)::int FROM webhook_delivery_attempts) AS attempts`,
  );
  expect(rows[0]).toMatchObject({ gaps: 0, queued: 0 });
  const arrived = receiver.received.map((each) =>
    [headerOf(each, "x-wth-delivery-id"), headerOf(each, "x-wth-delivery-attempt")].join(" "),
  );
  expect(new Set(arrived).size).toBe(arrived.length);
  expect(arrived.length).toBe(rows[0]?.attempts);
  // How many is up to the machine; so few would mean that nothing met.
  expect(arrived.length).toBeGreaterThan(50);
  // Each connection reports at most once a second.
  await sleep(1_000);
  await database.pool.query("SELECT 1");
  expect(await deadlocks()).toBe(0);
});
