import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDealer, type TestDealer } from "./test/dealer.ts";
import { type ServerProcess, startServerProcess } from "./test/process.ts";
import { describeWithRedis, PATIENT_MS, startRedis, type TestRedis } from "./test/redis.ts";
import { startTestServer, type TestServer } from "./test/server.ts";

const TIMEOUT = 60_000;
const WARNING = "Redis does not answer";
const BACK = "Redis is back";

let server: TestServer;
const processes: ServerProcess[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
afterEach(() => Promise.all(processes.splice(0).map((each) => each.end("SIGKILL"))));

/** Starts two API processes on the same database. */
async function startTwo(env: Readonly<Record<string, string>> = {}): Promise<[ServerProcess, ServerProcess]> {
  const shared = {
    DATABASE_URL: server.database.url,
    WTH_SECRETS_KEYS: server.secretsKeys,
    WTH_ROLES: "api",
    ...env,
  };
  const two = await Promise.all([startServerProcess(shared), startServerProcess(shared)]);
  processes.push(...two);
  return two;
}

const me = ({ baseUrl }: ServerProcess, key: string) =>
  fetch(`${baseUrl}/me`, { headers: { authorization: `Bearer ${key}` } });
const statuses = async (each: readonly ServerProcess[], key: string) =>
  Promise.all(each.map(async (one) => (await me(one, key)).status));

async function ops(dealer: TestDealer, ...words: string[]): Promise<Record<string, unknown>> {
  const { email } = await server.database.prisma.user.findUniqueOrThrow({ where: { id: dealer.userId } });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.resolve(import.meta.dirname, "ops/main.ts"), ...words, "--dealer", email, "--json"],
    {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: server.database.url,
        WTH_SECRETS_KEYS: server.secretsKeys,
      },
    },
  );
  return JSON.parse(stdout);
}

describe("what an operator changes", () => {
  it("counts in every process at once, although each keeps the owners of keys", {
    timeout: TIMEOUT,
  }, async () => {
    const two = await startTwo();
    const dealer = await createTestDealer(server);
    /** The requests that go on meanwhile keep the owner in memory in both processes. */
    const busily = async (command: readonly string[]) => {
      let done = false;
      const requests = (async () => {
        while (!done) {
          await statuses(two, dealer.apiKey);
          await sleep(20);
        }
      })();
      const result = await ops(dealer, ...command);
      done = true;
      await requests;
      return result;
    };
    const limits = async () =>
      Promise.all(two.map(async (one) => (await me(one, dealer.apiKey)).headers.get("x-ratelimit-limit")));

    expect(await busily(["integration", "set-rate-limit", "--limit", "5000"])).toMatchObject({
      integration: { object: "integration" },
      rate_limit: { limit: 5_000, is_default: false },
    });
    await expect.poll(limits, { timeout: 1_000, interval: 5 }).toEqual(["5000", "5000"]);
    expect(await busily(["integration", "set-rate-limit", "--limit", "default"])).toMatchObject({
      rate_limit: { limit: 600, is_default: true },
    });
    await expect.poll(limits, { timeout: 1_000, interval: 5 }).toEqual(["600", "600"]);

    await busily(["integration", "disable"]);
    const listings = async () =>
      Promise.all(
        two.map(async ({ baseUrl }) => {
          const headers = { authorization: `Bearer ${dealer.apiKey}` };
          return (await fetch(`${baseUrl}/listings`, { headers })).status;
        }),
      );
    await expect.poll(listings, { timeout: 1_000, interval: 5 }).toEqual([403, 403]);

    const { api_key } = await busily(["key", "create"]);
    await expect
      .poll(() => statuses(two, dealer.apiKey), { timeout: 1_000, interval: 5 })
      .toEqual([401, 401]);
    expect(await statuses(two, String(api_key))).toEqual([200, 200]);
  });

  it.each(["0", "60001", "many"])("set-rate-limit refuses %s", async (limit) => {
    const dealer = await createTestDealer(server);
    await expect(ops(dealer, "integration", "set-rate-limit", `--limit=${limit}`)).rejects.toMatchObject({
      stderr: expect.stringContaining("Use a whole number from 1 to 60000, or default."),
    });
  });
});

describeWithRedis("processes that share a Redis", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const times = (text: string, { output }: ServerProcess) => output().split(text).length - 1;

  it("share one budget; without Redis each counts by itself; and share again when it is back", {
    timeout: TIMEOUT,
  }, async () => {
    const two = await startTwo({ REDIS_URL: redis.url, WTH_REDIS_TIMEOUT_MS: String(PATIENT_MS) });
    const [one, other] = two;
    const dealer = await createTestDealer(server);
    await server.database.prisma.integration.update({
      where: { id: dealer.integrationId },
      data: { rateLimitPerMinute: 6 },
    });
    const remaining = async (each: ServerProcess) =>
      Number((await me(each, dealer.apiKey)).headers.get("x-ratelimit-remaining"));

    expect(await remaining(one)).toBe(5);
    expect(await remaining(other)).toBe(4);
    expect(await remaining(one)).toBe(3);
    expect(await remaining(one)).toBe(2);

    await redis.signal("SIGKILL");
    // Each goes on with what it granted itself: three requests here, one there.
    expect([await remaining(one), await remaining(one), await remaining(one)]).toEqual([2, 1, 0]);
    expect(await remaining(other)).toBe(4);
    expect(await statuses(two, dealer.apiKey)).toEqual([429, 200]);
    await sleep(1_500);
    expect(await statuses(two, dealer.apiKey)).toEqual([429, 200]);
    expect([times(WARNING, one), times(WARNING, other)]).toEqual([1, 1]);

    await redis.restart();
    await expect.poll(() => [times(BACK, one), times(BACK, other)], { timeout: 10_000 }).toEqual([1, 1]);
    // Redis begins anew, for all together.
    for (let left = 5; left >= 0; left -= 1) expect(await remaining(left % 2 === 0 ? one : other)).toBe(left);
    expect(await statuses(two, dealer.apiKey)).toEqual([429, 429]);
    expect([times(WARNING, one), times(WARNING, other)]).toEqual([1, 1]);
    expect(await Promise.all(two.map((each) => each.end("SIGTERM")))).toEqual([0, 0]);
  });

  it("lock an address out together", { timeout: TIMEOUT }, async () => {
    const two = await startTwo({ REDIS_URL: redis.url, WTH_REDIS_TIMEOUT_MS: String(PATIENT_MS) });
    const attempt = async (each: ServerProcess) =>
      (await me(each, `wth_${randomBytes(16).toString("hex")}`)).status;
    for (const each of two) for (let n = 0; n < 10; n += 1) expect(await attempt(each)).toBe(401);
    for (const each of two) expect(await attempt(each)).toBe(429);
    const { apiKey } = await createTestDealer(server);
    expect(await statuses(two, apiKey)).toEqual([200, 200]);
  });
});
