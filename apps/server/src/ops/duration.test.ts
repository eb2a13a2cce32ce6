import { InvalidArgumentError } from "commander";
import { describe, expect, it } from "vitest";
import { parseDuration } from "./duration.ts";

describe("a duration", () => {
  it.each([
    ["0", 0],
    ["0s", 0],
    ["0d", 0],
    ["45s", 45],
    ["90m", 5_400],
    ["24h", 86_400],
    ["07h", 25_200],
    ["7d", 604_800],
    ["999999999d", 86_399_999_913_600],
  ])("%s is %d seconds", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    "",
    " ",
    "24",
    "h",
    "-1h",
    "+1h",
    "1.5h",
    "1,5h",
    "24 h",
    " 24h",
    "24h ",
    "24h\n",
    "24H",
    "1w",
    "1y",
    "10ms",
    "1h30m",
    "PT24H",
    "0x10h",
    "1e3s",
    "٣h",
    "1234567890s",
    "Infinityd",
    "24__proto__",
  ])("%j is none", (text) => {
    expect(() => parseDuration(text)).toThrow(
      new InvalidArgumentError("Use a whole number with s, m, h or d, such as 90m, 24h or 7d; or 0."),
    );
  });
});
