import { existsSync } from "node:fs";
import { join } from "node:path";
import { BootError, elapsed, ROOT, say } from "./environment.mjs";
import { turbo } from "./generate.mjs";
import { OUTPUT_TO_STDERR } from "./processes.mjs";
import { digest, filesBelow, isStamped, writeStamp } from "./stamp.mjs";

const FOLDER = join(ROOT, "apps", "dashboard");
const STAMP = join(ROOT, "node_modules", ".wth", "dashboard");

/** What the pages are built from, beside the installed packages. */
const INPUTS = ["src", "public", "build", "index.html", "package.json", "tsconfig.json", "vite.config.ts"];

/**
 * Builds the pages of the dashboard if anything that they are built from changed since the last time.
 *
 * @throws {BootError} when they cannot be built
 */
export async function ensureDashboard() {
  const inputs = [...INPUTS.map((name) => join(FOLDER, name)), join(ROOT, "pnpm-lock.yaml")];
  const wanted = digest(inputs.flatMap(filesBelow));
  if (existsSync(join(FOLDER, "dist", "index.html")) && isStamped(STAMP, wanted)) return;
  const begun = performance.now();
  say("Building the dashboard…");
  const code = await turbo("build", ["--filter=@wth/dashboard"], OUTPUT_TO_STDERR);
  if (code !== 0) throw new BootError("Building the dashboard failed; the lines above say why.");
  writeStamp(STAMP, wanted);
  say(`The dashboard is ready (${elapsed(begun)}).`);
}
