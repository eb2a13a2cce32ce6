import { describe, expect, it } from "vitest";
import { currencyChoices, formatMoney, toMajorUnits, toMinorUnits } from "./money.ts";

describe("an amount as it is typed", () => {
  const cases: [typed: number | string, currency: string, amount: number | null][] = [
    [12_000, "USD", 1_200_000],
    [12_000.5, "USD", 1_200_050],
    [0.1 + 0.2, "EUR", 30],
    [1.15, "CHF", 115],
    [12_345_678.91, "USD", 1_234_567_891],
    [1_500_000, "JPY", 1_500_000],
    [1.234, "KWD", 1_234],
    [0, "USD", 0],
    ["12.5", "USD", 1_250],
    ["", "USD", null],
    ["-", "USD", null],
    [-1, "USD", null],
    [1.005, "USD", null],
    [1.5, "JPY", null],
    [1e15, "USD", null],
  ];
  it.each(cases)("%j %s is %s", (typed, currency, amount) => {
    expect(toMinorUnits(typed, currency)).toBe(amount);
  });

  it.each([0, 1, 99, 1_200_050, 9_007_199_254_740])("%i comes back as it was", (amount) => {
    for (const currency of ["USD", "JPY", "KWD"])
      expect(toMinorUnits(toMajorUnits(amount, currency), currency)).toBe(amount);
  });
});

it("is written as the server writes it", () => {
  expect([formatMoney(1_200_000, "USD"), formatMoney(1_500_000, "JPY")]).toEqual([
    "$12,000.00",
    "¥1,500,000",
  ]);
});

it("offers a currency that is there already", () => {
  expect(currencyChoices("USD")).not.toContain("THB");
  expect(currencyChoices("THB").slice(0, 2)).toEqual(["THB", "USD"]);
});
