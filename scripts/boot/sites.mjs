import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BootError, elapsed, ROOT, say } from "./environment.mjs";
import { turbo } from "./generate.mjs";
import { alone, ensure } from "./lock.mjs";
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
  await ensure(
    () => sites.every(isFresh),
    () => build(sites.filter((site) => !isFresh(site))),
  );
}

/** @param {Site[]} sites */
async function build(sites) {
  const begun = performance.now();
  const names = sites.map(({ name }) => `the ${name}`).join(" and ");
  say(`Building ${names}…`);
  const filters = sites.map(({ name }) => `--filter=@wth/${name}`);
  const code = await buildAndStamp(sites, filters, OUTPUT_TO_STDERR);
  if (code !== 0) throw new BootError(`Building ${names} failed; the lines above say why.`);
  say(`Built ${names} (${elapsed(begun)}).`);
}

/**
 * Builds whatever can be built, the published packages and the sites, into the folders that a start builds into too.
 *
 * @returns {Promise<number>} exit code
 */
export function buildAll() {
  return alone(() => buildAndStamp([DASHBOARD, DOCS], ["--continue"]));
}

/**
 * @param {Site[]} sites those that are built
 * @param {string[]} flags
 * @param {import("./processes.mjs").StdioOptions} [stdio]
 * @returns {Promise<number>} exit code
 */
async function buildAndStamp(sites, flags, stdio) {
  // Before: what is changed meanwhile may not be in it.
  const built = sites.map((site) => ({ name: site.name, wanted: digestOf(site) }));
  const code = await turbo("build", flags, stdio);
  if (code === 0) for (const { name, wanted } of built) writeStamp(stampOf(name), wanted);
  return code;
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
