import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const LOCK = new URL("./lock.mjs", import.meta.url).href;

/** @type {string} */
let folder;
/** @type {import("node:child_process").ChildProcess[]} */
let started;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wth-lock-"));
  started = [];
  appendFileSync(join(folder, "log"), "");
});
afterEach(() => {
  for (const child of started) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

const log = () => readFileSync(join(folder, "log"), "utf8").split("\n").filter(Boolean);

// One kind of lock is Linux's, the other that of all others; both can be had here.
describe.each(["linux", "darwin"])("on %s", (platform) => {
  /**
   * Starts a process that does a piece of work alone.
   *
   * @param {string} call of lock.mjs, in which `note` writes a line, and `sleep` waits some milliseconds
   */
  function start(call) {
    const script = `
      import { appendFileSync, existsSync, writeFileSync } from "node:fs";
      import { setTimeout as sleep } from "node:timers/promises";
      import { alone, ensure } from ${JSON.stringify(LOCK)};
      const folder = ${JSON.stringify(folder)};
      const options = { folder, platform: ${JSON.stringify(platform)} };
      const note = (text) => appendFileSync(folder + "/log", text + "\\n");
      const done = folder + "/done";
      ${call}`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "inherit", "pipe"],
    });
    started.push(child);
    return child;
  }
  const ended = (/** @type {import("node:child_process").ChildProcess} */ child) => once(child, "exit");

  it("of two at once one does it, and the other waits and finds it done", async () => {
    const call = `await ensure(() => existsSync(done), async () => {
      note("began");
      await sleep(500);
      writeFileSync(done, "");
      note("done");
    }, options);
    note("went on");`;
    const codes = await Promise.all([start(call), start(call)].map(ended));
    expect(codes).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(log()).toEqual(["began", "done", "went on", "went on"]);
  });

  it("of many at once none works while another does, also if one fails", async () => {
    const call = `await alone(async () => {
      note("began");
      await sleep(30);
      note("ended");
      if (process.pid % 2 === 0) throw new Error("It failed.");
    }, options).catch(() => {});`;
    await Promise.all(Array.from({ length: 8 }, () => ended(start(call))));
    expect(log()).toEqual(Array.from({ length: 8 }, () => ["began", "ended"]).flat());
  });

  it("when one is killed, the next that waits goes on, and says meanwhile that it waits", async () => {
    const holder = start(`await alone(async () => { note("began"); await sleep(600_000); }, options);`);
    await expect.poll(log, { timeout: 20_000 }).toEqual(["began"]);
    const waiter = start(`await alone(async () => note("took over"), options);`);
    let told = "";
    waiter.stderr?.on("data", (chunk) => {
      told += String(chunk);
    });
    await expect.poll(() => told, { timeout: 20_000 }).toMatch(/waiting for it/);
    expect(log()).toEqual(["began"]);
    holder.kill("SIGKILL");
    expect(await ended(waiter)).toEqual([0, null]);
    expect(log()).toEqual(["began", "took over"]);
  });
});
