import { describe, expect, it } from "vitest";
import { ApiError } from "./errors.ts";
import { RateLimiter } from "./rate-limit.ts";

function limiterAt(clock: { ms: number }) {
  return new RateLimiter(() => clock.ms);
}

function retryAfter(take: () => unknown): string | undefined {
  try {
    take();
  } catch (error) {
    if (error instanceof ApiError && error.code === "too_many_requests") return error.headers["Retry-After"];
    throw error;
  }
  return undefined;
}

describe("the rate limit", () => {
  it("counts down, and says when the oldest token comes back", () => {
    const clock = { ms: 1_000_000 };
    const limiter = limiterAt(clock);
    expect(limiter.peek("a", null)).toEqual({ limit: 600, remaining: 600, reset: 1000 });
    expect(limiter.take("a", null, 1)).toEqual({ limit: 600, remaining: 599, reset: 1060 });
    clock.ms += 10_000;
    expect(limiter.take("a", null, 2)).toEqual({ limit: 600, remaining: 597, reset: 1060 });
  });

  it("slides: a burst across a minute's edge gets no second limit", () => {
    const clock = { ms: 59_900 };
    const limiter = limiterAt(clock);
    for (let i = 0; i < 3; i += 1) limiter.take("a", 3, 1);
    clock.ms = 60_100;
    expect(retryAfter(() => limiter.take("a", 3, 1))).toBe("60");
    clock.ms = 119_899;
    expect(retryAfter(() => limiter.take("a", 3, 1))).toBe("1");
    clock.ms = 119_900;
    expect(retryAfter(() => limiter.take("a", 3, 1))).toBeUndefined();
  });

  it("takes nothing for a refused request, and waits for as many tokens as it costs", () => {
    const clock = { ms: 0 };
    const limiter = limiterAt(clock);
    limiter.take("a", 3, 1);
    clock.ms = 30_000;
    limiter.take("a", 3, 1);
    // One token is left and two are needed: the first one used comes back at 60 s.
    expect(retryAfter(() => limiter.take("a", 3, 2))).toBe("30");
    expect(limiter.peek("a", 3).remaining).toBe(1);
    clock.ms = 60_000;
    expect(retryAfter(() => limiter.take("a", 3, 2))).toBeUndefined();
  });

  it("keeps integrations apart, and follows each one's own limit", () => {
    const limiter = limiterAt({ ms: 0 });
    limiter.take("a", 1, 1);
    expect(retryAfter(() => limiter.take("a", 1, 1))).toBe("60");
    expect(limiter.take("b", 1, 1).remaining).toBe(0);
    expect(limiter.take("a", 5, 1).remaining).toBe(3);
  });
});
