import { Database } from "@wth/database";
import { createTestDatabase, type TestDatabase } from "@wth/database/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findUnstorableText, isStorableText } from "./text.ts";

const NUL = "\0";
const HIGH = "\uD83D";
const LOW = "\uDE00";

const storable: [string, string][] = [
  ["nothing", ""],
  ["ASCII", "a"],
  [
    "all control characters but NUL",
    String.fromCharCode(...Array.from({ length: 31 }, (_, code) => code + 1), 127),
  ],
  ["accents", "Zoë"],
  ["another script", "山田"],
  ["a surrogate pair", HIGH + LOW],
  ["the last character", "\u{10FFFF}"],
  ["characters that are none", "\uFFFE\uFFFF"],
  ["the replacement character", "\uFFFD"],
  ["a byte order mark", "\uFEFF"],
  ["an escape that is only written", "\\u0000"],
];
const unstorable: [string, string][] = [
  ["a NUL", NUL],
  ["a NUL inside", `a${NUL}b`],
  ["a NUL at the end", `a${NUL}`],
  ["a high surrogate alone", HIGH],
  ["a low surrogate alone", LOW],
  ["a pair the wrong way round", LOW + HIGH],
  ["a high surrogate before a pair", HIGH + HIGH + LOW],
  ["a low surrogate after a pair", HIGH + LOW + LOW],
  ["a high surrogate before a letter", `${HIGH}a`],
];

describe("a text", () => {
  let testDatabase: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, applicationName: "wth-text-test" });
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  /** Whether PostgreSQL gives a text back as it was sent. */
  async function comesBack(text: string): Promise<boolean> {
    const { rows } = await database.pool
      .query("SELECT $1::text AS text", [text])
      .catch((error: unknown) => ({ rows: [{ text: error }] }));
    return rows[0]?.text === text;
  }

  it.each(storable)("of %s is storable", async (_name, text) => {
    expect([isStorableText(text), await comesBack(text)]).toEqual([true, true]);
  });

  it.each(unstorable)("of %s is not", async (_name, text) => {
    expect([isStorableText(text), await comesBack(text)]).toEqual([false, false]);
  });
});

describe("findUnstorableText", () => {
  it.each([
    ["a text", "a"],
    ["a number", 1],
    ["null", null],
    ["nothing", undefined],
    ["a boolean", true],
    ["an empty object", {}],
    ["an empty list", []],
    ["a document", { a: [{ b: "Zoë" }, ["⌚"]], "c/d~e": null, "": "" }],
  ])("finds nothing in %s", (_name, value) => {
    expect(findUnstorableText(value)).toBeNull();
  });

  it.each([
    ["the text itself", NUL, ""],
    ["a field", { a: "b", c: NUL }, "/c"],
    ["a field of a field", { a: { b: HIGH } }, "/a/b"],
    ["an item", ["a", NUL], "/1"],
    ["a field of an item", { line_items: [{ name: "a" }, { name: LOW }] }, "/line_items/1/name"],
    ["a field whose name has signs of pointers", { "a/b~c": NUL }, "/a~1b~0c"],
    ["a field without a name", { "": NUL }, "/"],
    ["a field of the name __proto__", JSON.parse('{"__proto__":"\\u0000"}'), "/__proto__"],
    ["a name, by the object that has it", { a: { [`b${NUL}`]: 1 } }, "/a"],
    ["a name with half a pair", { a: [{ [HIGH]: 1 }] }, "/a/0"],
    ["a name of the outermost", { [NUL]: 1 }, ""],
  ])("points to %s", (_name, value, pointer) => {
    expect(findUnstorableText(value)).toBe(pointer);
  });

  it("goes as deep as a document can, and as wide", () => {
    const depth = 100_000;
    const deep = (inside: string): unknown => JSON.parse(`${"[".repeat(depth)}${inside}${"]".repeat(depth)}`);
    expect(findUnstorableText(deep('"a"'))).toBeNull();
    expect(findUnstorableText(deep('"\\u0000"'))).toBe("/0".repeat(depth));
    const wide = Array.from({ length: 200_000 }, () => "a");
    expect(findUnstorableText(wide)).toBeNull();
    expect(findUnstorableText([...wide, NUL])).toBe("/200000");
  });
});
