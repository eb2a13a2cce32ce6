import { describe, expect, it } from "vitest";
import { deliveriesSearch, fromLocal, isFiltered, listQuery, toLocal } from "./search.ts";

const NOW = Date.parse("2026-05-08T09:00:00Z");

describe("the URL of the deliveries", () => {
  it.each([
    [{}, { limit: 50 }],
    [
      { status: "failed", type: "order.received" },
      { limit: 50, status: "failed", type: "order.received" },
    ],
    [{ status: "unknown", type: "<b>", period: "2y", view: "x", from: "yesterday" }, { limit: 50 }],
    [{ period: "24h" }, { limit: 50, created_after: "2026-05-07T09:00:00.000Z" }],
    [
      { from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00+02:00" },
      { limit: 50, created_after: "2026-05-01T00:00:00.000Z", created_before: "2026-05-01T22:00:00.000Z" },
    ],
    [
      { period: "1h", from: "2026-05-01T00:00:00Z" },
      { limit: 50, created_after: "2026-05-08T08:00:00.000Z" },
    ],
    [
      { id: 12345, after: "abc", delivery: "d" },
      { limit: 50, id: "12345", after: "abc" },
    ],
    [{ id: "", status: "" }, { limit: 50 }],
  ])("%j asks for %j", (search, query) => {
    expect(listQuery(deliveriesSearch(search), NOW)).toEqual(query);
  });

  it("says whether the list is narrowed", () => {
    expect(isFiltered(deliveriesSearch({ delivery: "d", after: "a", view: "charts" }))).toBe(false);
    expect(isFiltered(deliveriesSearch({ id: "evt" }))).toBe(true);
  });
});

it("a local time is the same moment again", () => {
  expect(fromLocal(toLocal("2026-05-08T08:45:00.000Z"))).toBe("2026-05-08T08:45:00.000Z");
  expect(fromLocal("")).toBe("");
  expect(fromLocal("soon")).toBe("");
});
