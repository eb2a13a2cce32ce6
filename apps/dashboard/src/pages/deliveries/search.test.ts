import { describe, expect, it } from "vitest";
import { deliveriesSearch, failedSelection, fromLocal, isFiltered, listQuery, toLocal } from "./search.ts";

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
    [{ outcome: "5xx" }, { limit: 50, outcome: "5xx" }],
    [{ outcome: 503 }, { limit: 50, outcome: "503" }],
    [{ outcome: "connection_reset" }, { limit: 50, outcome: "connection_reset" }],
    [{ outcome: "%" }, { limit: 50 }],
  ])("%j asks for %j", (search, query) => {
    expect(listQuery(deliveriesSearch(search), NOW)).toEqual(query);
  });

  it("says whether the list is narrowed", () => {
    expect(isFiltered(deliveriesSearch({ delivery: "d", after: "a", view: "charts" }))).toBe(false);
    expect(isFiltered(deliveriesSearch({ id: "evt" }))).toBe(true);
  });
});

describe("what a retry of all takes", () => {
  const both = ["failed", "dead_letter"];
  it.each([
    [{}, { statuses: both }],
    [{ status: "dead_letter" }, { statuses: ["dead_letter"] }],
    [
      { outcome: "timeout", type: "order.received" },
      { statuses: both, outcome: "timeout", types: ["order.received"] },
    ],
    [
      { period: "24h", after: "abc", delivery: "d", view: "causes" },
      { statuses: both, created_after: "2026-05-07T09:00:00.000Z" },
    ],
    [{ to: "2026-05-02T00:00:00Z" }, { statuses: both, created_before: "2026-05-02T00:00:00.000Z" }],
  ])("of %j is %j", (search, selection) => {
    expect(failedSelection(deliveriesSearch(search), "live", NOW)).toEqual({
      kind: "failed",
      mode: "live",
      ...selection,
    });
  });

  it.each([{ status: "delivered" }, { status: "pending" }, { outcome: "2xx" }, { id: "shop-1" }])(
    "is nothing for %j",
    (search) => {
      expect(failedSelection(deliveriesSearch(search), "both", NOW)).toBeNull();
    },
  );
});

it("a local time is the same moment again", () => {
  expect(fromLocal(toLocal("2026-05-08T08:45:00.000Z"))).toBe("2026-05-08T08:45:00.000Z");
  expect(fromLocal("")).toBe("");
  expect(fromLocal("soon")).toBe("");
});
