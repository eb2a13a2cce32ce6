import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { ensureDashboard } from "./dashboard.mjs";
import { nodeProgram, ROOT, toolEnvironment } from "./environment.mjs";
import { ensureGenerated } from "./generate.mjs";
import { run } from "./processes.mjs";

const FOLDER = join(ROOT, "apps", "dashboard");
const PLAYWRIGHT = join(FOLDER, "node_modules", "@playwright", "test", "cli.js");

/** What browsers of this kind are called on Debian, Ubuntu and others. */
const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/**
 * Runs the tests of the dashboard in a real browser, if there is one; where there is none it says so, and that is no
 * failure.
 *
 * @param {string[]} args for Playwright, such as a part of a file's name
 * @returns {Promise<number>} exit code
 */
export async function endToEnd(args) {
  const browser = process.env.CHROMIUM ?? NAMES.map(findProgram).find((path) => path !== null);
  if (browser === undefined) {
    console.log(
      `The tests in a browser were NOT RUN: none of ${NAMES.join(", ")} is on the PATH. ` +
        "On Debian: apt-get install chromium. Elsewhere set CHROMIUM to the path of one.",
    );
    return 0;
  }
  await ensureGenerated();
  await ensureDashboard();
  const env = { ...toolEnvironment(), CHROMIUM: browser };
  return run(nodeProgram(), [PLAYWRIGHT, "test", "--config", FOLDER, ...args], { env });
}

/** @param {string} name @returns {string | null} the path of the program */
function findProgram(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here.
    }
  }
  return null;
}
