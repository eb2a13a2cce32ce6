import { expect, it } from "vitest";
import type { Wanted } from "./part.ts";
import { decimal, printed, reaches } from "./print.ts";

it.each([
  [12_345.6, "12,346"],
  [99.94, "99.9"],
  [9.994, "9.99"],
  [-0.5, "-0.50"],
  [3, "3"],
  [Number.NaN, "-"],
])("%d reads %s", (value, text) => {
  expect(decimal(value)).toBe(text);
});

it.each<[reached: boolean | null, value: number, wanted?: Wanted]>([
  [true, 0.6, { atLeast: 0.6 }],
  [false, 0.59, { atLeast: 0.6 }],
  [true, 100, { atMost: 100 }],
  [false, 100.1, { atMost: 100 }],
  [false, Number.NaN, { atMost: 100 }],
  [null, 1],
])("%s: %d where %o is wanted", (reached, value, wanted) => {
  expect(reaches({ name: "", value, ...(wanted !== undefined && { wanted }) })).toBe(reached);
});

it("shows figures beside what is wanted of them, under the tables", () => {
  const report = {
    tables: [{ head: ["deliveries", "MiB"], rows: [["20,000", "31.5"]] }],
    figures: [
      { name: "ratio", value: 0.5, wanted: { atLeast: 0.6 } },
      { name: "p99", value: 12, unit: "ms", wanted: { atMost: 100 } },
      { name: "longest", value: 150.4, unit: "ms" },
    ],
    notes: ["Over 100 endpoints."],
  };
  expect(printed(report)).toBe(`deliveries   MiB
20,000      31.5

         measured     wanted
ratio        0.50    >= 0.60  missed
p99         12 ms  <= 100 ms
longest    150 ms

Over 100 endpoints.
`);
});
