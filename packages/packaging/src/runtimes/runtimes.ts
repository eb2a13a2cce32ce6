import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import type { Consumer } from "../consumer.ts";
import { locked } from "../lock.ts";
import { CACHE } from "../paths.ts";
import { run } from "../run.ts";

/** What carries the runtimes, in the npm registry. Fetched when they are needed: half a gigabyte. */
const CARRIERS = { deno: "2.9.6", bun: "1.4.5", miniflare: "4.20260730.0" };
const FOLDER = join(CACHE, `runtimes-${Object.values(CARRIERS).join("-")}`);

/** A runtime other than Node. */
export interface Runtime {
  readonly name: string;
  /**
   * Runs `run.mjs` of a project, or for workerd what is bundled of `worker.mjs`.
   *
   * @returns what it says, as JSON text
   */
  run(consumer: Consumer): Promise<string>;
}

/**
 * Fetches the runtimes once.
 *
 * @throws Error when they cannot be fetched: without a network, or for a platform that they are not made for
 */
export async function fetchRuntimes(): Promise<readonly Runtime[]> {
  if (!existsSync(join(FOLDER, "done"))) {
    await mkdir(FOLDER, { recursive: true });
    await locked(`${FOLDER}.lock`, async () => {
      await writeFile(join(FOLDER, "package.json"), JSON.stringify({ private: true }));
      const packages = Object.entries(CARRIERS).map(([name, version]) => `${name}@${version}`);
      await run(FOLDER, "npm", ["install", "--silent", "--no-audit", "--no-fund", ...packages]);
      await writeFile(join(FOLDER, "done"), "");
    });
  }
  return runtimes;
}

const binary = (name: string) => join(FOLDER, "node_modules/.bin", name);

const runtimes: readonly Runtime[] = [
  {
    name: "Deno",
    run: (consumer) =>
      consumer.run(
        binary("deno"),
        "run",
        "--quiet",
        "--node-modules-dir=manual",
        "--allow-read",
        "--allow-env",
        "run.mjs",
      ),
  },
  { name: "Bun", run: (consumer) => consumer.run(binary("bun"), "run.mjs") },
  { name: "workerd", run: runInWorkerd },
];

/** As a bundler for Cloudflare Workers does it: one file, by the conditions of that platform. */
async function runInWorkerd(consumer: Consumer): Promise<string> {
  await build({
    absWorkingDir: consumer.folder,
    entryPoints: ["worker.mjs"],
    outfile: join(consumer.folder, "bundle.mjs"),
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    conditions: ["workerd", "worker", "browser"],
    logLevel: "silent",
  });
  const miniflare = createRequire(join(FOLDER, "package.json")).resolve("miniflare");
  await consumer.write("workerd.mjs", workerdProgram(miniflare));
  return consumer.run(process.execPath, "workerd.mjs");
}

const workerdProgram = (miniflare: string) => `
import miniflare from ${JSON.stringify(miniflare)};
const worker = new miniflare.Miniflare({
  modules: true,
  scriptPath: "bundle.mjs",
  compatibilityDate: "2026-01-01",
});
const response = await worker.dispatchFetch("http://worker.test/");
console.log(await response.text());
await worker.dispose();
`;
