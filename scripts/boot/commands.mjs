import { existsSync } from "node:fs";
import { join } from "node:path";
import { endToEnd } from "./end-to-end.mjs";
import { BootError, nodeProgram, programEnvironment, ROOT, say } from "./environment.mjs";
import { ensureGenerated, turbo } from "./generate.mjs";
import { ensureInstalled } from "./install.mjs";
import { run } from "./processes.mjs";
import { DASHBOARD, DOCS, ensureSites } from "./sites.mjs";
import { lintCode, testAll } from "./test.mjs";
import { verify } from "./verify.mjs";

/** Commands that are programs of the repository, by their entry file. */
const PROGRAMS = new Map([
  ["start", "apps/server/src/main.ts"],
  ["ops", "apps/server/src/ops/main.ts"],
  ["quickstart", "apps/server/src/quickstart/main.ts"],
  ["bench", "bench/main.ts"],
  ["chaos", "chaos/main.ts"],
]);

/** Commands that are tools for those who work on the repository. */
const TOOLS = new Map([
  ["test", testAll],
  ["test:e2e", endToEnd],
  ["verify", verify],
  ["generate", () => ensureGenerated({ force: true }).then(() => 0)],
  ["lint", async () => Math.max(await lintCode(), await turbo("lint", ["--continue"]))],
]);

/**
 * Installs and generates what is missing, then runs one command.
 *
 * @param {string | undefined} command
 * @param {string[]} args passed on
 * @returns {Promise<number>} exit code
 */
export async function runCommand(command = "", args) {
  const tool = TOOLS.get(command);
  const entry = PROGRAMS.get(command);
  if (tool === undefined && entry === undefined) {
    say(`Unknown command "${command}". Known: ${[...PROGRAMS.keys(), ...TOOLS.keys()].join(", ")}.`);
    return 2;
  }
  await ensureInstalled();
  if (tool !== undefined) return tool(args);
  await ensureGenerated();
  if (command === "start") await ensureSites([DASHBOARD, DOCS]);
  return runProgram(entry ?? "", args);
}

/** @param {string} entry @param {string[]} args @returns {Promise<number>} */
function runProgram(entry, args) {
  if (!existsSync(join(ROOT, entry))) throw new BootError(`${entry} does not exist.`);
  return run(nodeProgram(), ["--disable-warning=ExperimentalWarning", entry, ...args], {
    env: programEnvironment(),
  });
}
