import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { EmbeddedPostgresError, messageOf } from "./errors.ts";
import type { Layout } from "./layout.ts";

/** A held lock on a data folder. */
export interface FolderLock {
  /** Gives the folder free. Harmless when repeated. */
  release(): void;
}

/** SQLITE_BUSY: another connection holds the lock (https://sqlite.org/rescode.html#busy). */
const SQLITE_BUSY = 5;

/**
 * Takes the one lock of a data folder, so that two servers never share it.
 *
 * The lock is SQLite's exclusive lock on an empty file, because Node has no file locks of its own: the kernel
 * drops it when the process dies in whatever way, so there is no stale lock to judge and no race in taking it.
 *
 * @throws EmbeddedPostgresError when another process, or this one, already holds it.
 */
export function lockFolder(layout: Layout): FolderLock {
  const database = new DatabaseSync(layout.lock);
  try {
    database.exec("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (cause) {
    database.close();
    if (!isBusy(cause)) {
      throw new EmbeddedPostgresError(
        `Cannot lock ${layout.lock}: ${messageOf(cause)}. Put the data folder (WTH_DATA_DIR) on a local disk.`,
        { cause },
      );
    }
    throw new EmbeddedPostgresError(
      `The data folder ${layout.dataDir} is in use by another server${holderOf(layout)}. Stop that one first, or set WTH_DATA_DIR to another folder.`,
      { cause },
    );
  }
  writeFileSync(layout.owner, `${process.pid}\n`);
  let held = true;
  return {
    release() {
      if (held) database.close();
      held = false;
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}

function holderOf(layout: Layout): string {
  try {
    return ` (process ${readFileSync(layout.owner, "utf8").trim()})`;
  } catch {
    return "";
  }
}
