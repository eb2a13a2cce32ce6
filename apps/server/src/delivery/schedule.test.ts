import { describe, expect, it } from "vitest";
import { readConfig } from "../config.ts";
import { nextWait, parseRetryAfter } from "./schedule.ts";

const schedule = readConfig({ DATABASE_URL: "postgresql://a@b/c", WTH_SECRETS_KEYS: "x" }).retrySchedule;
const middle = () => 0.5;

describe("the retry schedule", () => {
  it("has nine attempts over about 38 hours", () => {
    const waits = schedule.map((_, index) => nextWait(schedule, index, null, middle));
    expect(waits).toEqual([0, 5, 300, 1800, 7200, 18_000, 36_000, 36_000, 36_000]);
    expect(nextWait(schedule, 9, null, middle)).toBeNull();
    expect(schedule.reduce((sum, wait) => sum + wait) / 3600).toBeCloseTo(37.6, 1);
  });

  it.each([
    [() => 0, 270],
    [() => 0.999_999, 330],
  ])("moves a wait by a tenth at most", (random, expected) => {
    expect(nextWait(schedule, 2, null, random)).toBeCloseTo(expected, 1);
  });

  it.each([
    [null, 300],
    [10, 300],
    [600, 600],
    [7 * 86_400, 86_400],
  ])("lets Retry-After %s only lengthen a wait, up to a day", (retryAfter, expected) => {
    expect(nextWait(schedule, 2, retryAfter, middle)).toBe(expected);
  });
});

describe("Retry-After", () => {
  const now = new Date("2026-05-08T10:00:00Z");
  it.each([
    [undefined, null],
    ["120", 120],
    ["0", 0],
    [" 7 ", 7],
    ["9".repeat(20), 1e20],
    ["Fri, 08 May 2026 10:02:00 GMT", 120],
    ["Fri, 08 May 2026 09:00:00 GMT", 0],
    ["soon", null],
    // Date.parse takes it for a year in the past: a wait of nothing, which changes nothing.
    ["-5", 0],
    ["", null],
  ])("%s is %s", (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});
