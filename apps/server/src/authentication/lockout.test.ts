import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SharedRedis } from "../redis/shared-redis.ts";
import { recordLog } from "../test/log.ts";
import { describeWithRedis, PATIENT_MS, startRedis, type TestRedis } from "../test/redis.ts";
import { LOCKOUT_RULE, MemoryLockout, type MemoryLockoutOptions } from "./lockout.ts";
import { SharedLockout } from "./shared-lockout.ts";

const MINUTE = 60_000;

function start(options: MemoryLockoutOptions = {}) {
  const clock = { ms: 0 };
  return { clock, lockout: new MemoryLockout({ ...options, now: () => clock.ms }) };
}

describe("the lockout", () => {
  it("lets 20 wrong keys pass and refuses the next ones for 10 minutes", () => {
    const { clock, lockout } = start();
    for (let n = 0; n < 20; n += 1) {
      clock.ms = n * 1_000;
      expect(lockout.note("192.0.2.1")).toBe(0);
    }
    expect(lockout.note("192.0.2.1")).toBe(10 * MINUTE);
    clock.ms += 4 * MINUTE;
    expect(lockout.note("192.0.2.1")).toBe(6 * MINUTE);
    clock.ms += 6 * MINUTE - 1;
    expect(lockout.note("192.0.2.1")).toBe(1); // those refused have not prolonged it
    clock.ms += 1;
    for (let n = 0; n < 20; n += 1) expect(lockout.note("192.0.2.1")).toBe(0); // anew
    expect(lockout.note("192.0.2.1")).toBe(10 * MINUTE);
  });

  it("counts within any 10 minutes", () => {
    const { clock, lockout } = start();
    for (let n = 0; n < 100; n += 1) {
      clock.ms = n * 32_000; // 19 in each 10 minutes, without an end
      expect(lockout.note("192.0.2.1")).toBe(0);
    }
    clock.ms += 1;
    expect(lockout.note("192.0.2.1")).toBe(0); // the twentieth
    expect(lockout.note("192.0.2.1")).toBe(10 * MINUTE);
  });

  it("keeps addresses apart", () => {
    const { lockout } = start();
    for (let n = 0; n < 21; n += 1) lockout.note("192.0.2.1");
    expect(lockout.note("192.0.2.2")).toBe(0);
  });

  it("remembers so many addresses and no more: those that were silent longest go first", () => {
    const { lockout } = start({ addresses: 1_000, rule: { ...LOCKOUT_RULE, limit: 2 } });
    for (let n = 0; n < 2; n += 1) lockout.note("192.0.2.1");
    for (let n = 0; n < 20_000; n += 1) {
      lockout.note(`2001:db8:0:${n.toString(16)}::/64`);
      if (n % 500 === 0) expect(lockout.note("192.0.2.1")).toBeGreaterThan(0);
    }
    expect(lockout.size).toBe(1_000);
  });
});

describeWithRedis("the lockout in Redis", () => {
  let redis: TestRedis;
  let connection: SharedRedis;
  beforeAll(async () => {
    redis = await startRedis();
    connection = await SharedRedis.start(redis.url, recordLog().log, PATIENT_MS);
  });
  afterAll(async () => {
    await connection.close();
    await redis.stop();
  });

  const process = (rule = LOCKOUT_RULE) => new SharedLockout(connection, new MemoryLockout({ rule }), rule);

  it("counts for all processes together", async () => {
    const [one, other] = [process(), process()];
    for (let n = 0; n < 10; n += 1) {
      expect(await one.note("192.0.2.1")).toBe(0);
      expect(await other.note("192.0.2.1")).toBe(0);
    }
    for (const each of [one, other]) {
      const lockedMs = await each.note("192.0.2.1");
      expect(lockedMs).toBeGreaterThan(9 * MINUTE);
      expect(lockedMs).toBeLessThanOrEqual(10 * MINUTE);
    }
    expect(await one.note("192.0.2.2")).toBe(0);
  });

  it("keeps kinds of tries apart", async () => {
    const rule = { limit: 1, windowMs: MINUTE, lockMs: MINUTE };
    const [keys, signIns] = ["keys", "sign-ins"].map(
      (name) => new SharedLockout(connection, new MemoryLockout({ rule }), rule, name),
    );
    expect([await keys?.note("somebody"), await signIns?.note("somebody")]).toEqual([0, 0]);
    expect(await signIns?.note("somebody")).toBeGreaterThan(0);
  });

  it("ends by itself, and leaves nothing behind", async () => {
    const lockout = process({ limit: 2, windowMs: 300, lockMs: 300 });
    expect([await lockout.note("short"), await lockout.note("short")]).toEqual([0, 0]);
    const lockedMs = await lockout.note("short");
    expect(lockedMs).toBeGreaterThan(0);
    expect(lockedMs).toBeLessThanOrEqual(300);
    await expect.poll(() => redis.command("EXISTS", "wth:{wrong-keys}:short")).toBe(0);
    expect(await lockout.note("short")).toBe(0);
  });

  it("remembers 10,000 addresses and no more", async () => {
    await redis.command("FLUSHALL");
    const lockout = process();
    await lockout.note("first");
    for (let n = 0; n < 10_010; n += 500) {
      const lane = (_: unknown, index: number) => lockout.note(`10.0.${n / 500}.${index}`);
      await Promise.all(Array.from({ length: 500 }, lane));
    }
    expect(await redis.command("ZCARD", "wth:{wrong-keys}")).toBe(10_000);
    expect(await redis.command("DBSIZE")).toBe(10_001);
    expect(await redis.command("EXISTS", "wth:{wrong-keys}:first")).toBe(0);
  });

  it("goes on by what came to this process when Redis is gone", async () => {
    const lockout = process();
    for (let n = 0; n < 15; n += 1) await lockout.note("192.0.2.3");
    await redis.stop();
    for (let n = 0; n < 5; n += 1) expect(await lockout.note("192.0.2.3")).toBe(0);
    expect(await lockout.note("192.0.2.3")).toBeGreaterThan(9 * MINUTE);
  });
});
