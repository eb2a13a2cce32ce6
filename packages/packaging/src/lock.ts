import { mkdir, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Longer than anything that is done under a lock; one older than this was left behind by a killed process. */
const STALE_MS = 120_000;

/**
 * Does a piece of work in one process at a time: test files run side by side, and two of them may want the same tarball.
 *
 * @param path a name for the lock; a folder is made there for as long as it is held
 */
export async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  while (!(await taken(path))) await sleep(50);
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** Making a folder is atomic: of two processes one succeeds. */
async function taken(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > STALE_MS) await rm(path, { recursive: true, force: true });
    return false;
  }
}
