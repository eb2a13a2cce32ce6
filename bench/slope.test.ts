import { expect, it } from "vitest";
import { slopeOf } from "./slope.ts";

it.each([
  [
    "a line",
    [
      [0, 5],
      [1, 7],
      [2, 9],
    ],
    { start: 5, slope: 2 },
  ],
  [
    "a level",
    [
      [0, 5],
      [10, 5],
    ],
    { start: 5, slope: 0 },
  ],
  [
    "one that falls",
    [
      [0, 5],
      [10, 0],
    ],
    { start: 5, slope: -0.5 },
  ],
  [
    "scattered points",
    [
      [0, 0],
      [1, 2],
      [2, 1],
      [3, 3],
    ],
    { start: 0.3, slope: 0.8 },
  ],
  ["one point", [[3, 4]], { start: 4, slope: 0 }],
] as const)("%s", (_name, points, { start, slope }) => {
  const found = slopeOf(points);
  expect(found.start).toBeCloseTo(start);
  expect(found.slope).toBeCloseTo(slope);
});
