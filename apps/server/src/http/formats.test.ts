import { describe, expect, it } from "vitest";
import { formats, isMoment } from "./formats.ts";

describe("a moment", () => {
  it.each([
    "2026-05-08T08:41:16Z",
    "2026-05-08T08:41:16.345Z",
    "2026-05-08T08:41:16.345678901Z",
    "2026-05-08t08:41:16z",
    "2026-05-08 08:41:16Z",
    "2026-05-08T08:41:16+02:00",
    "2026-05-08T08:41:16-00:00",
    "2024-02-29T23:59:59Z",
    "0000-01-01T00:00:00Z",
    "0050-06-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z",
  ])("is %s", (text) => {
    expect(isMoment(text)).toBe(true);
    expect(new Date(text).toISOString()).toMatch(/^\d{4}-/);
  });

  it.each([
    ["no time zone", "2026-05-08T08:41:16"],
    ["a date alone", "2026-05-08"],
    ["a day that is not", "2026-02-30T00:00:00Z"],
    ["29 February of another year", "2026-02-29T00:00:00Z"],
    ["month 13", "2026-13-01T00:00:00Z"],
    ["hour 25", "2026-05-08T25:00:00Z"],
    ["a leap second", "2016-12-31T23:59:60Z"],
    ["a year before 0000 in UTC", "0000-01-01T00:00:00+01:00"],
    ["a year after 9999 in UTC", "9999-12-31T23:59:59-01:00"],
    ["a signed year", "+012026-05-08T08:41:16Z"],
    ["an offset without a colon", "2026-05-08T08:41:16+0200"],
    ["an offset of hours alone", "2026-05-08T08:41:16+02"],
    ["a + that became a space", "2026-05-08T08:41:16 02:00"],
    ["another blank between date and time", "2026-05-08\u00a008:41:16Z"],
    ["an offset of 99 hours", "2026-05-08T08:41:16+99:00"],
    ["words", "yesterday"],
    ["nothing", ""],
  ])("is not %s", (_name, text) => {
    expect(isMoment(text)).toBe(false);
  });
});

describe("a code", () => {
  it.each([
    ["iso-4217", ["USD", "EUR", "JPY", "CHF"], ["ZZZ", "usd", "US", "USDX", ""]],
    ["iso-3166-1-alpha-2", ["US", "DE", "JP", "GB"], ["ZZ", "us", "UK", "USA", "EU", ""]],
  ] as const)("of %s is one that is assigned", (name, assigned, others) => {
    for (const code of assigned) expect(formats[name](code), code).toBe(true);
    for (const code of others) expect(formats[name](code), code).toBe(false);
  });
});

describe("an id", () => {
  it.each([
    ["24f0ebb1-73d7-4e99-9901-821078594271", true],
    ["24F0EBB1-73D7-4E99-9901-821078594271", true],
    ["urn:uuid:24f0ebb1-73d7-4e99-9901-821078594271", false],
    ["24f0ebb173d74e999901821078594271", false],
    ["{24f0ebb1-73d7-4e99-9901-821078594271}", false],
  ])("%s: %s", (text, is) => {
    expect(formats.uuid.test(text)).toBe(is);
  });
});
