import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { EmbeddedPostgresError, hasCode } from "./errors.ts";
import type { Layout } from "./layout.ts";

/** A user and group by number. */
export interface Owner {
  uid: number;
  gid: number;
}

/** How a PostgreSQL program is run; PostgreSQL itself refuses to run as root. */
export interface Runner {
  /** Owner that the database's files must have; null leaves them alone. */
  owner: Owner | null;
  /** Turns a program of PostgreSQL (`postgres`, `initdb`) and the cluster it works on into a command. */
  command(program: string, cluster: string, args: readonly string[]): RunnerCommand;
}

/** What to hand to `child_process.spawn`. */
export interface RunnerCommand {
  file: string;
  args: string[];
  options: { cwd: string; uid?: number; gid?: number };
}

/** The ways to run PostgreSQL, see {@link chooseRunner}. */
export type RunnerKind = "direct" | "uid" | "user-namespace" | "uid-by-descriptor";

/** `nobody` on every Linux distribution; it needs no entry in /etc/passwd. */
const NOBODY = 65534;
const USER_NAMESPACE = ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] as const;

/**
 * Picks how to run PostgreSQL for the current user.
 *
 * - `direct`: an ordinary user runs it as itself.
 * - `uid`: root runs it as an unprivileged user that owns the files.
 * - `user-namespace`: root, where that user may not enter a parent folder (a checkout in `/root`): a user
 *   namespace in which root looks like that user to PostgreSQL. Also for an ordinary user without a name.
 * - `uid-by-descriptor`: the same where user namespaces are forbidden (most containers): the data folder is
 *   reached through the working directory, which needs no permission on its parents, and unreachable binaries
 *   are copied to the temporary folder.
 *
 * @param force takes this way whatever the machine allows; for tests.
 */
export function chooseRunner(native: string, layout: Layout, force?: RunnerKind): Runner {
  const kind = force ?? detectKind(native, layout);
  if (kind === "direct") return { owner: null, command: plainCommand(native, {}) };
  if (kind === "user-namespace") {
    return { owner: isRoot() ? { uid: 0, gid: 0 } : null, command: namespaceCommand(native) };
  }
  const owner = unprivilegedOwner(layout);
  if (kind === "uid") return { owner, command: plainCommand(native, owner) };
  return { owner, command: descriptorCommand(reachableCopy(native, owner), owner) };
}

function detectKind(native: string, layout: Layout): RunnerKind {
  if (!isRoot()) return hasName() || !userNamespacesWork() ? "direct" : "user-namespace";
  const user = unprivilegedOwner(layout);
  if (canReach(join(native, "bin", "postgres"), user) && canReach(layout.root, user)) return "uid";
  return userNamespacesWork() ? "user-namespace" : "uid-by-descriptor";
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** `initdb` insists on a name for its user, which a container run with `--user 1234` does not have. */
function hasName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

/** Keeps the owner of existing files: a folder first used by an ordinary user stays usable for them. */
function unprivilegedOwner(layout: Layout): Owner {
  const found = [layout.cluster, layout.root].find((path) => existsSync(path) && lstatSync(path).uid !== 0);
  if (found === undefined) return { uid: NOBODY, gid: NOBODY };
  const { uid, gid } = lstatSync(found);
  return { uid, gid };
}

/** Whether a user may walk to a path; asked of the kernel, which knows about access lists and mounts. */
function canReach(path: string, user: Owner): boolean {
  return spawnSync("/bin/ls", ["-d", path], { cwd: "/", ...user, stdio: "ignore" }).status === 0;
}

/** Whether `unshare --user` is installed and allowed here. */
export function userNamespacesWork(): boolean {
  return spawnSync("unshare", [...USER_NAMESPACE, "/bin/true"], { stdio: "ignore" }).status === 0;
}

function plainCommand(native: string, user: Partial<Owner>): Runner["command"] {
  return (program, cluster, args) => ({
    file: join(native, "bin", program),
    args: ["-D", cluster, ...args],
    options: { cwd: cluster, ...user },
  });
}

function namespaceCommand(native: string): Runner["command"] {
  return (program, cluster, args) => ({
    file: "unshare",
    args: [...USER_NAMESPACE, join(native, "bin", program), "-D", cluster, ...args],
    options: { cwd: cluster },
  });
}

/** PostgreSQL works in its data directory, so `/proc/self/cwd` names that directory in all of its processes. */
function descriptorCommand(native: string, user: Owner): Runner["command"] {
  return (program, cluster, args) => ({
    file: join(native, "bin", program),
    args: ["-D", "/proc/self/cwd", ...args],
    options: { cwd: cluster, ...user },
  });
}

/**
 * The binaries where `uid` can reach them: in place, or copied once to the temporary folder. An existing copy
 * is used only if root owns it and nobody else may write there.
 */
function reachableCopy(native: string, user: Owner): string {
  if (canReach(join(native, "bin", "postgres"), user)) return native;
  const name = createHash("sha256").update(native).digest("hex").slice(0, 16);
  const copy = join(tmpdir(), `wth-postgres-${name}`);
  if (!existsSync(copy)) {
    const unfinished = mkdtempSync(`${copy}-`);
    cpSync(native, join(unfinished, "native"), { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(join(unfinished, "native"), copy);
    } catch (error) {
      if (!hasCode(error, "ENOTEMPTY", "EEXIST")) throw error; // another start was faster
    }
    rmSync(unfinished, { recursive: true, force: true });
  }
  const { uid: copyOwner, mode } = lstatSync(copy);
  if (copyOwner !== 0 || (mode & 0o022) !== 0 || !canReach(join(copy, "bin", "postgres"), user)) {
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and the user it would run as cannot enter ${dirname(native)} or use ${copy}. ` +
        "Start as an ordinary user, move the checkout out of the closed folder, or set DATABASE_URL.",
    );
  }
  return copy;
}

/**
 * Gives a file or a whole folder to the user that PostgreSQL runs as; symbolic links are not followed.
 * A folder that already has the right owner is taken to be right inside as well.
 */
export function giveTo(owner: Runner["owner"], path: string): void {
  if (owner === null) return;
  const stat = lstatSync(path);
  if (stat.uid === owner.uid || stat.isSymbolicLink()) return;
  if (stat.isDirectory()) {
    for (const entry of readdirSync(path)) giveTo(owner, join(path, entry));
  }
  chownSync(path, owner.uid, owner.gid);
}
