import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Makes the folder hold exactly these files (name → content). Files that are current are not touched. */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await findStale(folder, files)) {
    const content = files.get(name);
    if (content === undefined) await rm(join(folder, name), { recursive: true });
    else await writeFile(join(folder, name), content);
  }
}

/** The names of the files in the folder that are absent, surplus, or differ in a byte, in alphabetical order. */
export async function findStale(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const stale = (await readdir(folder).catch(whenAbsent([]))).filter((name) => !files.has(name));
  for (const [name, content] of files) {
    const present = await readFile(join(folder, name), "utf8").catch(whenAbsent(undefined));
    if (present !== content) stale.push(name);
  }
  return stale.sort();
}

function whenAbsent<T>(fallback: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return fallback;
    throw error;
  };
}
