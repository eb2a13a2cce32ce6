import { describe, expect, it } from "vitest";
import { behaviourNames, endpointPaths } from "./behaviours.ts";
import { FULL, SHORT, withEvents } from "./forms.ts";
import { Random } from "./random.ts";
import { runChaos } from "./run.ts";

describe("the forms", () => {
  it.each([
    ["full", FULL],
    ["short", SHORT],
  ])("%s: leases outlast attempts, and the pause outlasts the lease", (_name, form) => {
    expect(form.leaseSeconds).toBeGreaterThan((2 * form.attemptTimeoutMs) / 1_000);
    expect(form.pauseSeconds).toBeGreaterThan(form.leaseSeconds);
    expect(endpointPaths(form.endpoints)).toEqual(
      expect.arrayContaining(behaviourNames.map((name) => `/${name}/0`)),
    );
  });

  it("full: 100,000 events, 200 endpoints, two outages", () => {
    expect(FULL.events).toBe(100_000);
    expect(endpointPaths(FULL.endpoints)).toHaveLength(200);
    expect(FULL.outages).toHaveLength(2);
  });

  it("keep their rate with another number of events", () => {
    const half = withEvents(FULL, FULL.events / 2);
    expect(half.events / half.writeSeconds).toBeCloseTo(FULL.events / FULL.writeSeconds);
  });
});

describe("randomness", () => {
  it("is the same for the same seed, and spread evenly", () => {
    const [random, again, other] = [new Random(7), new Random(7), new Random(8)];
    const numbers = Array.from({ length: 10_000 }, () => random.next());
    expect(numbers.map(() => again.next())).toEqual(numbers);
    expect(numbers.map(() => other.next())).not.toEqual(numbers);
    expect(numbers.every((each) => each >= 0 && each < 1)).toBe(true);
    expect(numbers.reduce((sum, each) => sum + each, 0) / numbers.length).toBeCloseTo(0.5, 1);
    expect(new Set(numbers.map((each) => Math.floor(each * 10))).size).toBe(10);
  });
});

describe("a short chaos run", () => {
  it("loses nothing, repeats nothing without a cause, and records nothing stale", {
    timeout: 180_000,
  }, async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const { findings, report, committed } = await runChaos(SHORT, seed, () => {});
    expect(committed, report).toBeGreaterThanOrEqual(SHORT.events);
    expect(
      findings.filter(({ violations }) => violations.length > 0),
      report,
    ).toEqual([]);
  });
});
