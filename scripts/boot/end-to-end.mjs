import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { nodeProgram, toolEnvironment } from "./environment.mjs";
import { ensureGenerated } from "./generate.mjs";
import { run } from "./processes.mjs";
import { DASHBOARD, DOCS, ensureSites } from "./sites.mjs";

/** What browsers of this kind are called on Debian, Ubuntu and others. */
const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** What makes {@link endToEnd} test the documentation instead. */
const OF_THE_DOCS = "--docs";

/**
 * Runs the tests of the dashboard in a real browser, if there is one; where there is none it says so, and that is no
 * failure.
 *
 * @param {string[]} args `--docs` for the documentation instead; the others for Playwright, such as a part of a file's name
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
  const site = args.includes(OF_THE_DOCS) ? DOCS : DASHBOARD;
  // The dashboard links to the documentation.
  await ensureSites(site === DOCS ? [DOCS] : [DASHBOARD, DOCS]);
  const env = { ...toolEnvironment(), CHROMIUM: browser };
  const playwright = join(site.folder, "node_modules", "@playwright", "test", "cli.js");
  const rest = args.filter((arg) => arg !== OF_THE_DOCS);
  return run(nodeProgram(), [playwright, "test", "--config", site.folder, ...rest], { env });
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
