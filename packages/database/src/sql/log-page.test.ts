import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HIGHEST_ID, lowestIdAt, randomIdAt } from "../log/ids.ts";
import { logWindow, readLogPage, type WindowParams } from "./log-page.ts";

const at = (text: string) => new Date(`2026-05-${text}Z`);
const idAt = (text: string) => lowestIdAt(at(text));

beforeEach(() => {
  vi.useFakeTimers({ now: at("31T15:30:00"), toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the window of a page", () => {
  const row = { id: randomIdAt(at("20T08:00:00.123")), at: at("20T08:00:00.123") };
  const begins = idAt("01T15:30:00");
  it.each([
    ["is all that is shown", null, null, { from: begins, below: HIGHEST_ID }],
    ["lies below the row before", row, null, { from: begins, below: row.id }],
    [
      "lies below a moment, where no row is named",
      { id: "00000000-0000-0000-0000-000000000000", at: row.at },
      null,
      { from: begins, below: idAt("20T08:00:00.123") },
    ],
    ["lies after a moment", null, at("30T00:00:00.5"), { from: idAt("30T00:00:00.501"), below: HIGHEST_ID }],
    ["begins no sooner than what is shown", null, new Date(0), { from: begins, below: HIGHEST_ID }],
  ])("%s", (_name, cursor, createdAfter, window) => {
    expect(logWindow(30, cursor, createdAfter)).toEqual(window);
  });

  it("is as long as the log is kept", () => {
    expect(logWindow(2, null, null).from).toBe(idAt("29T15:30:00"));
  });
});

describe("reading a page", () => {
  /** Reads a page where each part has so many rows; tells the parts that were asked for. */
  async function read(window: { from: string; below: string }, has: readonly number[], limit = 21) {
    const asked: WindowParams[] = [];
    const page = await readLogPage(window, limit, async (part, most) => {
      asked.push(part);
      const there = has[asked.length - 1] ?? 0;
      return Array.from({ length: Math.min(there, most) }, (_, n) => `${asked.length}.${n}`);
    });
    return { page, asked };
  }
  const all = { from: idAt("01T15:30:00"), below: HIGHEST_ID };
  const [yesterday, lastWeek] = [idAt("30T00:00:00"), idAt("24T00:00:00")];

  it("asks for the last two days only, if these fill it", async () => {
    const { page, asked } = await read(all, [30, 30, 30]);
    expect(page).toHaveLength(21);
    expect(asked).toEqual([[yesterday, HIGHEST_ID]]);
  });

  it("goes further back where there is little, without a gap, and without overlap", async () => {
    const { page, asked } = await read(all, [2, 1, 30]);
    expect(page.slice(0, 4)).toEqual(["1.0", "1.1", "2.0", "3.0"]);
    expect(page).toHaveLength(21);
    expect(asked).toEqual([
      [yesterday, HIGHEST_ID],
      [lastWeek, yesterday],
      [all.from, lastWeek],
    ]);
  });

  it("begins with the days before the row of the page before", async () => {
    const below = randomIdAt(at("10T12:00:00"));
    const { asked } = await read({ from: all.from, below }, []);
    expect(asked).toEqual([
      [idAt("09T00:00:00"), below],
      [idAt("03T00:00:00"), idAt("09T00:00:00")],
      [all.from, idAt("03T00:00:00")],
    ]);
  });

  it("asks once where the window is short", async () => {
    const from = idAt("31T10:00:00");
    expect((await read({ from, below: HIGHEST_ID }, [])).asked).toEqual([[from, HIGHEST_ID]]);
  });

  it("looks at what comes from clocks that are ahead as well", async () => {
    const below = randomIdAt(new Date("2027-01-01T00:00:00Z"));
    expect((await read({ from: all.from, below }, [30])).asked).toEqual([[yesterday, below]]);
  });
});
