import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { parts } from "./parts.ts";

it("are all in the README, in the order in which they are measured", () => {
  const readme = readFileSync(path.join(import.meta.dirname, "../README.md"), "utf8");
  const [, section = ""] = readme.split("\n## Benchmarks\n");
  const [, table = ""] = section.split("| measures ");
  const named = [...table.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name);
  expect(named.slice(0, parts.length)).toEqual(parts.map(({ name }) => name));
});
