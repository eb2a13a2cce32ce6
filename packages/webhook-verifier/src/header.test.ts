import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as node from "./node-header.ts";
import * as web from "./web-header.ts";

// The builds read the signature header in two ways, one fast and one small: whatever comes, they say the same.

const HEX = "0123456789abcdef".repeat(4);
const OTHER = HEX.split("").reverse().join("");

/** What a build makes of a header: its refusal, or the time and which signatures fit. */
function nodeSays(text: string): string {
  return saying(() => {
    const header = node.readHeader(text);
    header.requireHex();
    return [header.time, header.matches(HEX), header.matches(OTHER)];
  });
}

function webSays(text: string): string {
  return saying(() => {
    const header = web.readHeader(text);
    return [header.time, web.matchesAny(HEX, header), web.matchesAny(OTHER, header)];
  });
}

function saying(read: () => unknown): string {
  try {
    return JSON.stringify(read());
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : `not ours: ${error}`;
  }
}

const blank = fc.stringMatching(/^[ \t]{0,2}$/);
const time = fc.oneof(fc.constant("t=1778229903"), fc.stringMatching(/^t=[0-9 .+e-]{0,17}$/));
const signature = fc.oneof(
  fc.constantFrom(
    `v1=${HEX}`,
    `v1=${OTHER}`,
    "v1=",
    `v1=${HEX.toUpperCase()}`,
    `v1=${HEX}0`,
    `v1=${"é".repeat(64)}`,
  ),
  fc.stringMatching(/^v1=[0-9a-g ]{60,66}$/),
);
const junk = fc.oneof(
  fc.constantFrom("", "t", "v1", "T=1", "V1=a", `v2=${HEX}`, `v0=${HEX}`),
  fc.string({ maxLength: 8 }),
);
const element = fc.oneof({ weight: 3, arbitrary: time }, { weight: 4, arbitrary: signature }, junk);
/** Few elements mostly, sometimes more than the limit. */
const header = fc
  .array(fc.tuple(blank, element, blank), { maxLength: 20, size: "max" })
  .map((elements) => elements.map((parts) => parts.join("")).join(","));

describe("a signature header", () => {
  it("is the same for both builds, whatever comes", () => {
    fc.assert(
      fc.property(header, (text) => {
        expect(nodeSays(text)).toBe(webSays(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it("is well-formed often enough for that to mean something", () => {
    const wellFormed = fc
      .tuple(blank, blank, fc.array(signature, { maxLength: 20 }))
      .map(([before, after, others]) => ["t=1778229903", `${before}v1=${HEX}${after}`, ...others].join(","));
    const answers = fc.sample(wellFormed, 200).map(nodeSays);
    expect(answers.filter((answer) => answer.startsWith('["1778229903",true')).length).toBeGreaterThan(100);
    expect(fc.sample(wellFormed, 200).every((text) => nodeSays(text) === webSays(text))).toBe(true);
  });
});
