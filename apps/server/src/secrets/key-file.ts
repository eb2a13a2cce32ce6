import { randomBytes, randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import type { Config } from "../config.ts";
import { Keyring } from "./keyring.ts";

const FILE = "secrets.keys";

/** Where a process has its keys from. */
type KeySettings = Pick<Config, "secretsKeys" | "dataDir">;

/** The key file cannot be changed so; the message says what to do. */
export class KeyFileError extends Error {
  override name = "KeyFileError";
}

/**
 * The keyring of this process: of `WTH_SECRETS_KEYS`, or of the file beside the embedded database. That is made at the
 * first start, and followed: keys that are added to it count in a running server within a second. Without the file the
 * database's secrets are lost.
 *
 * @throws {ConfigError} when the keys are not of the form that {@link Keyring.parse} takes.
 */
export function loadKeyring({ secretsKeys, dataDir }: KeySettings): Keyring {
  if (secretsKeys !== null) return Keyring.parse(secretsKeys);
  const file = path.join(dataDir, FILE);
  if (!existsSync(file)) create(file, `k1:${newKey()}`);
  return Keyring.following({
    name: file,
    read: () => readFileSync(file, "utf8"),
    stamp: () => {
      const { ino, mtimeMs, size } = statSync(file);
      return `${ino} ${mtimeMs} ${size}`;
    },
  });
}

/**
 * Makes a new key and puts it first in the key file: it seals from now on, and the others still open.
 *
 * @returns its id: when it was made, so that no id is ever used twice.
 * @throws {KeyFileError} when the keys are those of `WTH_SECRETS_KEYS`, or another change is under way.
 */
export function addKey(settings: KeySettings): string {
  const id = `k${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`;
  change(settings, (entries) => [`${id}:${newKey()}`, ...entries]);
  return id;
}

/**
 * Takes a key out of the key file. What it has sealed can then no longer be opened: whoever calls this has made sure that
 * there is nothing.
 *
 * @throws {KeyFileError} when the file has no such key, it is the current one, the keys are those of `WTH_SECRETS_KEYS`, or
 *   another change is under way.
 */
export function removeKey(settings: KeySettings, id: string): void {
  change(settings, (entries) => {
    const ids = entries.map((entry) => entry.split(":")[0]);
    if (!ids.includes(id)) throw new KeyFileError(`There is no key ${id}. The keys are: ${ids.join(", ")}.`);
    if (ids[0] === id) throw new KeyFileError(`The key ${id} is the current one. Add another first.`);
    return entries.filter((_, index) => ids[index] !== id);
  });
}

function change({ secretsKeys, dataDir }: KeySettings, edit: (entries: string[]) => string[]): void {
  if (secretsKeys !== null) {
    throw new KeyFileError(
      "The keys are those of WTH_SECRETS_KEYS, not of the data folder. Change them there; .env.example says how.",
    );
  }
  const file = path.join(dataDir, FILE);
  const next = `${file}.new`;
  try {
    // While the new file is there under its other name, nobody else changes the keys.
    write(
      next,
      () => {
        const text = edit(readFileSync(file, "utf8").trim().split(",")).join(",");
        Keyring.parse(text, file);
        return text;
      },
      statSync(file),
    );
  } catch (cause) {
    if (!isExisting(cause)) throw cause;
    const message = `Another change of the keys is under way, or was interrupted. If there is none, delete ${next} and try again.`;
    throw new KeyFileError(message, { cause });
  }
  renameSync(next, file);
  flushFolder(dataDir);
}

/** Of two first starts at once, one makes the file, and the other finds it whole. */
function create(file: string, text: string): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  write(draft, () => text);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!isExisting(error)) throw error;
  } finally {
    rmSync(draft);
  }
  flushFolder(folder);
}

/**
 * Writes a new file that only its owner can read, down to the disk: what is sealed with a key may not outlive it. If
 * `makeText` throws, there is no file.
 */
function write(file: string, makeText: () => string, owner?: { uid: number; gid: number }): void {
  const fd = openSync(file, "wx", 0o600);
  try {
    // As root, for a server that is not: it has to be able to read its keys.
    if (owner !== undefined && process.getuid?.() === 0) fchownSync(fd, owner.uid, owner.gid);
    writeSync(fd, `${makeText()}\n`);
    fsyncSync(fd);
  } catch (error) {
    rmSync(file);
    throw error;
  } finally {
    closeSync(fd);
  }
}

function flushFolder(folder: string): void {
  const fd = openSync(folder, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

function newKey(): string {
  return randomBytes(32).toString("base64");
}
