import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "./paths.ts";
import { run } from "./run.ts";
import type { Tarball } from "./tarballs.ts";

/** A project outside the repository that has packages installed from their tarballs, and nothing else. */
export interface Consumer {
  /** Its folder. */
  readonly folder: string;
  /**
   * Runs a program in the project.
   *
   * @throws Error with its output when it fails
   */
  run(program: string, ...args: string[]): Promise<string>;
  /** Writes a file; folders are made as needed. */
  write(name: string, content: string): Promise<void>;
  read(name: string): Promise<string>;
  /**
   * Checks the types of files, strictly and those of the packages too, and compiles them into `out/node16` or `out/bundler`.
   *
   * @returns the compiler's complaints: an empty string when there are none
   */
  compile(
    compiler: Compiler,
    resolution: ModuleResolution,
    files: readonly string[],
    options?: CompileOptions,
  ): Promise<string>;
  /**
   * Lends the project a package of the workspace, such as a framework that the packages work with.
   *
   * @param from the folder of the repository that depends on it
   */
  lend(name: string, from: string): Promise<void>;
  remove(): Promise<void>;
}

/** What differs from the strictest project. */
export interface CompileOptions {
  /** Not to check the declarations of packages, where others than ours are among them. */
  readonly skipLibCheck?: boolean;
}

/** How a TypeScript project finds types: as Node does, or as bundlers do. */
export type ModuleResolution = "node16" | "bundler";

/** The compilers to try: the newest, and the oldest line that is still common. */
export const compilers = {
  "TypeScript 7": join(ROOT, "node_modules/typescript/bin/tsc"),
  "TypeScript 5.9": join(ROOT, "packages/contract/node_modules/typescript/bin/tsc"),
} as const;
export type Compiler = keyof typeof compilers;

/**
 * Installs tarballs with npm into an empty folder of the system's temporary folder. Without the network: give the
 * tarballs of all dependencies too ({@link packDependency}).
 */
export async function createConsumer(tarballs: readonly Tarball[]): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), "wth-consumer-"));
  const write = async (name: string, content: string): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  };
  await write("package.json", JSON.stringify({ name: "consumer", private: true }));
  const flags = ["--offline", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"];
  const paths = tarballs.map(({ path }) => path);
  await run(folder, "npm", ["install", "--silent", ...flags, ...paths]);
  const lend = async (name: string, from: string): Promise<void> => {
    const link = join(folder, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await realpath(join(ROOT, from, "node_modules", name)), link);
  };
  await lend("@types/node", ".");
  return {
    folder,
    write,
    read: (name) => readFile(join(folder, name), "utf8"),
    run: (program, ...args) => run(folder, program, args),
    lend,
    compile: async (compiler, resolution, files, options) => {
      const config = `tsconfig.${resolution}.json`;
      const compilerOptions = { ...optionsFor(resolution), ...options };
      await write(config, JSON.stringify({ compilerOptions, files }));
      return complaints(run(folder, process.execPath, [compilers[compiler], "-p", config]));
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

function optionsFor(resolution: ModuleResolution): object {
  return {
    outDir: `out/${resolution}`,
    rootDir: ".",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    module: resolution === "node16" ? "node16" : "preserve",
    moduleResolution: resolution,
    target: "es2022",
    lib: ["es2023"],
    types: ["node"],
  };
}

async function complaints(compiling: Promise<string>): Promise<string> {
  return compiling.catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    // A compiler that could not run at all must not look like one that found a mistake.
    if (message.includes("error TS")) return message.slice(message.indexOf("\n") + 1);
    throw error;
  });
}
