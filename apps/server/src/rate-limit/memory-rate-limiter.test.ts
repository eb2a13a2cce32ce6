import { describe, expect, it } from "vitest";
import { MemoryRateLimiter } from "./memory-rate-limiter.ts";
import { DEFAULT_RATE_LIMIT, retryAfter } from "./rate-limiter.ts";
import { TimeLog } from "./time-log.ts";

describe("the rate limit", () => {
  it("counts down, and says when the oldest token comes back", () => {
    const { clock, limiter } = start(1_000_000);
    expect(limiter.take("a", 600, 0)).toEqual({ limit: 600, remaining: 600, reset: 1000, waitMs: 0 });
    expect(limiter.take("a", 600, 1)).toEqual({ limit: 600, remaining: 599, reset: 1060, waitMs: 0 });
    clock.ms += 10_000;
    expect(limiter.take("a", 600, 2)).toEqual({ limit: 600, remaining: 597, reset: 1060, waitMs: 0 });
  });

  it("refuses request 601 of a minute until the first is 60 seconds old, to the millisecond", () => {
    const { clock, limiter } = start(0);
    for (let n = 0; n < 600; n += 1) {
      clock.ms = n * 50;
      expect(limiter.take("a", DEFAULT_RATE_LIMIT, 1)).toMatchObject({ remaining: 599 - n, waitMs: 0 });
    }
    clock.ms = 30_000;
    const refused = limiter.take("a", DEFAULT_RATE_LIMIT, 1);
    expect(refused).toEqual({ limit: 600, remaining: 0, reset: 60, waitMs: 30_000 });
    expect(retryAfter(refused.waitMs)).toEqual({ "Retry-After": "30" });
    clock.ms = 59_999;
    expect(limiter.take("a", DEFAULT_RATE_LIMIT, 1).waitMs).toBe(1);
    clock.ms = 60_000;
    expect(limiter.take("a", DEFAULT_RATE_LIMIT, 1).waitMs).toBe(0);
    // The next one comes back when the second is 60 seconds old.
    expect(limiter.take("a", DEFAULT_RATE_LIMIT, 1).waitMs).toBe(50);
  });

  it("slides: a burst across a minute's edge gets no second limit", () => {
    const { clock, limiter } = start(59_900);
    for (let n = 0; n < 3; n += 1) limiter.take("a", 3, 1);
    clock.ms = 60_100;
    expect(limiter.take("a", 3, 1).waitMs).toBe(59_800);
    clock.ms = 119_900;
    expect(limiter.take("a", 3, 1).waitMs).toBe(0);
  });

  it("takes nothing for a refused request, and waits for as many tokens as it costs", () => {
    const { clock, limiter } = start(0);
    limiter.take("a", 3, 1);
    clock.ms = 30_000;
    limiter.take("a", 3, 1);
    // One token is left and two are needed: the first one used comes back at 60 s.
    expect(limiter.take("a", 3, 2)).toMatchObject({ remaining: 1, waitMs: 30_000 });
    expect(limiter.take("a", 3, 1)).toMatchObject({ remaining: 0, waitMs: 0 });
    clock.ms = 60_000;
    expect(limiter.take("a", 3, 2)).toMatchObject({ remaining: 1, waitMs: 30_000 });
  });

  it("keeps integrations apart, and follows a limit that changes", () => {
    const { limiter } = start(0);
    limiter.take("a", 1, 1);
    expect(limiter.take("a", 1, 1).waitMs).toBe(60_000);
    expect(limiter.take("b", 1, 1)).toMatchObject({ remaining: 0, waitMs: 0 });
    expect(limiter.take("a", 5, 2)).toMatchObject({ remaining: 2, waitMs: 0 });
    expect(limiter.take("a", 2, 0)).toMatchObject({ limit: 2, remaining: 0, waitMs: 0 });
    expect(limiter.take("a", 2, 1).waitMs).toBe(60_000);
  });

  it("lets a request that costs more than the limit have all of it", () => {
    const { clock, limiter } = start(0);
    expect(limiter.take("a", 1, 2)).toMatchObject({ remaining: 0, waitMs: 0 });
    clock.ms = 59_000;
    expect(limiter.take("a", 1, 2).waitMs).toBe(1000);
  });

  it("counts what was taken elsewhere too", () => {
    const { limiter } = start(0);
    limiter.note("a", 2);
    expect(limiter.take("a", 3, 1).remaining).toBe(0);
    expect(limiter.take("a", 3, 1).waitMs).toBe(60_000);
  });

  it("locks nobody out when the clock is set back", () => {
    const { clock, limiter } = start(10_000_000);
    limiter.take("a", 1, 1);
    clock.ms -= 500; // too little to mean anything
    expect(limiter.take("a", 1, 1).waitMs).toBe(60_500);
    clock.ms -= 3_600_000;
    expect(limiter.take("a", 1, 1).waitMs).toBe(0);
    expect(limiter.take("a", 1, 1).waitMs).toBe(60_000);
  });
});

describe("Retry-After", () => {
  it.each([
    [1, "1"],
    [999, "1"],
    [1000, "1"],
    [1001, "2"],
    [59_999.5, "60"],
  ])("of %d ms is %s", (ms, seconds) => {
    expect(retryAfter(ms)).toEqual({ "Retry-After": seconds });
  });
});

describe("the log of times", () => {
  it("keeps its order through any mix of adding and forgetting", () => {
    const log = new TimeLog();
    const expected: number[] = [];
    for (let time = 0; time < 2_000; time += 1) {
      log.add(time);
      expected.push(time);
      const past = time - (time % 37) * 20;
      log.forgetWhile((each) => each < past);
      while ((expected[0] ?? past) < past) expected.shift();
      expect([log.size, log.at(0), log.newest]).toEqual([expected.length, expected[0], time]);
    }
    log.forgetWhile(() => true);
    expect([log.size, log.at(0), log.at(-1), log.newest]).toEqual([0, undefined, undefined, undefined]);
  });
});

function start(ms: number) {
  const clock = { ms };
  return { clock, limiter: new MemoryRateLimiter({ now: () => clock.ms }) };
}
