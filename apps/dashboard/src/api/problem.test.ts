import { describe, expect, it } from "vitest";
import { codeOf, isWorthRetrying, toProblem } from "./problem.ts";

const envelope = (type: string, code: string, message: string) => ({
  error: { type, code, message, doc_url: "https://x/docs/api/errors", request_id: "req_1" },
});

describe("a problem in words", () => {
  const cases: [name: string, thrown: unknown, message: string, advice: RegExp, requestId: string | null][] =
    [
      [
        "a refusal: what the catalogue says",
        envelope("validation_error", "invalid_request", "name must not be empty."),
        "name must not be empty.",
        /Correct it/,
        "req_1",
      ],
      [
        "a refusal whose message says all",
        envelope("authentication_error", "wrong_email_or_password", "These do not go together."),
        "These do not go together.",
        /^$/,
        "req_1",
      ],
      [
        "a fault of ours: not what programs are told",
        envelope("api_error", "internal_error", "Repeat with the same Idempotency-Key."),
        "Something went wrong on our side.",
        /send support the request id/,
        "req_1",
      ],
      [
        "no connection",
        new TypeError("Failed to fetch"),
        "The server cannot be reached.",
        /connection/,
        null,
      ],
      [
        "a page of an earlier release",
        new TypeError("Failed to fetch dynamically imported module: /assets/page-1.js"),
        "The dashboard was updated.",
        /Load the page again/,
        null,
      ],
      [
        "an answer of something in between",
        "<html>Bad gateway</html>",
        "Something went wrong on our side.",
        /./,
        null,
      ],
      ["a fault in a page", new Error("x is undefined"), "Something went wrong on our side.", /./, null],
      ["nothing", undefined, "Something went wrong on our side.", /./, null],
    ];
  it.each(cases)("%s", (_name, thrown, message, advice, requestId) => {
    const problem = toProblem(thrown);
    expect(problem).toMatchObject({ message, requestId });
    expect(problem.advice).toMatch(advice);
  });
});

describe("trying again", () => {
  it.each([
    ["a fault of ours", envelope("api_error", "service_unavailable", "m"), true],
    ["no connection", new TypeError("Failed to fetch"), true],
    ["a refusal", envelope("not_found_error", "resource_not_found", "m"), false],
    ["anything else", new Error("x"), false],
  ])("after %s: %s", (_name, thrown, expected) => {
    expect(isWorthRetrying(thrown)).toBe(expected);
  });
});

it("names the code of an envelope only", () => {
  expect(codeOf(envelope("authentication_error", "not_signed_in", "m"))).toBe("not_signed_in");
  for (const other of [null, "not_signed_in", { error: "x" }, { error: { code: "x" } }])
    expect(codeOf(other)).toBeNull();
});
