import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { Limits } from "./admission.ts";
import { readChecked, readError } from "./test/contract.ts";
import { createTestDealer, type TestDealer } from "./test/dealer.ts";
import { describeWithRedis, PATIENT_MS, startRedis } from "./test/redis.ts";
import { startTestServer, type TestServer } from "./test/server.ts";

let server: TestServer;
afterEach(() => server.close());

async function start(env: Readonly<Record<string, string>> = {}, limits: Limits = {}): Promise<TestDealer> {
  server = await startTestServer(env, limits);
  return createTestDealer(server);
}

function setLimit({ integrationId: id }: TestDealer, rateLimitPerMinute: number) {
  return server.database.prisma.integration.update({ where: { id }, data: { rateLimitPerMinute } });
}

/** The `X-RateLimit-*` headers: limit and tokens left, and whether the reset is within the window. */
function standing({ headers }: Response): [limit: number, remaining: number, reset: boolean] {
  const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) =>
    Number(headers.get(`x-ratelimit-${name}`) ?? Number.NaN),
  );
  const inSeconds = (reset ?? Number.NaN) - Date.now() / 1000;
  return [limit ?? Number.NaN, remaining ?? Number.NaN, inSeconds > -1 && inSeconds <= 61];
}

describe("the rate limit over HTTP", () => {
  it("counts every request of an integration, whichever key or method it uses", async () => {
    const dealer = await start();
    expect(standing(await dealer.call("GET", "/me"))).toEqual([600, 599, true]);
    expect(standing(await dealer.call("GET", "/listings"))).toEqual([600, 598, true]);
    expect(standing(await dealer.call("POST", "/test/webhook_ping"))).toEqual([600, 597, true]); // 409
    expect(standing(await dealer.call("GET", "/listings?limit=0"))).toEqual([600, 596, true]); // 400
    expect(standing(await dealer.call("HEAD", "/me"))).toEqual([600, 595, true]);
  });

  it("takes two tokens for a bulk upsert and for cancelling an order, also when they are refused later", async () => {
    const dealer = await start();
    expect(standing(await dealer.call("POST", "/customers/bulk", { body: "?" }))).toEqual([600, 598, true]); // 415
    const cancel = await dealer.call("POST", "/orders/24f0ebb1-73d7-4e99-9901-821078594271/cancel");
    expect([cancel.status, standing(cancel)]).toEqual([404, [600, 596, true]]);
    await setLimit(dealer, 5);
    const refused = await dealer.call("POST", "/customers/bulk", { body: "?" });
    expect([refused.status, standing(refused)]).toEqual([429, [5, 1, true]]);
    expect(standing(await dealer.call("GET", "/me"))).toEqual([5, 0, true]);
  });

  it("counts neither what needs no key, nor what is refused before the limit", async () => {
    const dealer = await start();
    await fetch(`${server.baseUrl}/health`);
    await fetch(`${server.baseUrl}/openapi.json`);
    await dealer.call("GET", "/me", { headers: { authorization: "Bearer wrong" } });
    expect((await dealer.call("DELETE", "/me")).status).toBe(405);
    expect(standing(await dealer.call("GET", "/me"))).toEqual([600, 599, true]);

    await server.database.prisma.user.update({ where: { id: dealer.userId }, data: { plan: "starter" } });
    const refused = await dealer.call("GET", "/me");
    expect(await readError("getMe", refused)).toMatchObject({ code: "plan_required" });
    expect(standing(refused)).toEqual([600, 599, true]);
  });

  it("refuses one request too many, and takes it after Retry-After", async () => {
    await expectRightRetryAfter({});
  });
});

describeWithRedis("the rate limit over HTTP and Redis", () => {
  it("refuses one request too many, and takes it after Retry-After", async () => {
    const redis = await startRedis();
    await expectRightRetryAfter({ REDIS_URL: redis.url, WTH_REDIS_TIMEOUT_MS: String(PATIENT_MS) });
    await redis.stop();
  });
});

async function expectRightRetryAfter(env: Readonly<Record<string, string>>): Promise<void> {
  const dealer = await start(env, { rateLimitWindowMs: 2_000 });
  await setLimit(dealer, 3);
  for (const remaining of [2, 1, 0]) {
    expect(standing(await dealer.call("GET", "/me"))).toEqual([3, remaining, true]);
    await sleep(200);
  }
  const refused = await dealer.call("GET", "/me");
  expect(await readError("getMe", refused)).toMatchObject({
    type: "rate_limit_error",
    code: "too_many_requests",
  });
  expect(refused.status).toBe(429);
  expect(standing(refused)).toEqual([3, 0, true]);
  const seconds = Number(refused.headers.get("retry-after"));
  expect([1, 2]).toContain(seconds);
  await sleep(seconds * 1_000);
  await readChecked("getMe", await dealer.call("GET", "/me"));
}

