import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ROOT } from "./environment.mjs";
import { digest, filesBelow, isStamped, workspacePackages, writeStamp } from "./stamp.mjs";
import { countTests, whyNothingRan } from "./test.mjs";

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wth-boot-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("countTests", () => {
  it.each([
    ["all pass", { numPassedTests: 5, numFailedTests: 0, success: true }, 0, { passed: 5, failed: 0 }],
    ["some fail", { numPassedTests: 5, numFailedTests: 2, success: false }, 1, { passed: 5, failed: 2 }],
    [
      "a file does not load",
      { numPassedTests: 5, numFailedTests: 0, success: false },
      1,
      { passed: 5, failed: 1 },
    ],
    [
      "an error outside a test",
      { numPassedTests: 5, numFailedTests: 0, success: true },
      1,
      { passed: 5, failed: 1 },
    ],
    ["no test ran", { numPassedTests: 0, numFailedTests: 0, success: true }, 0, { passed: 0, failed: 1 }],
  ])("%s", (_name, report, exitCode, counts) => {
    expect(countTests(JSON.stringify(report), exitCode)).toEqual(counts);
  });
});

describe("whyNothingRan", () => {
  it.each([
    ["a name that no file has", [], ["nonexistent"], /^No test file matches nonexistent\./],
    ["a name that a file has", [{ name: "a.test.ts" }], ["a.test"], null],
    ["a run of everything, or of a test by its title", [], ["-t"], null],
  ])("%s", (_name, testResults, args, expected) => {
    const told = whyNothingRan(JSON.stringify({ testResults }), args);
    if (expected === null) expect(told).toBeNull();
    else expect(told).toMatch(expected);
  });
});

describe("stamps", () => {
  it("change with a file's content, its name, and the extra facts", () => {
    writeFileSync(join(folder, "a"), "1");
    const before = digest(filesBelow(folder), ["linux"]);
    expect(digest(filesBelow(folder), ["linux"])).toBe(before);
    expect(digest(filesBelow(folder), ["darwin"])).not.toBe(before);
    writeFileSync(join(folder, "a"), "2");
    expect(digest(filesBelow(folder), ["linux"])).not.toBe(before);
    rmSync(join(folder, "a"));
    writeFileSync(join(folder, "b"), "1");
    expect(digest(filesBelow(folder), ["linux"])).not.toBe(before);
  });

  it("hold only the value that was written", () => {
    const stamp = join(folder, "new", "stamp");
    expect(isStamped(stamp, "x")).toBe(false);
    writeStamp(stamp, "x");
    expect(isStamped(stamp, "x")).toBe(true);
    expect(isStamped(stamp, "y")).toBe(false);
  });

  it("see every package of the workspace", () => {
    const names = workspacePackages().map(({ folder: path }) => path.slice(ROOT.length));
    expect(names).toEqual(expect.arrayContaining(["packages/database", "apps/server", "bench"]));
  });
});

describe("run", () => {
  /** @param {string} program @param {string[]} args */
  function startRun(program, args) {
    const script = `const { run } = await import(${JSON.stringify(new URL("./processes.mjs", import.meta.url).href)});
      process.exitCode = await run(${JSON.stringify(program)}, ${JSON.stringify(args)});`;
    return spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  it("ends with the program's exit code", async () => {
    const [code] = await once(startRun(process.execPath, ["-e", "process.exit(7)"]), "exit");
    expect(code).toBe(7);
  });

  it("passes a signal on and waits until the program has stopped in its own way", async () => {
    const program = `process.once("SIGTERM", () => setTimeout(() => { console.log("stopped in order"); process.exit(5); }, 100));
      setInterval(() => {}, 1000); console.log("up");`;
    const boot = startRun(process.execPath, ["-e", program]);
    const output = /** @type {string[]} */ ([]);
    boot.stdout.on("data", (chunk) => output.push(String(chunk)));
    await once(boot.stdout, "data");
    boot.kill("SIGTERM");
    const [code] = await once(boot, "close");
    expect(output.join("")).toBe("up\nstopped in order\n");
    expect(code).toBe(5);
  });

  it("ends like a shell when a signal ended the program", async () => {
    const [code] = await once(
      startRun(process.execPath, ["-e", "process.kill(process.pid, 'SIGKILL')"]),
      "exit",
    );
    expect(code).toBe(137);
  });
});

describe("boot.mjs", () => {
  it("names the known commands when it gets another", () => {
    const boot = join(ROOT, "scripts", "boot.mjs");
    const { status, stdout, stderr } = spawnSync(process.execPath, [boot, "strat"], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/Unknown command "strat"\. Known: start, ops, .*test/);
  });
});
