import { mkdtemp, readdir, readFile, rm, statfs } from "node:fs/promises";
import { freemem, tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres, THROWAWAY_SETTINGS } from "../embedded/index.ts";
import { layoutOf } from "../embedded/layout.ts";
import { clearLeftover, isAlive } from "../embedded/postmaster.ts";
import { createTemplate } from "./template.ts";

/** Temporary folders of test runs carry the process that made them: `wth-test-<pid>-…`. */
const FOLDER = /^wth-test-(\d+)-/;

/** Starts one PostgreSQL for the whole run, on loosened durability, with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned();
  const dataDir = await mkdtemp(join(await parentFolder(), `wth-test-${process.pid}-`));
  const server = await startEmbeddedPostgres({ dataDir, settings: THROWAWAY_SETTINGS });
  const teardown = async () => {
    await server.stop();
    const crashes = await crashesIn(layoutOf(dataDir).log);
    await rm(dataDir, { recursive: true, force: true });
    if (crashes.length > 0) throw new Error(`PostgreSQL crashed under the tests:\n${crashes.join("\n")}`);
  };
  try {
    project.provide("testServer", await createTemplate(server.url, "wth_template"));
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}

/** What PostgreSQL says of its processes that crashed, and of what they were doing. Whoever was connected only sees it hang up. */
async function crashesIn(log: string): Promise<string[]> {
  const lines = (await readFile(log, "utf8")).split("\n");
  return lines.filter((line) => /was terminated by signal|Failed process was running|PANIC:/.test(line));
}

/** Where Linux keeps files in memory: cloning a database takes 10 ms there, up to 200 ms on a slow disk. */
const MEMORY_FOLDER = "/dev/shm";
/** A run needs far less; a container's usual 64 MB would not do. */
const ENOUGH_BYTES = 4 * 1024 ** 3;

async function parentFolder(): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(MEMORY_FOLDER);
    if (Math.min(bavail * bsize, freemem()) >= ENOUGH_BYTES) return MEMORY_FOLDER;
  } catch {
    // Not Linux.
  }
  return tmpdir();
}

/** Cleans up after runs that were killed: their PostgreSQL is still running, and nobody else will stop it. */
async function removeAbandoned(): Promise<void> {
  const parent = await parentFolder();
  for (const name of await readdir(parent)) {
    const maker = FOLDER.exec(name)?.[1];
    if (maker === undefined || isAlive(Number(maker))) continue;
    const folder = join(parent, name);
    try {
      await clearLeftover(layoutOf(folder).cluster, () => {});
      await rm(folder, { recursive: true, force: true });
    } catch {
      // Another user's run; theirs to clean up.
    }
  }
}
