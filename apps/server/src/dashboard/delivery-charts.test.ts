import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatEventId } from "../events/event-id.ts";
import { makePast, makeUnsent } from "../recovery/testing.ts";
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

interface Stats {
  hours: Hour[];
  types: ({ type: string } & Omit<Hour, "hour">)[];
}

async function allStats(who: Browser, query: string): Promise<Stats> {
  const response = await who.call("GET", `/delivery_stats?${query}`);
  expect(response.status).toBe(200);
  // Safe: readDashboard has compared the body with the contract.
  return (await readDashboard("getDeliveryStats", response)) as unknown as Stats;
}
const stats = async (who: Browser, range: string) => (await allStats(who, `range=${range}`)).hours;
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
    // 400 of an hour are looked up, which here is all: 1 … 100 ms, and 1 ms for each of the five that failed.
    expect(hour).toMatchObject({ latency_p50_ms: 48, latency_p95_ms: 95, latency_p99_ms: 99 });
  });

  it("look back seven days, and show test data to who wants to see it", async () => {
    expect(filled(await stats(browser, "7d")).map(({ total }) => total)).toEqual([5, 105]);
    await browser.call("PATCH", "/preferences", { body: { show_test_data: true } });
    expect(filled(await stats(browser, "24h")).map(({ total }) => total)).toEqual([112]);
    await browser.call("PATCH", "/preferences", { body: { show_test_data: false } });
  });

  it("tell the types apart, and show one of them alone", async () => {
    const { types } = await allStats(browser, "range=24h");
    // Of each five that were made, the first, third and fifth are listing.sold.
    expect(types).toMatchObject([
      { type: "listing.sold", total: 53, delivered: 50, failed: 2, dead_letter: 1 },
      { type: "order.received", total: 52, delivered: 50, failed: 1, dead_letter: 1 },
    ]);
    // 1, 3, 5 … 99 ms, and 1 ms for each of the three that failed.
    expect(types[0]).toMatchObject({ latency_p50_ms: 47, latency_p95_ms: 95 });
    const alone = await allStats(browser, "range=24h&type=order.received");
    expect(alone.types).toEqual(types.slice(1));
    expect(filled(alone.hours)).toMatchObject([{ total: 52, delivered: 50, failed: 1, dead_letter: 1 }]);
    expect((await allStats(browser, "range=24h&type=customer.matched")).types).toEqual([]);
    expect((await allStats(stranger, "range=7d")).types).toEqual([]);
  });

  it("tell what waits from what is delivered", async () => {
    const own = await createDashboardDealer(server, { webhookUrl: "http://127.0.0.1:1024/none" });
    const theirs = await signedInBrowser(server, own);
    await theirs.call("PATCH", "/preferences", { body: { show_test_data: true } });
    await theirs.call("POST", "/test_events", { body: { type: "listing.sold" } });
    expect(filled(await stats(theirs, "24h"))).toMatchObject([
      { total: 1, delivered: 0, latency_p50_ms: null },
    ]);
    expect((await allStats(theirs, "range=24h")).types).toMatchObject([
      { type: "listing.sold", total: 1, delivered: 0, latency_p50_ms: null },
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
        { outcome: "500", error: "http_status", response_status: 500, failed: 3, dead_letter: 0 },
        { outcome: "timeout", error: "timeout", response_status: null, failed: 0, dead_letter: 2 },
      ],
    });
    expect(await causes(stranger)).toMatchObject({ causes: [] });
  });

  it("are resolved by who says so, until an attempt fails for it again", async () => {
    const own = await createDashboardDealer(server, { webhookUrl: "http://127.0.0.1:1024/none" });
    const theirs = await signedInBrowser(server, own);
    const resolve = async (who: Browser, resolved: boolean) => {
      const response = await who.call("PUT", "/delivery_failures/resolution", {
        body: { outcome: "500", resolved },
      });
      expect(response.status).toBe(200);
      return readDashboard("resolveFailures", response);
    };
    const isResolved = async () => {
      const { causes: found } = await causes(theirs);
      return (found as { resolved_at: string | null }[]).map(({ resolved_at: at }) => at !== null);
    };
    await makePast(server, own, 2, { status: "dead_letter", livemode: true, triedAgo: 5 });
    await resolve(browser, true);
    expect(await isResolved()).toEqual([false]);
    expect(await resolve(theirs, true)).toMatchObject({ outcome: "500", resolved_at: expect.any(String) });
    expect(await isResolved()).toEqual([true]);
    expect(await resolve(theirs, false)).toMatchObject({ outcome: "500", resolved_at: null });
    expect(await isResolved()).toEqual([false]);
    await resolve(theirs, true);
    // One that is tried after that, in a minute.
    await makePast(server, own, 1, { status: "failed", livemode: true, triedAgo: -1 });
    expect(await isResolved()).toEqual([false]);
    for (const outcome of ["", "%", "5XX", "tls; DROP", null]) {
      const refused = await theirs.call("PUT", "/delivery_failures/resolution", {
        body: { outcome, resolved: true },
      });
      expect(await dashboardErrorCode("resolveFailures", refused)).toBe("invalid_request");
    }
    await resolve(browser, false);
  });
});

describe("a recovery", () => {
  const selection = {
    kind: "failed",
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
      types: [
        { type: "listing.sold", total: 3 },
        { type: "order.received", total: 2 },
      ],
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

  it("takes what its filters leave, and sends what was never sent", async () => {
    const [unsent] = await makeUnsent(server, dealer, 1, { type: "order.received", livemode: true });
    const countOf = async (body: object) =>
      (await readDashboard("countRecovery", await browser.call("POST", "/recovery/count", { body }))).total;
    const { since: _, ...failures } = selection;
    expect(await countOf({ ...failures, outcome: "5xx" })).toBe(3);
    expect(await countOf({ ...failures, outcome: "5xx", types: ["order.received"] })).toBe(1);
    expect(await countOf({ ...failures, outcome: "network_error" })).toBe(2);
    expect(await countOf({ ...selection, until: selection.since })).toBe(0);
    const neverSent = { kind: "never_sent", mode: "live", types: ["order.received"] };
    expect(await countOf({ ...neverSent, types: ["listing.sold"] })).toBe(0);
    expect(await countOf(neverSent)).toBe(1);
    const begun = await browser.call("POST", "/recovery", { body: neverSent });
    expect(await readDashboard("startRecovery", begun)).toMatchObject({
      recovery: { kind: "never_sent", status: "running", total: 1, event_types: ["order.received"] },
    });
    await expect
      .poll(async () => readDashboard("getRecovery", await browser.call("GET", "/recovery")), {
        timeout: 20_000,
      })
      .toMatchObject({ recovery: { status: "completed", redelivered: 1 } });
    const id = formatEventId(unsent ?? "");
    const found = await browser.call("GET", `/deliveries?id=${id}`);
    expect(await readDashboard("listDeliveries", found)).toMatchObject({ data: [{ event_id: id }] });
  });

  it.each([
    ["a selection of no kind", { mode: "live", statuses: ["failed"] }],
    ["failures of no status", { kind: "failed", mode: "live", statuses: [] }],
    ["a status of what was never sent", { kind: "never_sent", mode: "live", statuses: ["failed"] }],
    ["a pattern as outcome", { kind: "failed", mode: "live", statuses: ["failed"], outcome: "%" }],
    ["an unknown type", { kind: "never_sent", mode: "live", types: ["order.*"] }],
  ])("is not begun for %s", async (_name, body) => {
    const response = await browser.call("POST", "/recovery", { body });
    expect(await dashboardErrorCode("startRecovery", response)).toBe("invalid_request");
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
