import { describe, expect, it } from "vitest";
import { durationInWords, filterInWords, outcomeInWords, pretty, waitInWords } from "./words.ts";

describe("what an attempt came to", () => {
  it.each([
    [{ error: null, response_status: 204 }, "HTTP 204"],
    [{ error: "http_status", response_status: 503 }, "Answered with HTTP 503"],
    [{ error: "timeout", response_status: null }, "No answer within 10 seconds"],
    [{ error: "timeout", response_status: 200 }, "No answer within 10 seconds (HTTP 200)"],
    [{ error: "of_tomorrow", response_status: null }, "Failed: of_tomorrow"],
  ])("%j is said as %s", (attempt, words) => {
    expect(outcomeInWords(attempt)).toBe(words);
  });
});

it.each([
  ["5xx", "5xx: the receiver failed"],
  ["503", "HTTP 503"],
  ["network_error", "Network error"],
  ["dns", "The host name could not be resolved"],
  ["of_tomorrow", "of_tomorrow"],
])("the filter for %s says %s", (outcome, words) => {
  expect(filterInWords(outcome)).toBe(words);
});

it.each([
  [0, "0 s"],
  [59_400, "59 s"],
  [61_000, "1 min 1 s"],
  [7_199_000, "1 h 59 min"],
  [-5_000, "0 s"],
])("%i ms to wait is %s", (ms, words) => {
  expect(waitInWords(ms)).toBe(words);
});

it("durations have their unit", () => {
  expect([durationInWords(84), durationInWords(10_040)]).toEqual(["84 ms", "10.0 s"]);
});

it("JSON is set in lines, and anything else stays as it is", () => {
  expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(pretty("<b>no</b>")).toBe("<b>no</b>");
});