describe("the lockout over HTTP", () => {
  const wrongKey = () => `wth_${randomBytes(16).toString("hex")}`;
  const attempt = (headers: Readonly<Record<string, string>> = {}, key = wrongKey()) =>
    fetch(`${server.baseUrl}/me`, { headers: { authorization: `Bearer ${key}`, ...headers } });
  /** How many wrong keys pass before one is refused, of at most 25. */
  const passing = async (headers: (n: number) => Readonly<Record<string, string>>) => {
    for (let n = 0; n < 25; n += 1) if ((await attempt(headers(n))).status === 429) return n;
    return 25;
  };

  it("refuses wrong keys after 20 of them, and never a right one", async () => {
    const dealer = await start();
    for (let n = 0; n < 20; n += 1) {
      expect(await readError("getMe", await attempt())).toMatchObject({ code: "invalid_api_key" });
    }
    const refused = await attempt();
    expect(refused.status).toBe(429);
    expect(await readError("getMe", refused)).toMatchObject({
      type: "rate_limit_error",
      code: "too_many_failed_authentications",
    });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(590);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(600);
    expect(refused.headers.get("x-ratelimit-limit")).toBeNull();
    expect((await dealer.call("GET", "/me")).status).toBe(200);
    expect(await passing(() => ({}))).toBe(0);
  });

  it("counts only keys that could be right, and each of them", async () => {
    const dealer = await start({}, { lockout: { limit: 2, windowMs: 60_000, lockMs: 60_000 } });
    for (let n = 0; n < 5; n += 1) {
      expect((await attempt({}, "wth_short")).status).toBe(401);
      expect((await fetch(`${server.baseUrl}/me`)).status).toBe(401);
      expect((await dealer.call("GET", "/me")).status).toBe(200);
    }
    const key = wrongKey();
    expect((await attempt({}, key)).status).toBe(401);
    expect((await attempt({}, key)).status).toBe(401);
    expect((await attempt({}, key)).status).toBe(429);
    expect((await attempt({}, "wth_short")).status).toBe(401);
  });

  it("ends after Retry-After", async () => {
    await start({}, { lockout: { limit: 1, windowMs: 1_000, lockMs: 1_000 } });
    expect((await attempt()).status).toBe(401);
    const refused = await attempt();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    await sleep(1_000);
    expect((await attempt()).status).toBe(401);
  });

  /** What arrives when a proxy on this machine adds the address that it was called from to what the caller sent. */
  const through = (client: string, claimed?: string) => ({
    "x-forwarded-for": claimed === undefined ? client : `${claimed}, ${client}`,
  });
  it.each<[name: string, trust: string, headers: (n: number) => Record<string, string>, passes: number]>([
    ["trusts nobody by default", "", (n) => through(`192.0.2.${n}`), 20],
    ["counts the client behind a proxy", "1", () => through("192.0.2.1"), 20],
    ["tells clients behind a proxy apart", "1", (n) => through(`192.0.2.${n}`), 25],
    ["believes nothing that a client claims itself", "1", (n) => through("192.0.2.1", `198.51.100.${n}`), 20],
    ["knows its proxy by the address", "loopback", (n) => through(`192.0.2.${n}`), 25],
    ["believes none but its proxies", "10.0.0.0/8", (n) => through(`192.0.2.${n}`), 20],
    ["looks past two proxies", "loopback,10.0.0.0/8", (n) => through("10.0.0.7", `192.0.2.${n}`), 25],
    ["counts IPv6 by the /64", "1", (n) => through(`2001:db8:1:2:${n}::1`), 20],
    ["tells one /64 from the other", "1", (n) => through(`2001:db8:1:${n}::1`), 25],
    ["goes by the connection when the proxy knows no address", "1", (n) => through(`unknown-${n}`), 20],
    [
      "heeds no other header",
      "1",
      (n) => ({ "x-real-ip": `192.0.2.${n}`, forwarded: `for=192.0.2.${n}` }),
      20,
    ],
  ])("%s", async (_name, trust, headers, passes) => {
    await start({ WTH_TRUST_PROXY: trust });
    expect(await passing(headers)).toBe(passes);
  });
});
