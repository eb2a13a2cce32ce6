import { describe, expect, it } from "vitest";
import { parsePastTime } from "./time.ts";

const now = new Date("2026-05-08T12:00:00.000Z");

describe("a time of the command line", () => {
  it.each([
    ["2026-05-08T09:30:00Z", "2026-05-08T09:30:00.000Z"],
    ["2026-05-08T09:30:00.25+02:00", "2026-05-08T07:30:00.250Z"],
    ["2026-05-08T12:00:00Z", "2026-05-08T12:00:00.000Z"],
    ["90m", "2026-05-08T10:30:00.000Z"],
    ["7d", "2026-05-01T12:00:00.000Z"],
    ["0", "2026-05-08T12:00:00.000Z"],
  ])("%s is %s", (text, time) => {
    expect(parsePastTime(text, now).toISOString()).toBe(time);
  });

  it.each([
    ["", "Use a time"],
    ["2026-05-08", "Use a time"],
    ["2026-05-08T09:30:00", "Use a time"],
    ["yesterday", "Use a time"],
    ["-1h", "Use a time"],
    ["2026-13-08T09:30:00Z", "no such time"],
    ["2026-05-08T12:00:01Z", "still to come"],
  ])("is not %j", (text, message) => {
    expect(() => parsePastTime(text, now)).toThrow(message);
  });
});
