import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { formatEventId } from "../events/event-id.ts";
import { disableIntegration, enableIntegration } from "../integration/activation.ts";
import { createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { headerOf, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { countByType, type RecoverySelection, readRecovery, startRecovery } from "./recovery.ts";
import { makePast, makeUnsent } from "./testing.ts";

// Which deliveries and events a recovery takes. How it works through them is in recovery.test.ts.

let server: TestServer;
let receiver: Receiver;
let dealer: TestDealer;
beforeAll(async () => {
  server = await startTestServer();
  server.startWorker();
  server.startWorker();
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
  dealer = await createTestDealer(server, { webhookUrl: receiver.url });
});
afterEach(() => receiver.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const failures: RecoverySelection = { since: null, livemode: null, statuses: ["failed", "dead_letter"] };
const unsent: RecoverySelection = { kind: "never_sent", since: null, livemode: null, statuses: [] };
const count = async (selection: RecoverySelection) => {
  const counts = await countByType(server.database, dealer.integrationId, selection);
  return counts.reduce((sum, { total }) => sum + total, 0);
};
/** Runs one to its end. @returns how many it was to send, and has sent. */
async function recover(selection: RecoverySelection): Promise<[total: number, redelivered: number]> {
  const { id } = await startRecovery(server.database, dealer.integrationId, selection, 1_000);
  const read = () => readRecovery(server.database, dealer.integrationId, id);
  await expect.poll(async () => (await read()).status, { timeout: 20_000, interval: 20 }).toBe("completed");
  const { total, redelivered } = await read();
  return [total, redelivered];
}
const arrived = (header: string) => receiver.received.map((each) => headerOf(each, header)).toSorted();

describe("of what has failed", () => {
  /** What the latest attempts came to: earlier ones are 500, whatever this is. */
  const end = (ids: readonly string[], error: string | null, status: number | null) =>
    server.database.pool.query(
      `UPDATE webhook_delivery_attempts SET error = $2, response_status = $3 WHERE delivery_id = ANY ($1) AND number = 2`,
      [ids, error, status],
    );

  const cases: [name: string, selection: Partial<RecoverySelection>, wanted: readonly string[]][] = [
    ["everything", {}, ["500", "503", "404", "timeout", "late"]],
    ["answers of a class", { outcome: "5xx" }, ["500", "503"]],
    ["answers of a status", { outcome: "503" }, ["503"]],
    ["another class", { outcome: "4xx" }, ["404"]],
    ["network errors", { outcome: "network_error" }, ["timeout", "late"]],
    ["a kind of error, answered or not", { outcome: "timeout" }, ["timeout", "late"]],
    ["nothing of a kind that there is none of", { outcome: "dns" }, []],
    ["what was tried before a time", { until: minutesAgo(35) }, ["404"]],
    ["what was tried between two", { since: minutesAgo(45), until: minutesAgo(35) }, ["404"]],
    ["what was made after a time", { createdAfter: minutesAgo(90) }, ["500", "503", "404"]],
    ["what was made before it", { createdBefore: minutesAgo(90) }, ["timeout", "late"]],
    ["a type", { types: ["order.received"], outcome: "503" }, []],
    ["another type", { types: ["listing.sold"], outcome: "503" }, ["503"]],
  ];
  it.each(cases)("takes %s", async (_name, selection, wanted) => {
    const made: Record<string, string[]> = {
      "500": await makePast(server, dealer, 1, { status: "dead_letter" }),
      "503": await makePast(server, dealer, 1, { status: "failed" }),
      "404": await makePast(server, dealer, 1, { status: "dead_letter", triedAgo: 40 }),
      timeout: await makePast(server, dealer, 1, { status: "failed", madeAgo: 120 }),
      late: await makePast(server, dealer, 1, { status: "failed", madeAgo: 120 }),
    };
    await end(made["503"] ?? [], "http_status", 503);
    await end(made["404"] ?? [], "http_status", 404);
    await end(made.timeout ?? [], "timeout", null);
    await end(made.late ?? [], "timeout", 200);
    const ids = wanted.flatMap((name) => made[name] ?? []).toSorted();
    const all = { ...failures, ...selection };
    expect(await count(all)).toBe(ids.length);
    expect(await recover(all)).toEqual([ids.length, ids.length]);
    await receiver.arrivals(ids.length);
    expect(arrived("x-wth-delivery-id")).toEqual(ids);
  });

  it("passes over many that do not fit, and misses none", async () => {
    const others = await makePast(server, dealer, 900, { status: "dead_letter" });
    const wanted = others.filter((_, n) => n % 300 === 299);
    await end(wanted, "tls", null);
    expect(await recover({ ...failures, outcome: "tls" })).toEqual([3, 3]);
    await receiver.arrivals(3);
    expect(arrived("x-wth-delivery-id")).toEqual(wanted);
  });
});

describe("of what was never sent", () => {
  it("sends each event once, as it was recorded, and none that has a delivery", async () => {
    const stranger = await createTestDealer(server, { webhookUrl: receiver.url });
    const ids = [
      ...(await makeUnsent(server, dealer, 250, { madeAgo: 29 * 24 * 60 })),
      ...(await makeUnsent(server, dealer, 5, { livemode: true })),
    ];
    await makeUnsent(server, dealer, 3, { madeAgo: 31 * 24 * 60 });
    await makeUnsent(server, stranger, 3);
    await dealer.call("POST", "/test/webhook_ping");
    await receiver.arrivals(1);
    // An echo: it has a delivery that is suppressed.
    const order = {
      external_id: "shop-1",
      total_amount: 1,
      currency: "USD",
      buyer: { name: "A" },
      line_items: [{ sku: "1", quantity: 1, unit_amount: 1 }],
    };
    const echo = await postJson(dealer, "/orders", order);
    expect(echo.status).toBe(201);
    expect(await count(unsent)).toBe(255);
    expect(await recover(unsent)).toEqual([255, 255]);
    await receiver.arrivals(256);
    expect(arrived("x-wth-event-id").filter((id) => ids.map(formatEventId).includes(id))).toHaveLength(255);
    expect(new Set(arrived("x-wth-event-id")).size).toBe(256);
    const bodies = receiver.received.map(({ body }) => body).filter((body) => body.includes("unsent"));
    expect(new Set(bodies)).toEqual(new Set(Array.from({ length: 250 }, (_, n) => `{"unsent":${n}}`)));
    expect(await count(unsent)).toBe(0);
  });

  const cases: [name: string, selection: Partial<RecoverySelection>, expected: number][] = [
    ["a type", { types: ["order.received"] }, 4],
    ["what happened after a time", { createdAfter: minutesAgo(90) }, 3],
    ["what happened before it", { createdBefore: minutesAgo(90) }, 4 + 5],
    ["live mode", { livemode: true }, 5],
    ["both modes", {}, 3 + 4 + 5],
  ];
  it.each(cases)("takes %s", async (_name, selection, expected) => {
    await makeUnsent(server, dealer, 3);
    await makeUnsent(server, dealer, 4, { type: "order.received", madeAgo: 120 });
    await makeUnsent(server, dealer, 5, { madeAgo: 120, livemode: true });
    expect(await recover({ ...unsent, ...selection })).toEqual([expected, expected]);
    await receiver.arrivals(expected);
  });

  it("waits where its endpoint is held", async () => {
    await makeUnsent(server, dealer, 3);
    await server.database.prismaTransaction((tx) => disableIntegration(tx, dealer.integrationId));
    expect(await recover(unsent)).toEqual([3, 3]);
    const { rows } = await server.database.pool.query<{ next_attempt_at: Date | null }>(
      "SELECT next_attempt_at FROM webhook_deliveries WHERE integration_id = $1",
      [dealer.integrationId],
    );
    expect(rows.map(({ next_attempt_at: at }) => at)).toEqual([null, null, null]);
    await server.database.prismaTransaction((tx) => enableIntegration(tx, dealer.integrationId));
    await receiver.arrivals(3);
  });
});
