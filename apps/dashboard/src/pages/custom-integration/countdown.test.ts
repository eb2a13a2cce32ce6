import { expect, it } from "vitest";
import { inWords } from "./countdown.tsx";

const [S, MIN, H, D] = [1_000, 60_000, 3_600_000, 86_400_000];

it.each([
  [7 * D, "7 d 0 h"],
  [D, "1 d 0 h"],
  [D - S, "23 h 59 min"],
  [H, "1 h 0 min"],
  [H - 1, "1 h 0 min"],
  [59 * MIN + 5 * S, "59 min 5 s"],
  [D + 5 * MIN, "1 d 0 h"],
  [9 * S, "9 s"],
  [1, "1 s"],
  [0, "0 s"],
  [-5 * S, "0 s"],
])("%i ms are %s", (ms, words) => {
  expect(inWords(ms)).toBe(words);
});
