import { existsSync } from "node:fs";
import { join } from "node:path";
import { BIN, BootError, elapsed, ROOT, say } from "./environment.mjs";
import { alone, ensure } from "./lock.mjs";
import { OUTPUT_TO_STDERR, run } from "./processes.mjs";
import { digest, filesBelow, isStamped, workspacePackages, writeStamp } from "./stamp.mjs";

const STAMP = join(ROOT, "node_modules", ".wth", "generated");

/** What the generators of a package read, besides the contract in spec/. */
const PACKAGE_INPUTS = ["package.json", "codegen", "prisma/schema.prisma", "prisma.config.ts"];
const ROOT_INPUTS = ["spec", "turbo.json", "pnpm-lock.yaml"];

/**
 * Generates code if its inputs changed since the last time.
 *
 * @param {{ force?: boolean }} [options] force: ask turbo even if nothing changed
 * @throws {BootError} when a generator fails
 */
export async function ensureGenerated({ force = false } = {}) {
  await (force ? alone(generate) : ensure(isGenerated, generate));
}

function isGenerated() {
  const { generators, wanted } = state();
  return (
    generators.every(({ folder }) => existsSync(join(folder, "src", "generated"))) && isStamped(STAMP, wanted)
  );
}

async function generate() {
  const { wanted } = state();
  const begun = performance.now();
  say("Generating code from the contract and the database schema…");
  const code = await turbo("generate", [], OUTPUT_TO_STDERR);
  if (code !== 0) throw new BootError("Generating code failed; the lines above say why.");
  writeStamp(STAMP, wanted);
  say(`Generated code is ready (${elapsed(begun)}).`);
}

/** Who generates, and what the stamp says when all of it is current. */
function state() {
  const generators = workspacePackages().filter(({ manifest }) => manifest.scripts?.generate !== undefined);
  const inputs = [
    ...ROOT_INPUTS.map((name) => join(ROOT, name)),
    ...generators.flatMap(({ folder }) => PACKAGE_INPUTS.map((name) => join(folder, name))),
  ];
  return { generators, wanted: digest(inputs.flatMap(filesBelow)) };
}

/**
 * Runs one task of turbo.json in all packages.
 *
 * @param {string} task
 * @param {string[]} [flags]
 * @param {import("./processes.mjs").StdioOptions} [stdio]
 * @returns {Promise<number>} exit code
 */
export function turbo(task, flags = [], stdio = "inherit") {
  return run(join(BIN, "turbo"), ["run", task, "--output-logs=new-only", "--log-order=grouped", ...flags], {
    stdio,
  });
}
