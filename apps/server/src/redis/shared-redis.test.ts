import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordLog, type TestLog } from "../test/log.ts";
import { freePort } from "../test/process.ts";
import { describeWithRedis, startRedis, type TestRedis } from "../test/redis.ts";
import { redisScript, SharedRedis } from "./shared-redis.ts";

/** Longer than production waits, because this machine is busy with other tests too. */
const TIMEOUT_MS = 400;
const WARNING = "warn: Redis does not answer: until it is back, this process counts by itself.";
const BACK = "info: Redis is back: limits are shared again.";

const count = redisScript("return { redis.call('INCR', KEYS[1]) }");
const wrong = redisScript("return 'text'");

describeWithRedis("the way to Redis", () => {
  let redis: TestRedis;
  let log: TestLog;
  let shared: SharedRedis;
  beforeEach(async () => {
    redis = await startRedis();
    log = recordLog();
    shared = await SharedRedis.start(redis.url, log.log, TIMEOUT_MS);
  });
  afterEach(async () => {
    await shared.close();
    await redis.stop();
  });
  const run = () => shared.run(count, ["count"], []);
  const isBack = () => expect.poll(() => log.lines.includes(BACK), { timeout: 5_000 }).toBe(true);

  it("runs scripts", async () => {
    expect([await run(), await run()]).toEqual([[1], [2]]);
    expect(log.lines).toEqual([]);
  });

  it("says once that Redis was killed, answers at once meanwhile, and finds it again", async () => {
    await run();
    await redis.signal("SIGKILL");
    const startedAt = performance.now();
    const answers = await Promise.all(Array.from({ length: 1_000 }, run));
    expect(new Set(answers)).toEqual(new Set([null]));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    await sleep(1_200); // at least one vain attempt to connect
    expect(log.lines).toEqual([WARNING]);

    await redis.restart();
    await isBack();
    expect(await run()).toEqual([1]);
    expect(log.lines).toEqual([WARNING, BACK]);
  });

  it("waits for a Redis that hangs as long as it may and no longer, and only once", async () => {
    await redis.signal("SIGSTOP");
    const startedAt = performance.now();
    expect(await Promise.all([run(), run(), run()])).toEqual([null, null, null]);
    const waited = performance.now() - startedAt;
    expect(waited).toBeGreaterThan(TIMEOUT_MS - 20);
    expect(waited).toBeLessThan(TIMEOUT_MS + 600);

    const secondAt = performance.now();
    expect(await run()).toBeNull();
    expect(performance.now() - secondAt).toBeLessThan(80);
    expect(log.lines).toEqual([WARNING]);

    await redis.signal("SIGCONT");
    await isBack();
    expect(await run()).not.toBeNull();
  });

  it("does not take a busy process for a slow Redis", async () => {
    await run();
    const answer = run();
    const until = performance.now() + 2 * TIMEOUT_MS;
    while (performance.now() < until); // as a large computation would
    expect(await answer).toEqual([2]);
    expect(log.lines).toEqual([]);
  });

  it("does without a Redis that takes no writes, until it does", async () => {
    await redis.command("CONFIG", "SET", "min-replicas-to-write", "1");
    expect(await run()).toBeNull();
    await sleep(1_200);
    expect(log.lines).toEqual([WARNING]);
    await redis.command("CONFIG", "SET", "min-replicas-to-write", "0");
    await isBack();
    expect(await run()).toEqual([1]);
  });

  it("does not trust an answer of another shape", async () => {
    expect(await shared.run(wrong, [], [])).toBeNull();
    expect(log.lines).toEqual([WARNING]);
  });
});

describe("without any Redis", () => {
  it("a process starts all the same, says so once, and stops without waiting", async () => {
    const { log, lines } = recordLog();
    const shared = await SharedRedis.start(`redis://127.0.0.1:${await freePort()}`, log);
    expect(await shared.run(count, ["count"], [])).toBeNull();
    await sleep(1_200);
    expect(lines).toEqual([WARNING]);
    const startedAt = performance.now();
    await shared.close();
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});
