import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { EmbeddedPostgresError, hasCode } from "./errors.ts";
import { type Layout, UNFINISHED_CLUSTER_PREFIX } from "./layout.ts";
import { giveTo, type Runner } from "./runner.ts";

const REMOVE = { recursive: true, force: true } as const;

/** The one role of the embedded database. */
export const SUPERUSER = "postgres";

/**
 * Makes `<data folder>/postgres`, closed to other users.
 *
 * @throws EmbeddedPostgresError when the folder belongs to another user.
 */
export function makeRoot(layout: Layout): void {
  try {
    mkdirSync(layout.dataDir, { recursive: true });
    if (!existsSync(layout.root)) mkdirSync(layout.root, { mode: 0o700 });
    const me = process.getuid?.();
    const owner = lstatSync(layout.root).uid;
    if (me === undefined || me === 0 || me === owner) return;
    throw new EmbeddedPostgresError(
      `The data folder ${layout.root} belongs to user ${owner}, and this is user ${me}. Start as the user that made it, give it to yourself (sudo chown -R $(id -u):$(id -g) ${layout.root}), or set WTH_DATA_DIR to another folder.`,
    );
  } catch (cause) {
    if (!hasCode(cause, "EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST")) throw cause;
    throw new EmbeddedPostgresError(
      `Cannot make the data folder ${layout.root}. Set WTH_DATA_DIR to a folder that you may write to.`,
      { cause },
    );
  }
}

/**
 * Makes the cluster if there is none. `initdb` works under a temporary name that is renamed when it is
 * complete, so that a start killed half-way leaves nothing that looks finished.
 *
 * Text is UTF-8, sorted by code point; upper and lower case follow Unicode (the built-in `C.UTF-8` locale), the
 * same on every machine whatever its operating system's locales.
 *
 * @throws EmbeddedPostgresError when `initdb` fails, or the password of an existing cluster is gone.
 */
export async function ensureCluster(
  layout: Layout,
  runner: Runner,
  log: (message: string) => void,
): Promise<void> {
  removeUnfinished(layout);
  if (existsSync(layout.cluster)) {
    if (existsSync(layout.password)) return;
    throw new EmbeddedPostgresError(
      `The database's password file ${layout.password} is missing. Put it back from a backup, or delete ${layout.root} to begin with an empty database.`,
    );
  }
  log("Preparing the database for the first time…");
  writeFileSync(layout.password, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  giveTo(runner.owner, layout.password);
  const unfinished = mkdtempSync(join(layout.root, UNFINISHED_CLUSTER_PREFIX));
  giveTo(runner.owner, unfinished);
  await runInitdb(layout, runner, unfinished);
  renameSync(unfinished, layout.cluster);
  syncFolder(layout.root);
  removeUnfinished(layout); // what a killed start's initdb still wrote after the first removal
}

function removeUnfinished(layout: Layout): void {
  for (const entry of readdirSync(layout.root)) {
    if (entry.startsWith(UNFINISHED_CLUSTER_PREFIX))
      rmSync(join(layout.root, entry), { ...REMOVE, maxRetries: 20 });
  }
}

async function runInitdb(layout: Layout, runner: Runner, cluster: string): Promise<void> {
  const { file, args, options } = runner.command("initdb", cluster, [
    `--username=${SUPERUSER}`,
    `--pwfile=${join("..", "password")}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
  ]);
  try {
    await promisify(execFile)(file, args, { ...options, env: postgresEnvironment() });
  } catch (cause) {
    rmSync(cluster, REMOVE);
    const said = cause instanceof Error && "stderr" in cause ? String(cause.stderr).trim() : "";
    throw new EmbeddedPostgresError(
      `The database could not be prepared in ${layout.root}: ${said || "initdb failed"}. Check free space and permissions there, or set WTH_DATA_DIR to another folder.`,
      { cause },
    );
  }
}

/** The environment for PostgreSQL's programs: the caller's `PG*` variables must not reach into this cluster. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("PG") && !name.startsWith("LC_"),
  );
  return { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC" };
}

/** The superuser's password. */
export function readPassword(layout: Layout): string {
  return readFileSync(layout.password, "utf8").trim();
}

/** Makes a rename inside a folder survive a power cut. */
function syncFolder(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
