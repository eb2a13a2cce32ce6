import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { locked } from "./lock.ts";
import { CACHE, ROOT } from "./paths.ts";
import { run } from "./run.ts";

/** A published package, by its folder in `packages`. */
export type PublishedPackage = "sdk" | "webhook-verifier";

/** A package as it would be published. */
export interface Tarball {
  /** The path of the `.tgz`. */
  readonly path: string;
  /** The files in it, sorted, by their names within the package. */
  readonly files: readonly string[];
}

/** What, besides the package's own files, decides what is packed. */
const SHARED_INPUTS = ["tsconfig.base.json", "pnpm-workspace.yaml", "LICENSE", "package.json"];
const NOT_PACKED = new Set(["node_modules", "dist", ".turbo"]);

/**
 * Builds and packs a package as publishing would. Done once for each state of its sources, however many ask.
 */
export async function packPackage(name: PublishedPackage): Promise<Tarball> {
  const folder = join(ROOT, "packages", name);
  // The SDK's build reads the verifier's declarations.
  const others = name === "sdk" ? [join(ROOT, "packages/webhook-verifier")] : [];
  const path = join(CACHE, "tarballs", `${name}-${await digestOf([folder, ...others])}.tgz`);
  // One lock for all, since one package's build may need another's.
  if (!existsSync(path)) await locked(join(CACHE, "tarballs.lock"), () => packInto(path, folder));
  return { path, files: await filesIn(path) };
}

/**
 * Packs an installed dependency again, so that consumers can be installed without the registry.
 *
 * @param name of the dependency
 * @param from the folder that it is a dependency of
 */
export async function packDependency(name: string, from: string): Promise<Tarball> {
  const folder = await realpath(join(from, "node_modules", name));
  const label = relative(ROOT, folder).replaceAll(/[^\w.@-]+/g, "-");
  const path = join(CACHE, "tarballs", `${label}.tgz`);
  if (!existsSync(path)) await locked(`${path}.lock`, () => packInto(path, folder));
  return { path, files: await filesIn(path) };
}

async function packInto(path: string, folder: string): Promise<void> {
  if (existsSync(path)) return;
  await mkdir(join(CACHE, "tarballs"), { recursive: true });
  const temporary = await mkdtemp(join(CACHE, "packing-"));
  try {
    const ours = !folder.includes("node_modules");
    const packed = join(temporary, "packed");
    await mkdir(packed);
    // pnpm replaces `workspace:` and `catalog:`, and applies `publishConfig`; a dependency is packed as it is.
    if (ours) await run(folder, join(ROOT, "node_modules/.bin/pnpm"), ["pack", "--pack-destination", packed]);
    else {
      // Of a copy: in the store of pnpm equal files are hard links, which npm packs as links and does not unpack.
      const copy = join(temporary, "copy");
      await cp(folder, copy, { recursive: true });
      await run(packed, "npm", ["pack", "--silent", "--ignore-scripts", copy]);
    }
    const [tarball = ""] = await readdir(packed);
    await rename(join(packed, tarball), path);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function filesIn(path: string): Promise<string[]> {
  const listed = await run(ROOT, "tar", ["-tzf", path]);
  return listed
    .split("\n")
    .filter((name) => !name.endsWith("/"))
    .map((name) => name.slice("package/".length))
    .sort();
}

async function digestOf(folders: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  const files = SHARED_INPUTS.map((name) => join(ROOT, name));
  for (const folder of folders) files.push(...(await filesBelow(folder)));
  for (const file of files) hash.update(`${relative(ROOT, file)}\0`).update(await readFile(file));
  return hash.digest("hex").slice(0, 32);
}

async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (NOT_PACKED.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    else files.push(path);
  }
  return files;
}
