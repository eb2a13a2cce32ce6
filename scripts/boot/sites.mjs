import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BootError, elapsed, ROOT, say } from "./environment.mjs";
import { turbo } from "./generate.mjs";
import { OUTPUT_TO_STDERR } from "./processes.mjs";
import { digest, filesBelow, isStamped, writeStamp } from "./stamp.mjs";

/** @typedef {{ name: string, folder: string }} Site what the server hands out as it was built, by the name of its package */

/** The dealer's pages. @type {Site} */
export const DASHBOARD = { name: "dashboard", folder: join(ROOT, "apps", "dashboard") };

/** The documentation. @type {Site} */
export const DOCS = { name: "docs", folder: join(ROOT, "apps", "docs") };

/**
 * Builds those sites of which anything that they are built from changed since the last time, at once.
 *
 * @param {Site[]} sites
 * @throws {BootError} when one cannot be built
 */
export async function ensureSites(sites) {
  const stale = sites.filter((site) => !isFresh(site)).map((site) => ({ ...site, wanted: digestOf(site) }));
  if (stale.length === 0) return;
  const begun = performance.now();
  const names = stale.map(({ name }) => `the ${name}`).join(" and ");
  say(`Building ${names}…`);
  const filters = stale.map(({ name }) => `--filter=@wth/${name}`);
  const code = await turbo("build", filters, OUTPUT_TO_STDERR);
  if (code !== 0) throw new BootError(`Building ${names} failed; the lines above say why.`);
  for (const { name, wanted } of stale) writeStamp(stampOf(name), wanted);
  say(`Built ${names} (${elapsed(begun)}).`);
}

/**
 * Whether a site is built of what is there now.
 *
 * @param {Site} site
 * @returns {boolean}
 */
export function isFresh(site) {
  return existsSync(join(site.folder, "dist", "index.html")) && isStamped(stampOf(site.name), digestOf(site));
}

/** @param {Site} site @returns {string} */
function digestOf(site) {
  return digest(inputsOf(site).flatMap(filesBelow));
}

/**
 * What a site is built from, beside the installed packages: as turbo.json says.
 *
 * @param {Site} site
 * @returns {string[]} paths of files and folders
 */
export function inputsOf({ name, folder }) {
  const { tasks } = JSON.parse(readFileSync(join(ROOT, "turbo.json"), "utf8"));
  /** @type {string[]} */
  const inputs = tasks[`@wth/${name}#build`].inputs;
  return [
    ...inputs.map((input) => {
      const path = input.replace(/\/\*\*$/, "");
      return path.startsWith("$TURBO_ROOT$/")
        ? join(ROOT, path.slice("$TURBO_ROOT$/".length))
        : join(folder, path);
    }),
    join(ROOT, "pnpm-lock.yaml"),
  ];
}

/** @param {string} name @returns {string} */
function stampOf(name) {
  return join(ROOT, "node_modules", ".wth", name);
}
