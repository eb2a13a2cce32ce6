import { describe, expect, it } from "vitest";
import { changesOf, fieldsOf, itemOf, rules, type WatchFields } from "./form-values.ts";
import type { Item } from "./put-item.ts";

const item: Item = {
  id: "24f0ebb1-73d7-4e99-9901-821078594271",
  object: "inventory_item",
  status: "active",
  is_published: true,
  watch: {
    brand: "Rolex",
    model: "Submariner Date",
    reference: "116610LN",
    year: 2019,
    condition: "very_good",
    case_material: "steel",
    case_diameter_mm: 40.5,
    dial_color: null,
    bracelet: null,
    caliber: "3135",
    movement: "automatic",
    complications: ["date", "small seconds"],
    water_resistance_m: 0,
    power_reserve_h: null,
    box: true,
    papers: false,
  },
  price: { amount: 1_200_050, currency: "USD", amount_formatted: "$12,000.50" },
  photos: [
    { id: "2", url: "https://x.test/b.jpg", position: 2 },
    { id: "1", url: "https://x.test/a.jpg", position: 1 },
  ],
  sale: null,
  created_at: "2026-05-08T08:41:16.345Z",
  updated_at: "2026-05-08T08:41:16.345Z",
};

describe("the form of a watch", () => {
  it("sends what it was given, when nothing is typed", () => {
    const fields = fieldsOf(item);
    expect(itemOf(fields)).toEqual({
      watch: item.watch,
      price: { amount: 1_200_050, currency: "USD" },
      photos: ["https://x.test/a.jpg", "https://x.test/b.jpg"],
    });
    expect(changesOf(fields, fields)).toBeNull();
  });

  const changes: [name: string, typed: Partial<WatchFields>, sent: object | null][] = [
    ["spaces", { brand: " Rolex ", complications: "date,small seconds ," }, null],
    ["a price", { price: 1.5 }, { price: { amount: 150, currency: "USD" } }],
    ["a price as text", { price: "12000.5" }, null],
    ["a currency", { price: 12_000, currency: "JPY" }, { price: { amount: 12_000, currency: "JPY" } }],
    [
      "attributes",
      { reference: "", year: "", papers: true, complications: "" },
      { watch: { reference: null, year: null, papers: true, complications: [] } },
    ],
    ["zero", { power_reserve_h: 0 }, { watch: { power_reserve_h: 0 } }],
    [
      "nothing of what was chosen",
      { condition: "", movement: "" },
      { watch: { condition: null, movement: null } },
    ],
    [
      "photos",
      { photos: "\nhttps://x.test/c.jpg\n\n https://x.test/a.jpg" },
      { photos: ["https://x.test/c.jpg", "https://x.test/a.jpg"] },
    ],
  ];
  it.each(changes)("sends only what was changed: %s", (_name, typed, sent) => {
    const before = fieldsOf(item);
    expect(changesOf(before, { ...before, ...typed })).toEqual(sent);
  });

  it.each([
    ["", true],
    ["https://x.test/a.jpg?w=1", true],
    ["https://x.test/a.jpg\n\nhttps://x.test/b.jpg", true],
    ["http://x.test/a.jpg", false],
    ["https://", false],
    ["https://x.test/a b.jpg", false],
    ["javascript:alert(1)", false],
    ["https://x.test/a.jpg, https://x.test/b.jpg", false],
  ])("takes photos %j: %s", (text, isRight) => {
    expect(rules.photos(text) === null).toBe(isRight);
  });
});
