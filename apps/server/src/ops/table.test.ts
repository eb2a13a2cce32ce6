import { describe, expect, it } from "vitest";
import { toTable } from "./table.ts";

describe("a table", () => {
  it.each<[string, object, string]>([
    ["names and values", { a: 1, long_name: null }, "a          1\nlong_name  -\n"],
    ["what is nested", { a: { b: true, c: { d: "x" } } }, "a.b    true\na.c.d  x\n"],
    ["lists of values", { a: [], b: ["x", "y"] }, "a  none\nb  x, y\n"],
    ["lists of objects", { a: [{ n: 1 }, { n: 2 }] }, "a.0.n  1\na.1.n  2\n"],
    [
      "a page",
      {
        object: "list",
        data: [
          { id: "1", ok: true },
          { id: "22", ok: null },
        ],
        next_cursor: null,
      },
      "id  ok\n1   true\n22  -\n\nobject       list\nnext_cursor  -\n",
    ],
    ["an empty page", { data: [], next_cursor: null }, "none\n\nnext_cursor  -\n"],
  ])("shows %s", (_name, result, text) => {
    expect(toTable(result)).toBe(text);
  });
});
