import { describe, expect, it } from "vitest";
import { readCommandLine, UsageError, usage } from "./command-line.ts";
import { definePart } from "./part.ts";
import { parts } from "./parts.ts";

const quick = definePart({ name: "quick", title: "Quick", sizes: { rounds: 5 }, measure });
const slow = definePart({ name: "slow", title: "Slow", sizes: { rounds: 3, seconds: 60 }, measure });

const huge = definePart({ name: "huge", title: "Huge", sizes: { rows: 9 }, byNameOnly: true, measure });

/** Gives back what it was given. */
async function measure(_bench: unknown, sizes: Readonly<Record<string, number>>) {
  return { figures: Object.entries(sizes).map(([name, value]) => ({ name, value })) };
}

describe("the command line", () => {
  it.each([
    [[], ["quick", "slow"], {}],
    [["--only", "slow"], ["slow"], {}],
    [["--only", "slow,quick", "--rounds", "1"], ["quick", "slow"], { rounds: 1 }],
    [["--seconds", "2"], ["quick", "slow"], { seconds: 2 }],
    [["--only", "huge,quick", "--rows", "1"], ["quick", "huge"], { rows: 1 }],
  ])("%j", (args, names, sizes) => {
    const request = readCommandLine(args, [quick, slow, huge]);
    expect(request?.parts.map(({ name }) => name)).toEqual(names);
    expect(request).toMatchObject({ json: false, sizes });
  });

  it.each([
    [["--only", "fast"], 'There is no part "fast".'],
    [["--only", "quick", "--seconds", "2"], "--seconds: has no effect here."],
    [["--rows", "2"], "--rows: has no effect here."],
    [["--rounds", "0"], "--rounds: use a whole number above 0."],
    [["--rounds", "many"], "--rounds: use a whole number above 0."],
    [["--fast"], "--fast"],
  ])("%j is refused", (args, message) => {
    expect(() => readCommandLine(args, [quick, slow, huge])).toThrow(UsageError);
    expect(() => readCommandLine(args, [quick, slow, huge])).toThrow(message);
  });

  it("can ask for help only, and for a file", () => {
    expect(readCommandLine(["--help"], [quick])).toBeNull();
    expect(readCommandLine(["--json"], [quick])?.json).toBe(true);
  });
});

it("a part gets its own sizes where none are given", async () => {
  // Safe: this part's measure() does not look at what it measures with.
  const bench = {} as Parameters<typeof slow.measure>[0];
  const { figures } = await slow.measure(bench, { seconds: 1 });
  expect(figures).toEqual([
    { name: "rounds", value: 3 },
    { name: "seconds", value: 1 },
  ]);
});

it("the usage names each part once, and each of its sizes", () => {
  const text = usage(parts);
  for (const { name, sizes } of parts) {
    expect(text.match(new RegExp(`^  ${name} `, "gm"))).toHaveLength(1);
    for (const size of Object.keys(sizes)) expect(text).toContain(`--${size} `);
  }
});
