import { randomBytes } from "node:crypto";
import { Database } from "@wth/database";
import { createTestDatabase, type TestDatabase } from "@wth/database/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseMetrics } from "../test/metrics.ts";
import { freePort, type ServerProcess, startServerProcess } from "../test/process.ts";
import { describeWithRedis, startRedis } from "../test/redis.ts";
import { startTestServer } from "../test/server.ts";

const TOKEN = "a-token-of-a-test";

/** Two retries that are due later, and three deliveries that are held. */
async function fillQueue(url: string): Promise<void> {
  const database = new Database({ url, applicationName: "operator-test" });
  await database.pool.query(
    `INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at)
     SELECT uuidv7(), uuidv7(), uuidv7(), CASE WHEN n < 3 THEN now() + interval '1 h' ELSE 'infinity' END
     FROM generate_series(1, 5) n`,
  );
  await database.close();
}

describe("a worker alone", () => {
  let database: TestDatabase;
  let worker: ServerProcess;
  let url = "";
  beforeEach(async () => {
    database = await createTestDatabase();
    await fillQueue(database.url);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    worker = await startServerProcess({
      DATABASE_URL: database.url,
      WTH_SECRETS_KEYS: `k1:${randomBytes(32).toString("base64")}`,
      WTH_ROLES: "worker",
      HOST: "127.0.0.1",
      WTH_METRICS_PORT: String(port),
    });
  });
  afterEach(async () => {
    await worker.end("SIGKILL");
    await database.drop();
  });

  it("shows metrics and readiness on a port of its own, and stops in order", async () => {
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({ status: "ready" });
    const metrics = parseMetrics(await (await fetch(`${url}/metrics`)).text());
    const queued = (state: string) => metrics.value("wth_deliveries_queued", { state });
    expect(["due", "backlog", "waiting", "held"].map(queued)).toEqual([0, 0, 2, 3]);
    expect(metrics.value("wth_deliveries_oldest_due_seconds")).toBe(0);
    const elsewhere = await fetch(`${url}/api/v1/health`);
    expect([elsewhere.status, await elsewhere.text()]).toEqual([
      404,
      "There are /metrics and /ready here.\n",
    ]);
    expect(await worker.end("SIGTERM")).toBe(0);
  });
});

describe("a port of its own", () => {
  it("asks for the token if there is one, and leaves the API's port without metrics", async () => {
    const port = await freePort();
    const server = await startTestServer({ WTH_METRICS_PORT: String(port), WTH_METRICS_TOKEN: TOKEN });
    const headers = { authorization: `Bearer ${TOKEN}` };
    const url = `http://127.0.0.1:${port}/metrics`;
    const statuses = [
      await fetch(url),
      await fetch(url, { headers }),
      await fetch(new URL("/metrics", server.baseUrl), { headers }),
    ].map(({ status }) => status);
    await server.close();
    expect(statuses).toEqual([401, 200, 404]);
  });
});

describeWithRedis("metrics of Redis", () => {
  it("tell outages", async () => {
    const redis = await startRedis();
    const server = await startTestServer({ REDIS_URL: redis.url, WTH_METRICS_TOKEN: TOKEN });
    const scrape = async () => {
      const headers = { authorization: `Bearer ${TOKEN}` };
      const { value } = parseMetrics(
        await (await fetch(new URL("/metrics", server.baseUrl), { headers })).text(),
      );
      return { up: value("wth_redis_up"), outages: value("wth_redis_outages_total") };
    };
    const before = await scrape();
    await redis.signal("SIGKILL");
    await expect.poll(scrape).toEqual({ up: 0, outages: 1 });
    await server.close();
    await redis.stop();
    expect(before).toEqual({ up: 1, outages: 0 });
  });
});
