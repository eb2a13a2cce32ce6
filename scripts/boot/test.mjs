import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BIN, elapsed, nodeProgram, ROOT } from "./environment.mjs";
import { ensureGenerated, turbo } from "./generate.mjs";
import { run } from "./processes.mjs";
import { buildAll } from "./sites.mjs";

/** @typedef {{ passed: number, failed: number }} Counts */

/** One after the other, so that their output does not mix; later ones run also when an earlier one failed. */
const GATES = [
  // First, before generating would hide that committed code is stale.
  { name: "Generated code is current", check: () => turbo("check", ["--continue"]) },
  { name: "Code can be generated", check: () => ensureGenerated().then(() => 0) },
  { name: "Format and lint", check: lintCode },
  { name: "The contract is well-formed", check: () => turbo("lint", ["--continue"]) },
  { name: "Types", check: () => turbo("typecheck", ["--continue"]) },
  { name: "Published packages build", check: buildAll },
];

/** Formatting and lint rules of all code, warnings included. */
export function lintCode() {
  return run(join(BIN, "biome"), [
    "ci",
    "--error-on-warnings",
    `--colors=${process.stdout.isTTY ? "force" : "off"}`,
    ".",
  ]);
}

/**
 * Runs every gate and every test; the last line is `N passed, N failed`, in which each gate counts as one test.
 *
 * @param {string[]} args for vitest, which then runs alone: `npm test -- packages/database`
 * @returns {Promise<number>} exit code
 */
export async function testAll(args) {
  /** @type {Counts} */
  const total = { passed: 0, failed: 0 };
  if (args.length > 0) await ensureGenerated();
  for (const gate of args.length > 0 ? [] : GATES) add(total, await runGate(gate));
  add(total, await runVitest(args));
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

/** @param {{ name: string, check: () => Promise<number> }} gate @returns {Promise<Counts>} */
async function runGate({ name, check }) {
  const begun = performance.now();
  console.log(`\n=== ${name}`);
  let ok = false;
  try {
    ok = (await check()) === 0;
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
  }
  console.log(`=== ${name}: ${ok ? "ok" : "FAILED"} (${elapsed(begun)})`);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {string[]} args @returns {Promise<Counts>} */
async function runVitest(args) {
  const begun = performance.now();
  console.log("\n=== Tests");
  const folder = mkdtempSync(join(tmpdir(), "wth-report-"));
  try {
    const report = join(folder, "report.json");
    const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await run(nodeProgram(), [vitest, "run", ...reporters, ...args]);
    const json = readFileSync(report, "utf8");
    const counts = countTests(json, code);
    const nothing = whyNothingRan(json, args);
    if (nothing !== null) console.log(nothing);
    console.log(`=== Tests: ${counts.failed === 0 ? "ok" : "FAILED"} (${elapsed(begun)})\n`);
    return counts;
  } catch (error) {
    console.log(`=== Tests: FAILED, no report (${error instanceof Error ? error.message : String(error)})\n`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Counts vitest's JSON report. A run that failed in any other way than by a failed test (a file that does not
 * load, an unhandled rejection, no test at all) counts one failure, so that it cannot look green.
 *
 * @param {string} json
 * @param {number} exitCode vitest's
 * @returns {Counts}
 */
export function countTests(json, exitCode) {
  const { numPassedTests: passed, numFailedTests: failed, success } = JSON.parse(json);
  const failedOtherwise = failed === 0 && (exitCode !== 0 || success !== true || passed === 0);
  return { passed, failed: failedOtherwise ? 1 : failed };
}

/**
 * What to tell whoever asked for tests that there are none of.
 *
 * @param {string} json vitest's report
 * @param {string[]} args what was asked for
 * @returns {string | null} null when a file matched
 */
export function whyNothingRan(json, args) {
  const names = args.filter((each) => !each.startsWith("-"));
  if (names.length === 0 || JSON.parse(json).testResults.length > 0) return null;
  return `No test file matches ${names.join(" or ")}. Give a part of a path, such as packages/sdk or cursor.test.ts.`;
}

/** @param {Counts} total @param {Counts} more */
function add(total, more) {
  total.passed += more.passed;
  total.failed += more.failed;
}
