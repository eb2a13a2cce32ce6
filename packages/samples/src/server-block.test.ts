import { describe, expect, it } from "vitest";
import { inBackground, startsServer } from "./server-block.ts";

const block = (code: string) => ({ language: "sh", meta: {}, code, line: 1 });

describe("startsServer", () => {
  it.each([
    ["npm start\n", true],
    ["A=1 B=two npm start\ncurl x\n", true],
    ["echo npm start\n", false],
    ["npm start-up\n", false],
  ])("%o: %s", (code, expected) => {
    expect(startsServer(block(code))).toBe(expected);
  });
});

describe("inBackground", () => {
  it("lets the server run behind the other commands, on ports that are free, and ends it", () => {
    const commands = inBackground(
      "PORT=9464 npm start\ncurl 127.0.0.1:9464\n",
      new Map([["9464", 51234]]),
      "/log",
    );
    expect(commands).toMatch(
      /^PORT=51234 npm start > '\/log' 2>&1 < \/dev\/null &\nSERVER=\$!\nuntil [\s\S]*done\ncurl 127\.0\.0\.1:51234\n\nkill \$SERVER\nwait/,
    );
  });
});
