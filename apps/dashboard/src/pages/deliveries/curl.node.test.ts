import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { toCurl } from "./curl.ts";

describe("a request as a command", () => {
  const hostile = ["it's", "$(touch /tmp/x)", "`id`", '"; echo', "a\nb", "\\'", "!x", "'\\''"];
  it.each(hostile)("gives curl %j as it is", (text) => {
    const command = toCurl(`https://a.example/?${text}`, [{ name: "x-a", value: text }], text);
    const shell = `curl() { printf '%s\\0' "$@"; }; ${command}`;
    const words = execFileSync("sh", ["-c", shell], { encoding: "utf8" }).split("\0");
    expect(words.slice(0, -1)).toEqual([
      "-X",
      "POST",
      `https://a.example/?${text}`,
      "-H",
      `x-a: ${text}`,
      "--data-binary",
      text,
    ]);
  });
});
