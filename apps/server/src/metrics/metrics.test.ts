import { readFile } from "node:fs/promises";
import path from "node:path";
import { dashboardOperations, errorCatalogue, internalErrorCatalogue, operations } from "@wth/contract";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { repositoryRoot } from "../config.ts";
import { placeAt } from "../http/document.ts";
import { createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { type ParsedMetrics, parseMetrics } from "../test/metrics.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

const TOKEN = "a-token-of-a-test";
/** Where the contract lists the kinds of errors of attempts. */
const ERROR_KINDS = ["properties", "error", "enum"] as const;

let server: TestServer;
let receiver: Receiver;
beforeAll(async () => {
  const limits = { keyCacheMs: 60_000, lockout: { limit: 2, windowMs: 60_000, lockMs: 60_000 } };
  server = await startTestServer({ WTH_METRICS_TOKEN: TOKEN }, limits);
  server.startWorker({ WTH_RETRY_SCHEDULE: "0,0.1", WTH_ATTEMPT_TIMEOUT_MS: "300" });
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const origin = () => new URL(server.baseUrl).origin;
const fetchMetrics = (authorization = `Bearer ${TOKEN}`, method = "GET") =>
  fetch(`${origin()}/metrics`, { method, headers: { authorization } });

async function scrape(): Promise<ParsedMetrics> {
  const response = await fetchMetrics();
  expect(response.status).toBe(200);
  return parseMetrics(await response.text());
}

/** By how much values change while something is done. */
async function changesDuring(work: () => Promise<unknown>) {
  const before = await scrape();
  await work();
  const after = await scrape();
  return (name: string, labels: Record<string, string> = {}) =>
    after.value(name, labels) - before.value(name, labels);
}

async function ping(): Promise<TestDealer> {
  const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
  expect((await dealer.call("POST", "/test/webhook_ping")).status).toBe(202);
  return dealer;
}

/** Waits until nothing is in flight: an outcome is noted when it is recorded, a moment after it. */
async function untilIdle(): Promise<void> {
  const inFlight = async () => (await scrape()).value("wth_deliveries_in_flight");
  const queued = async () => (await server.database.pool.query("SELECT FROM delivery_queue")).rowCount;
  const isIdle = async () => (await queued()) === 0 && (await inFlight()) === 0;
  await expect.poll(isIdle, { timeout: 8_000, interval: 20 }).toBe(true);
}

describe("/metrics", () => {
  it("is Prometheus' text format, not to be kept", async () => {
    const response = await fetchMetrics();
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const { types } = parseMetrics(await response.text());
    expect(types.get("process_cpu_seconds_total")).toBe("counter");
    expect(types.get("nodejs_eventloop_lag_p99_seconds")).toBe("gauge");
  });

  it.each([
    ["no token", ""],
    ["another token", "Bearer a-token-of-a-tesT"],
    ["more than the token", `Bearer ${TOKEN}x`],
    ["a part of the token", `Bearer ${TOKEN.slice(0, -1)}`],
    ["another scheme", `Basic ${TOKEN}`],
    ["nothing but the scheme", "Bearer "],
  ])("refuses %s", async (_name, authorization) => {
    const response = await fetchMetrics(authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await response.text()).not.toContain("wth_");
  });

  it("is only read", async () => {
    const response = await fetchMetrics(undefined, "POST");
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    expect(await (await fetchMetrics(undefined, "HEAD")).text()).toBe("");
  });
});

describe("a delivery", () => {
  it("that arrives is one attempt, soon after it was recorded", async () => {
    const change = await changesDuring(async () => {
      await ping();
      await untilIdle();
    });
    expect(change("wth_delivery_attempts_total", { outcome: "delivered", error: "none" })).toBe(1);
    expect(change("wth_delivery_attempt_duration_seconds_count", { outcome: "delivered" })).toBe(1);
    expect(change("wth_delivery_first_attempt_latency_seconds_count", { backlog: "no" })).toBe(1);
    const latency = change("wth_delivery_first_attempt_latency_seconds_sum", { backlog: "no" });
    expect(latency).toBeGreaterThanOrEqual(0);
    expect(latency).toBeLessThan(1);
    expect(change("wth_delivery_record_size_sum")).toBe(1);
    expect(change("wth_delivery_record_duration_seconds_count")).toBe(1);
    expect(change("wth_delivery_claim_size_sum")).toBe(1);
    expect(change("wth_delivery_claim_duration_seconds_count")).toBeGreaterThanOrEqual(1);
  });

  it("that fails, and then fails for good, is two attempts with one latency", async () => {
    receiver.answer = () => ({ status: 500 });
    const change = await changesDuring(async () => {
      await ping();
      await untilIdle();
    });
    expect(change("wth_delivery_attempts_total", { outcome: "failed", error: "http_status" })).toBe(1);
    expect(change("wth_delivery_attempts_total", { outcome: "dead_letter", error: "http_status" })).toBe(1);
    expect(change("wth_delivery_attempts_total", { outcome: "delivered", error: "none" })).toBe(0);
    expect(change("wth_delivery_first_attempt_latency_seconds_count", { backlog: "no" })).toBe(1);
  });

  it("whose lease was lost counts as that, and not as an attempt", async () => {
    receiver.answer = (_, arrival) => (arrival === 1 ? "hang" : { status: 200 });
    const change = await changesDuring(async () => {
      await ping();
      await receiver.arrivals(1);
      expect((await scrape()).value("wth_deliveries_in_flight")).toBe(1);
      // As if another worker had taken it over, and died.
      await server.database.pool.query(
        "UPDATE delivery_queue SET lease_token = gen_random_uuid(), leased_until = now() + interval '0.5 s'",
      );
      await untilIdle();
    });
    expect(change("wth_delivery_leases_lost_total")).toBe(1);
    expect(change("wth_delivery_attempts_total", { outcome: "failed", error: "timeout" })).toBe(0);
    expect(change("wth_delivery_attempts_total", { outcome: "delivered", error: "none" })).toBe(1);
  });
});

describe("requests", () => {
  it("are counted by operation and status, with their duration", async () => {
    const dealer = await createTestDealer(server);
    const change = await changesDuring(async () => {
      for (const path of ["/me", "/me", "/listings?limit=0", "/no/such/path"]) await dealer.call("GET", path);
      await dealer.call("DELETE", "/me");
    });
    expect(change("wth_api_requests_total", { operation: "getMe", status: "200" })).toBe(2);
    expect(change("wth_api_requests_total", { operation: "listListings", status: "400" })).toBe(1);
    expect(change("wth_api_requests_total", { operation: "none", status: "404" })).toBe(1);
    expect(change("wth_api_requests_total", { operation: "none", status: "405" })).toBe(1);
    expect(change("wth_api_request_duration_seconds_count", { operation: "getMe" })).toBe(2);
    expect(change("wth_api_errors_total", { code: "invalid_request" })).toBe(1);
  });

  it("that ask too often, or guess keys, are counted by the code of their refusal", async () => {
    const dealer = await createTestDealer(server);
    await server.database.pool.query("UPDATE integrations SET rate_limit_per_minute = 1 WHERE id = $1", [
      dealer.integrationId,
    ]);
    const change = await changesDuring(async () => {
      await dealer.call("GET", "/me");
      await dealer.call("GET", "/me");
      const authorization = `Bearer wth_${"x".repeat(32)}`;
      for (let n = 0; n < 4; n += 1) await fetch(`${server.baseUrl}/me`, { headers: { authorization } });
    });
    expect(change("wth_api_errors_total", { code: "too_many_requests" })).toBe(1);
    expect(change("wth_api_errors_total", { code: "too_many_failed_authentications" })).toBe(2);
  });

  it("tell whether their key was in memory", async () => {
    const dealer = await createTestDealer(server);
    const ask = () => dealer.call("GET", "/me");
    // The dealer's own changes may still be told.
    const hit = { result: "hit" };
    const hits = async () => (await changesDuring(ask))("wth_api_key_lookups_total", hit);
    await expect.poll(hits, { timeout: 8_000 }).toBe(1);
    const change = await changesDuring(async () => {
      for (let n = 0; n < 4; n += 1) await ask();
      const authorization = `Bearer wth_${"y".repeat(32)}`;
      await fetch(`${server.baseUrl}/me`, { headers: { authorization } });
    });
    expect(change("wth_api_key_lookups_total", hit)).toBe(4);
    expect(change("wth_api_key_lookups_total", { result: "miss" })).toBe(1);
  });
});

describe("the database's pool", () => {
  it("shows who uses connections and who waits for one", async () => {
    const { pool } = server.database;
    const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    const waiting = pool.connect();
    const metrics = await scrape();
    for (const client of clients) client.release();
    (await waiting).release();
    expect(metrics.value("wth_database_connections", { state: "in_use" })).toBe(pool.options.max);
    expect(metrics.value("wth_database_connections_max")).toBe(pool.options.max);
    // At least this one: what the server does again and again may want a connection just now.
    expect(metrics.value("wth_database_waiting")).toBeGreaterThanOrEqual(1);
  });
});

describe("the README", () => {
  it("lists the metrics that there are", async () => {
    const readme = await readFile(path.join(repositoryRoot, "README.md"), "utf8");
    const listed = [...readme.matchAll(/^\| `(wth_\w+)` /gm)].map(([, name]) => name);
    const { types } = await scrape();
    const ours = [...types.keys()].filter((name) => name.startsWith("wth_"));
    // Those of Redis are there with REDIS_URL only.
    expect(listed.toSorted()).toEqual([...ours, "wth_redis_up", "wth_redis_outages_total"].toSorted());
  });
});

describe("labels", () => {
  /** Everything that a label of ours may say. */
  const words = new Set([
    ...Object.keys(operations),
    ...Object.keys(dashboardOperations).map((id) => `dashboard.${id}`),
    ...Object.keys(errorCatalogue),
    ...Object.keys(internalErrorCatalogue),
    ...["none", "due", "backlog", "waiting", "held", "yes", "no", "hit", "miss", "in_use", "idle"],
    ...["delivered", "failed", "dead_letter", "claim", "record"],
    ...Object.values(placeAt("components", "schemas", "WebhookDeliveryAttempt", ...ERROR_KINDS)?.value ?? {}),
  ]);
  const isNumber = (text: string) => /^(\+Inf|\d+(\.\d+)?)$/.test(text);

  it("are words of ours: nothing that belongs to a dealer is shown", async () => {
    const dealer = await ping();
    await postJson(dealer, "/customers", { email: "someone@example.com", name: "Someone" });
    await dealer.call("GET", "/listings?brand=Secretbrand");
    await dealer.call("GET", `/orders/${dealer.userId}`);
    await fetch(`${server.baseUrl}/${dealer.userId}`);
    await fetch(`${origin()}/dashboard/api/clients/${dealer.userId}`);
    await untilIdle();
    const text = await (await fetchMetrics()).text();
    for (const { name, labels } of parseMetrics(text).samples.filter(({ name }) => name.startsWith("wth_")))
      for (const value of Object.values(labels))
        expect(words.has(value) || isNumber(value), `${name} says ${value}`).toBe(true);
    expect(text).not.toMatch(/@|https?:|evt_|req_|whsec_|wth_[A-Za-z0-9]{32}|[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(text).not.toContain("Secretbrand");
  });
});
