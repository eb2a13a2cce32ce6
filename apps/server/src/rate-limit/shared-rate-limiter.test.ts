import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { SharedRedis } from "../redis/shared-redis.ts";
import { recordLog } from "../test/log.ts";
import { describeWithRedis, PATIENT_MS, startRedis, type TestRedis } from "../test/redis.ts";
import { MemoryRateLimiter } from "./memory-rate-limiter.ts";
import { SharedRateLimiter } from "./shared-rate-limiter.ts";

describeWithRedis("the rate limit in Redis", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const open: SharedRedis[] = [];
  afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

  /** The limiter of one process. */
  async function start(windowMs?: number): Promise<SharedRateLimiter> {
    const connection = await SharedRedis.start(redis.url, recordLog().log, PATIENT_MS);
    open.push(connection);
    return new SharedRateLimiter(connection, new MemoryRateLimiter(), windowMs);
  }

  it("is one budget for all processes, and slides by the millisecond", async () => {
    const limiters = [await start(1_000), await start(1_000)] as const;
    const numbers = async (...words: string[]) => {
      const reply = await redis.command(...words);
      return Array.isArray(reply) ? reply.map(Number) : [];
    };
    const log = () => numbers("LRANGE", "wth:rate-limit:slides", "0", "-1");
    const now = async () => {
      const [seconds = 0, micros = 0] = await numbers("TIME");
      return seconds * 1000 + micros / 1000;
    };
    expect(await limiters[0].take("slides", 3, 1)).toMatchObject({ limit: 3, remaining: 2, waitMs: 0 });
    await sleep(200);
    expect(await limiters[1].take("slides", 3, 2)).toMatchObject({ remaining: 0, waitMs: 0 });
    const [first = 0, second = 0] = await log();

    // Asks each in turn until a token is given: each refusal names the moment, and none is given before it.
    let tries = 0;
    for (;;) {
      const before = await now();
      const { waitMs, reset } = await limiters[tries % 2 === 0 ? 0 : 1].take("slides", 3, 1);
      if (waitMs === 0) break;
      tries += 1;
      expect(reset).toBe(Math.ceil((first + 1_000) / 1000));
      expect(first + 1_000 - waitMs).toBeGreaterThanOrEqual(Math.floor(before));
      expect(first + 1_000 - waitMs).toBeLessThanOrEqual(await now());
      await sleep(20);
    }
    const [, , third = 0] = await log();
    expect(tries).toBeGreaterThan(1);
    expect(third - first).toBeGreaterThanOrEqual(1_000);
    expect(third - first).toBeLessThan(1_000 + 500);
    expect(second - first).toBeGreaterThanOrEqual(200);
  });

  it("comes to the same as in memory, whatever is asked for", async () => {
    const shared = await start();
    const memory = new MemoryRateLimiter();
    for (let step = 0; step < 300; step += 1) {
      const limit = 1 + ((step * 7) % 60);
      const cost = step % 4;
      const [ours, theirs] = [await shared.take("same", limit, cost), memory.take("same", limit, cost)];
      const about = ({ limit, remaining, waitMs }: typeof ours) => [limit, remaining, waitMs > 0];
      expect(about(ours), `step ${step}: limit ${limit}, cost ${cost}`).toEqual(about(theirs));
    }
  });

  it("gives out no token twice to many at once", async () => {
    const limiters = await Promise.all([start(), start(), start()]);
    const verdicts = await Promise.all(
      Array.from({ length: 300 }, (_, n) => limiters[n % 3]?.take("many", 100, 1)),
    );
    expect(verdicts.filter((verdict) => verdict?.waitMs === 0)).toHaveLength(100);
  });

  it("keeps 600 tokens in a few kilobytes, and nothing after the window", async () => {
    const limiter = await start(400);
    for (let n = 0; n < 100; n += 1) await limiter.take("memory", 600, 6);
    expect(await redis.command("LLEN", "wth:rate-limit:memory")).toBe(600);
    expect(Number(await redis.command("MEMORY", "USAGE", "wth:rate-limit:memory"))).toBeLessThan(10_000);
    await sleep(450);
    expect(await redis.command("EXISTS", "wth:rate-limit:memory")).toBe(0);
    expect(await limiter.take("memory", 600, 0)).toMatchObject({ remaining: 600, waitMs: 0 });
    expect(await redis.command("EXISTS", "wth:rate-limit:memory")).toBe(0);
  });

  it("locks nobody out when the clock of Redis is set back", async () => {
    const limiter = await start();
    await redis.command("RPUSH", "wth:rate-limit:future", String(Date.now() + 3_600_000));
    expect(await limiter.take("future", 1, 1)).toMatchObject({ remaining: 0, waitMs: 0 });
  });

  it("goes on when Redis has forgotten the script", async () => {
    const limiter = await start();
    await limiter.take("forgotten", 10, 1);
    await redis.command("SCRIPT", "FLUSH");
    expect(await limiter.take("forgotten", 10, 1)).toMatchObject({ remaining: 8 });
  });
});
