import { describe, expect, it } from "vitest";
import { type Delivery, mergePage } from "./merge.ts";

const row = (id: string, status: Delivery["status"] = "delivered"): Delivery => ({
  id,
  object: "webhook_delivery",
  event_id: `evt_${id}`,
  event_type: "listing.sold",
  endpoint_url: "https://shop.example/hook",
  status,
  attempt_count: 1,
  next_attempt_at: null,
  created_at: "2026-05-08T08:45:03.412Z",
  delivered_at: null,
  livemode: true,
});

describe("a page that is being read", () => {
  it.each([
    ["nothing new", ["b", "a"], ["b", "a"], 0, []],
    ["two new ones above", ["b", "a"], ["d", "c", "b", "a"], 2, []],
    ["so many new ones that none of the page is left", ["b", "a"], ["f", "e", "d", "c"], 4, []],
    ["one that has moved below the page", ["b", "a"], ["c", "b"], 1, []],
  ])("stays where it is with %s", (_name, shown, fresh, waiting, missing) => {
    const merged = mergePage(
      shown.map((id) => row(id)),
      fresh.map((id) => row(id)),
    );
    expect(merged.rows.map(({ id }) => id)).toEqual(shown);
    expect(merged).toMatchObject({ waiting, missing });
  });

  it("shows what has become of its rows", () => {
    const merged = mergePage([row("b", "pending"), row("a")], [row("b", "failed"), row("a")]);
    expect(merged.rows.map(({ status }) => status)).toEqual(["failed", "delivered"]);
  });

  it("asks for those that have left it and can have changed", () => {
    const shown = [row("d", "failed"), row("c", "pending"), row("b", "delivered"), row("a", "failed")];
    expect(mergePage(shown, [row("a", "failed")]).missing).toEqual(["d", "c"]);
  });
});
