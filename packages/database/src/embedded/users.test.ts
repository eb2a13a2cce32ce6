import { spawnSync } from "node:child_process";
import { chmodSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nativeFolder } from "./binaries.ts";
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./index.ts";
import { layoutOf } from "./layout.ts";
import { type RunnerKind, userNamespacesWork } from "./runner.ts";
import { postmasterPid, queryOne, type Scratch, scratch, startChild } from "./test-support.ts";

/** Only root can become other users; these tests run where the tests run as root, as in most containers. */
const isRoot = process.getuid?.() === 0;
const namespaces: RunnerKind[] = userNamespacesWork() ? ["user-namespace"] : [];
const NOBODY = 65534;
/** `daemon`, who has a name on every Linux and owns nothing. */
const ALICE = 1;
/** Nobody at all: no name in /etc/passwd. */
const NAMELESS = 23456;

/** Whether an ordinary user may enter this checkout at all (not if it is in /root). */
const isOpenCheckout =
  isRoot &&
  spawnSync("/bin/ls", [nativeFolder(), import.meta.filename], { uid: ALICE, gid: ALICE, cwd: "/" })
    .status === 0;

let folder: Scratch;
beforeEach(() => {
  folder = scratch();
});
afterEach(() => folder.clean());

/** Starts, counts this start in the database, stops; resolves to the count and to the user PostgreSQL ran as. */
async function countStart(
  options: Omit<EmbeddedPostgresOptions, "dataDir">,
): Promise<{ starts: unknown; user: number }> {
  const database = await startEmbeddedPostgres({ dataDir: folder.dataDir, ...options });
  try {
    await queryOne(database.url, "CREATE TABLE IF NOT EXISTS starts ()");
    await queryOne(database.url, "INSERT INTO starts DEFAULT VALUES");
    const starts = await queryOne(database.url, "SELECT count(*)::int FROM starts");
    return { starts, user: statSync(`/proc/${postmasterPid(folder.dataDir)}`).uid };
  } finally {
    await database.stop();
  }
}

describe.runIf(isRoot)("as root", () => {
  it("runs PostgreSQL as an unprivileged user that owns the files", async () => {
    expect(await countStart({ runner: "uid-by-descriptor" })).toEqual({ starts: 1, user: NOBODY });
    expect(statSync(layoutOf(folder.dataDir).cluster).uid).toBe(NOBODY);
  });

  it.each<RunnerKind>(["uid-by-descriptor", ...namespaces])(
    "works below a folder closed to others (%s)",
    async (runner) => {
      chmodSync(dirname(folder.dataDir), 0o700);
      expect(await countStart({ runner })).toMatchObject({ starts: 1 });
      expect(await countStart({ runner })).toMatchObject({ starts: 2 });
    },
  );

  it("finds its way by itself, and keeps the data when the way changes", async () => {
    chmodSync(dirname(folder.dataDir), 0o700);
    expect(await countStart({})).toMatchObject({ starts: 1 });
    chmodSync(dirname(folder.dataDir), 0o755);
    expect(await countStart({})).toMatchObject({ starts: 2 });
    for (const [index, runner] of [...namespaces, "uid-by-descriptor" as const].entries()) {
      expect(await countStart({ runner })).toMatchObject({ starts: 3 + index });
    }
  });
});

describe.runIf(isOpenCheckout)("as an ordinary user", () => {
  it("starts, and still does after root has used the folder in between", async () => {
    await folder.clean();
    folder = scratch(0o755, ALICE);
    const first = startChild(folder.dataDir, ALICE);
    await queryOne((await first.started).url, "CREATE TABLE kept AS SELECT 7 AS n");
    await first.kill("SIGTERM");

    expect((await countStart({})).user).toBe(ALICE);

    const second = startChild(folder.dataDir, ALICE);
    expect(await queryOne((await second.started).url, "SELECT n FROM kept")).toBe(7);
    await second.kill("SIGTERM");
  });

  it.runIf(namespaces.length > 0)("starts as a user without a name, as in a container", async () => {
    await folder.clean();
    folder = scratch(0o755, NAMELESS);
    const child = startChild(folder.dataDir, NAMELESS);
    expect(await queryOne((await child.started).url, "SELECT 1")).toBe(1);
    await child.kill("SIGTERM");
  });

  it("names the owner of a folder that is not its own", async () => {
    await countStart({});
    const child = startChild(folder.dataDir, ALICE);
    expect((await child.started).error).toMatch(/belongs to user (0|65534), and this is user 1\./);
  });
});
