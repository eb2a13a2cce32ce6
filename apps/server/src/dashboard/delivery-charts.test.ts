import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePast } from "../recovery/testing.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import {
  type Browser,
  createDashboardDealer,
  type DashboardDealer,
  dashboardErrorCode,
  readDashboard,
  signedInBrowser,
} from "./testing.ts";

let server: TestServer;
let dealer: DashboardDealer;
let browser: Browser;
let stranger: Browser;
beforeAll(async () => {
  server = await startTestServer();
  dealer = await createDashboardDealer(server, { webhookUrl: "http://127.0.0.1:1024/none" });
  browser = await signedInBrowser(server, dealer);
  stranger = await signedInBrowser(server, await createDashboardDealer(server));
  // An hour of their own, whatever the time is.
  const intoTheHour = new Date().getMinutes();
  const threeHoursAgo = 3 * 60 + intoTheHour - 30;
  const make = (count: number, more: Parameters<typeof makePast>[3]) =>
    makePast(server, dealer, count, { madeAgo: threeHoursAgo, livemode: true, ...more });
  const delivered = await make(100, { status: "delivered", attempts: 1 });
  // 1 … 100 ms, so that the percentiles are known.
  await server.database.pool.query(
    `UPDATE webhook_delivery_attempts a SET duration_ms = o.n, response_status = 200, error = NULL
     FROM unnest($1::uuid[]) WITH ORDINALITY o (id, n) WHERE a.delivery_id = o.id`,
    [delivered],
  );
  await make(3, { status: "failed", triedAgo: 5 });
  const timedOut = await make(2, { status: "dead_letter", triedAgo: 3 });
  await server.database.pool.query(
    `UPDATE webhook_delivery_attempts SET response_status = NULL, error = 'timeout' WHERE delivery_id = ANY ($1)`,
    [timedOut],
  );
  await make(7, { status: "delivered", livemode: false });
  await make(5, { status: "delivered", madeAgo: 50 * 60 });
});
afterAll(() => server.close());

interface Hour {
  hour: string;
  total: number;
  delivered: number;
  failed: number;
  dead_letter: number;
  latency_p50_ms: number | null;
}

async function stats(who: Browser, range: string): Promise<Hour[]> {
  const response = await who.call("GET", `/delivery_stats?range=${range}`);
  expect(response.status).toBe(200);
  const { hours } = await readDashboard("getDeliveryStats", response);
  return hours as Hour[]; // compared with the contract
}
const filled = (hours: readonly Hour[]) => hours.filter(({ total }) => total > 0);

describe("the charts", () => {
  it("count by hour, of live mode, and leave no hour out", async () => {
    const hours = await stats(browser, "24h");
    expect(hours).toHaveLength(24);
    const times = hours.map(({ hour }) => Date.parse(hour));
    expect(times.every((time, n) => n === 0 || time - (times[n - 1] ?? 0) === 3_600_000)).toBe(true);
    expect(filled(hours)).toEqual([
      {
        hour: hours[20]?.hour,
        total: 105,
        delivered: 100,
        failed: 3,
        dead_letter: 2,
        latency_p50_ms: expect.any(Number),
        latency_p95_ms: expect.any(Number),
        latency_p99_ms: expect.any(Number),
      },
    ]);
  });

  it("have percentiles, exact where there are few", async () => {
    const [hour] = filled(await stats(browser, "24h"));
    // 50 of each type are looked up, which here is all: 1 … 100 ms, and 1 ms for each of the five that failed.
    expect(hour).toMatchObject({ latency_p50_ms: 48, latency_p95_ms: 95, latency_p99_ms: 99 });
  });

  it("look back seven days, and show test data to who wants to see it", async () => {
    expect(filled(await stats(browser, "7d")).map(({ total }) => total)).toEqual([5, 105]);
    await browser.call("PATCH", "/preferences", { body: { show_test_data: true } });
    expect(filled(await stats(browser, "24h")).map(({ total }) => total)).toEqual([112]);
    await browser.call("PATCH", "/preferences", { body: { show_test_data: false } });
  });

  it("tell what waits from what is delivered", async () => {
    const own = await createDashboardDealer(server, { webhookUrl: "http://127.0.0.1:1024/none" });
    const theirs = await signedInBrowser(server, own);
    await theirs.call("PATCH", "/preferences", { body: { show_test_data: true } });
    await theirs.call("POST", "/test_events", { body: { type: "listing.sold" } });
    expect(filled(await stats(theirs, "24h"))).toMatchObject([
      { total: 1, delivered: 0, latency_p50_ms: null },
    ]);
  });

  it("have nothing of another dealer's", async () => {
    expect(filled(await stats(stranger, "7d"))).toEqual([]);
  });
});

describe("failures by cause", () => {
  const causes = async (who: Browser, range = "24h") =>
    readDashboard("listDeliveryFailures", await who.call("GET", `/delivery_failures?range=${range}`));

  it("are grouped by what the latest attempts came to, the most frequent first", async () => {
    expect(await causes(browser)).toMatchObject({
      is_complete: true,
      causes: [
        { error: "http_status", response_status: 500, failed: 3, dead_letter: 0 },
        { error: "timeout", response_status: null, failed: 0, dead_letter: 2 },
      ],
    });
    expect(await causes(stranger)).toMatchObject({ causes: [] });
  });
});

describe("a recovery", () => {
  const selection = {
    since: new Date(Date.now() - 3_600_000).toISOString(),
    mode: "live",
    statuses: ["failed", "dead_letter"],
  };

  it("is counted, begun, told of and ended", async () => {
    const none = await readDashboard("getRecovery", await browser.call("GET", "/recovery"));
    expect(none).toEqual({ object: "recovery_state", recovery: null });
    const count = await browser.call("POST", "/recovery/count", { body: selection });
    expect(await readDashboard("countRecovery", count)).toMatchObject({
      total: 5,
      failed: 3,
      dead_letter: 2,
    });
    const begun = await browser.call("POST", "/recovery", { body: selection });
    expect(begun.status).toBe(202);
    expect(await readDashboard("startRecovery", begun)).toMatchObject({
      recovery: { status: "running", total: 5, redelivered: 0, livemode: true },
    });
    const again = await browser.call("POST", "/recovery", { body: selection });
    expect([again.status, await dashboardErrorCode("startRecovery", again)]).toEqual([
      409,
      "recovery_running",
    ]);
    const ended = await browser.call("DELETE", "/recovery");
    expect(await readDashboard("stopRecovery", ended)).toMatchObject({ recovery: { status: "cancelled" } });
    const twice = await browser.call("DELETE", "/recovery");
    expect(await dashboardErrorCode("stopRecovery", twice)).toBe("no_recovery_running");
  });

  it("redelivers, and says how far it has come", async () => {
    server.startWorker();
    await browser.call("POST", "/recovery", { body: { ...selection, statuses: ["dead_letter"] } });
    await expect
      .poll(async () => readDashboard("getRecovery", await browser.call("GET", "/recovery")), {
        timeout: 10_000,
      })
      .toMatchObject({ recovery: { status: "completed", total: 2, redelivered: 2 } });
  });

  it("is the dealer's own", async () => {
    expect(await readDashboard("getRecovery", await stranger.call("GET", "/recovery"))).toMatchObject({
      recovery: null,
    });
    const count = await stranger.call("POST", "/recovery/count", { body: selection });
    expect(await readDashboard("countRecovery", count)).toMatchObject({ total: 0 });
    const refused = await stranger.call("POST", "/recovery", { body: selection });
    expect(await dashboardErrorCode("startRecovery", refused)).toBe("webhook_not_configured");
  });
});
