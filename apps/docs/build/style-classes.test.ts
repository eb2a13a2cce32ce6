import { describe, expect, it } from "vitest";
import { StyleClasses } from "./style-classes.ts";

const COLOURS = ".ec-line :where(span[style^='--']:not([class])){color:var(--0)}.copy{display:none}";

describe("StyleClasses", () => {
  const cases: [name: string, html: string, expected: string][] = [
    ["an attribute alone", '<span style="--0:#111">a</span>', '<span class="style-0">a</span>'],
    [
      "one beside a class",
      '<a class="large" style="color:red" href="#">a</a>',
      '<a class="large style-0" href="#">a</a>',
    ],
    ["one before a class", '<a style="x:1" class="large">a</a>', '<a class="large style-0">a</a>'],
    [
      "the same twice, and another",
      '<i style="x:1"></i><i style="x:1"></i><i style="x:2"></i>',
      '<i class="style-0"></i><i class="style-0"></i><i class="style-1"></i>',
    ],
    ["what a script shows later", '<kbd style="display: none;">K</kbd>', "<kbd>K</kbd>"],
    ["text that looks like one", '<p>style="x:1"</p>', '<p>style="x:1"</p>'],
    [
      "a script, whose hash must stay",
      `<script>"<i style=\\"x:1\\">"</script><i style="x:1"></i>`,
      `<script>"<i style=\\"x:1\\">"</script><i class="style-0"></i>`,
    ],
  ];
  it.each(cases)("moves %s", (_name, html, expected) => {
    expect(new StyleClasses().replaceIn(html)).toBe(expected);
  });

  it("writes a rule for each class, and finds the colours of code by class", () => {
    const classes = new StyleClasses();
    classes.replaceIn('<span style="--0:#111">a</span><span style="--0:#222">b</span>');
    const { name, css } = classes.styleSheet(COLOURS);
    expect(name).toMatch(/^attributes\.[0-9a-f]{8}\.css$/);
    expect(css.split("\n")).toEqual([
      ".style-0{--0:#111}",
      ".style-1{--0:#222}",
      ".ec-line :where(span[class^='style-']){color:var(--0)}",
      "",
    ]);
    expect(new StyleClasses().styleSheet(COLOURS).name).not.toBe(name);
  });

  it("notices that code is coloured in another way", () => {
    expect(() => new StyleClasses().styleSheet(".ec-line span{color:red}")).toThrow(/style-classes\.ts/);
  });
});
