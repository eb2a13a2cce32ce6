import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build, transform } from "esbuild";
import { ROOT } from "./paths.ts";
import { run } from "./run.ts";

/** What an import or export of a module of the same package ends with, in a declaration. */
const RELATIVE_IMPORT = /((?:from|import\() ?)"(\.[^"]*)\.ts"/g;

/** What to build of a published package. */
export interface BuildOptions {
  /** The package's folder. Its sources are in `src`, its declarations are made by its `tsconfig.build.json`. */
  readonly folder: string;
  /** The modules that `publishConfig.exports` names, within `src` and without ending. */
  readonly entries: readonly string[];
  /** Modules that are only named for their types. */
  readonly typesOnly?: readonly string[];
}

/**
 * Builds a package into `dist/esm` and `dist/cjs`: one file for each entry, because Node needs about a millisecond for each
 * file that it imports, with the declarations beside them. What the package depends on stays an import.
 */
export async function buildPackage({ folder, entries, typesOnly = [] }: BuildOptions): Promise<void> {
  const dist = join(folder, "dist");
  await rm(dist, { recursive: true, force: true });
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  await run(folder, process.execPath, [tsc, "-p", "tsconfig.build.json"]);
  await keepReachable(join(dist, "esm"), [...entries, ...typesOnly]);
  await cp(join(dist, "esm"), join(dist, "cjs"), { recursive: true });
  await writeFile(join(dist, "cjs/package.json"), '{ "type": "commonjs" }\n');
  await build({
    entryPoints: entries.map((entry) => join(folder, "src", `${entry}.ts`)),
    outbase: join(folder, "src"),
    outdir: join(dist, "esm"),
    format: "esm",
    bundle: true,
    packages: "external",
    platform: "neutral",
    external: ["node:*"],
    target: "es2022",
    charset: "utf8",
    logLevel: "warning",
  });
  for (const entry of entries) {
    // As text, which belongs to no package: from a file of a "type": "module" package, a default import of a CommonJS build
    // would become its whole exports, as when Node imports it from an ES module.
    const { code } = await transform(await readFile(join(dist, "esm", `${entry}.js`), "utf8"), {
      format: "cjs",
      platform: "neutral",
      target: "es2022",
      charset: "utf8",
    });
    await writeFile(join(dist, "cjs", `${entry}.js`), code);
  }
}

/**
 * Removes the declarations of modules that no entry's declarations refer to, since nobody can see them, and makes the others
 * refer to `.js`: the compiler leaves the `.ts` of the sources, which not every tool takes.
 */
async function keepReachable(folder: string, entries: readonly string[]): Promise<void> {
  const reachable = new Set<string>();
  const pending = entries.map((entry) => join(folder, `${entry}.d.ts`));
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (reachable.has(file)) continue;
    reachable.add(file);
    const source = await readFile(file, "utf8");
    for (const [, , specifier = ""] of source.matchAll(RELATIVE_IMPORT))
      pending.push(join(dirname(file), `${specifier}.d.ts`));
    await writeFile(file, source.replaceAll(RELATIVE_IMPORT, '$1"$2.js"'));
  }
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !reachable.has(path)) await rm(path);
  }
}
