import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const packages = fileURLToPath(new URL("../../../", import.meta.url));
const root = dirname(packages);

/** An empty project with both packages installed from their packed tarballs. */
export interface Consumer {
  /** The packed files, by name within the package. */
  readonly packed: Readonly<Record<"sdk" | "webhook-verifier", readonly string[]>>;
  /** Runs a program in the project; rejects with its output when it fails. */
  run(program: string, ...args: string[]): Promise<string>;
  write(name: string, content: string): Promise<void>;
  read(name: string): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Packs both packages as they would be published, and lays them out as an installer would, with what they depend on
 * copied from the workspace: no network.
 */
export async function installPacked(): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), "wth-consumer-"));
  const scope = join(folder, "node_modules/@watchtraderhub");
  await mkdir(scope, { recursive: true });
  const packed = {
    sdk: await unpack("sdk", scope),
    "webhook-verifier": await unpack("webhook-verifier", scope),
  };
  const openapiFetch = await realpath(join(packages, "sdk/node_modules/openapi-fetch"));
  await copyPackage(openapiFetch, folder, "openapi-fetch");
  await copyPackage(
    join(dirname(openapiFetch), "openapi-typescript-helpers"),
    folder,
    "openapi-typescript-helpers",
  );
  await mkdir(join(folder, "node_modules/@types"));
  const nodeTypes = await realpath(join(root, "node_modules/@types/node"));
  await symlink(nodeTypes, join(folder, "node_modules/@types/node"));
  return {
    packed,
    run: async (program, ...args) => (await runIn(folder, program, args)).trim(),
    write: (name, content) => writeFile(join(folder, name), content),
    read: (name) => readFile(join(folder, name), "utf8"),
    remove: () => rm(folder, { recursive: true }),
  };
}

async function unpack(name: "sdk" | "webhook-verifier", scope: string): Promise<string[]> {
  const tarballs = await mkdtemp(join(tmpdir(), "wth-tarball-"));
  const pnpm = join(root, "node_modules/.bin/pnpm");
  await runIn(join(packages, name), pnpm, ["pack", "--pack-destination", tarballs]);
  const [tarball = ""] = await readdir(tarballs);
  await runIn(tarballs, "tar", ["-xzf", tarball]);
  const files = await readdir(join(tarballs, "package"), { recursive: true, withFileTypes: true });
  await cp(join(tarballs, "package"), join(scope, name), { recursive: true });
  await rm(tarballs, { recursive: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(join(tarballs, "package/").length))
    .sort();
}

async function copyPackage(source: string, folder: string, name: string): Promise<void> {
  await cp(await realpath(source), join(folder, "node_modules", name), { recursive: true });
}

async function runIn(cwd: string, program: string, args: readonly string[]): Promise<string> {
  try {
    return (await run(program, args, { cwd })).stdout;
  } catch (error) {
    // The compiler reports on standard output, which the error's message does not show.
    const output = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    throw new Error(`${program} ${args.join(" ")} failed:\n${output}\n${error}`, { cause: error });
  }
}

/** The Node versions to try: the one that runs the tests, and the system's if it is another. */
export async function nodeVersions(): Promise<[version: string, program: string][]> {
  const versions = new Map([[process.version, process.execPath]]);
  for (const folder of ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]) {
    const program = join(folder, "node");
    const version = await run(program, ["--version"]).then(
      ({ stdout }) => stdout.trim(),
      () => undefined,
    );
    if (version && Number.parseInt(version.slice(1), 10) >= 20) versions.set(version, program);
  }
  return [...versions];
}

/** The compilers to try: the newest, and the oldest line that is still common. */
export const compilers = {
  "TypeScript 7": join(root, "node_modules/typescript/bin/tsc"),
  "TypeScript 5.9": join(packages, "contract/node_modules/typescript/bin/tsc"),
};
