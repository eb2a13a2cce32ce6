import { describe, expect, it } from "vitest";
import { type Plan, planDays } from "./plan.ts";

const now = new Date("2026-05-10T15:30:00Z");
/** A day of May. */
const may = (day: number, time = "00:00:00.000Z") =>
  new Date(Date.UTC(2026, 4, day)).toISOString().slice(0, 11) + time;
const at = (text: string | null) => (text === null ? null : new Date(text));

/** A plan in short: the parts of each kind as `from–to`, by the day of the month. */
function inShort(plan: Plan | null) {
  if (plan === null) return null;
  const day = (time: Date | null) =>
    time === null ? "" : `${(time.getTime() - Date.UTC(2026, 3, 30)) / 86_400_000}`;
  const range = ({ from, to }: { from: Date | null; to: Date | null }) => `${day(from)}–${day(to)}`;
  return { kept: plan.kept && range(plan.kept), made: plan.made.map(range).join(" "), end: day(plan.end) };
}

describe("the days of a table, two ahead of 10 May", () => {
  it.each<[string, string | null, string | null, ReturnType<typeof inShort>]>([
    ["are there already", may(13), null, null],
    ["are there, and more", may(20), null, null],
    ["are there, whatever lies beyond", may(13), may(12), null],
    [
      "are made for the first time, with yesterday",
      null,
      null,
      { kept: null, made: "–9 9–10 10–11 11–12 12–13", end: "13" },
    ],
    ["lack the last", may(12), null, { kept: null, made: "12–13", end: "13" }],
    ["lack all from today", may(10), null, { kept: null, made: "10–11 11–12 12–13", end: "13" }],
    [
      "were not made for days, in which nothing was written",
      may(4),
      null,
      { kept: null, made: "4–10 10–11 11–12 12–13", end: "13" },
    ],
    [
      "lack the last, of which there is a row",
      may(12),
      may(12, "23:59:59.999Z"),
      { kept: "12–13", made: "", end: "13" },
    ],
    [
      "were not made, and written to until today",
      may(6),
      may(10, "15:29:59.000Z"),
      { kept: "6–11", made: "11–12 12–13", end: "13" },
    ],
    [
      "were not made, and written to for a while",
      may(2),
      may(5),
      { kept: "2–6", made: "6–7 7–8 8–9 9–10 10–11 11–12 12–13", end: "13" },
    ],
    ["were never made, but written to", null, may(10), { kept: "–11", made: "11–12 12–13", end: "13" }],
  ])("%s", (_name, from, newest, expected) => {
    expect(inShort(planDays(now, { ahead: 2 }, { from: at(from), newest: at(newest) }))).toEqual(expected);
  });

  it("begin where they are asked for in a log that has none", () => {
    const plan = planDays(
      now,
      { ahead: 0, since: new Date(may(8, "07:00:00Z")) },
      { from: null, newest: null },
    );
    expect(inShort(plan)).toEqual({ kept: null, made: "–8 8–9 9–10 10–11", end: "11" });
  });
});
