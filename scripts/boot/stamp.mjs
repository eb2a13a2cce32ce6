import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ROOT } from "./environment.mjs";

/** Folders of workspace packages, as in pnpm-workspace.yaml. */
const PACKAGE_PARENTS = ["packages", "apps"];
const SINGLE_PACKAGES = ["bench", "chaos", "examples"];

/**
 * Every workspace package.
 *
 * @returns {{ folder: string, manifest: { scripts?: Record<string, string>, dependencies?: object, devDependencies?: object } }[]}
 */
export function workspacePackages() {
  const folders = [
    ...PACKAGE_PARENTS.flatMap((parent) =>
      entriesOf(join(ROOT, parent)).map((name) => join(ROOT, parent, name)),
    ),
    ...SINGLE_PACKAGES.map((name) => join(ROOT, name)),
  ];
  return folders
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) }));
}

/**
 * Every file below a file or folder, in a fixed order; nothing if it does not exist.
 *
 * @param {string} path
 * @returns {string[]}
 */
export function filesBelow(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) =>
        entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)],
      );
  } catch {
    return [path]; // a file
  }
}

/**
 * A digest of names and contents, the same wherever the repository lies.
 *
 * @param {string[]} files
 * @param {string[]} extra further facts that matter
 * @returns {string}
 */
export function digest(files, extra = []) {
  const hash = createHash("sha256");
  for (const fact of extra) hash.update(`${fact}\0`);
  for (const file of files) {
    hash.update(`${relative(ROOT, file)}\0`);
    hash.update(readFileSync(file));
    hash.update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} path of the stamp
 * @param {string} value
 * @returns {boolean} whether the stamp has that value
 */
export function isStamped(path, value) {
  return existsSync(path) && readFileSync(path, "utf8") === value;
}

/**
 * @param {string} path of the stamp
 * @param {string} value
 */
export function writeStamp(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, value);
}

/** @param {string} folder @returns {string[]} */
function entriesOf(folder) {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
