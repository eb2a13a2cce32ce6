import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BIN, BootError, elapsed, nodeProgram, PNPM_VERSION, ROOT, say } from "./environment.mjs";
import { ensure } from "./lock.mjs";
import { OUTPUT_TO_STDERR, run } from "./processes.mjs";
import { digest, isStamped, workspacePackages, writeStamp } from "./stamp.mjs";

const STAMP = join(ROOT, "node_modules", ".wth", "installed");

/**
 * Installs the dependencies if the lockfile or a manifest changed since the last time; otherwise touches neither
 * network nor disk.
 *
 * @throws {BootError} when it fails
 */
export async function ensureInstalled() {
  await ensure(isInstalled, install);
}

function isInstalled() {
  return isStamped(STAMP, wantedStamp()) && packagesAreLinked();
}

async function install() {
  const wanted = wantedStamp();
  const begun = performance.now();
  say(
    existsSync(STAMP)
      ? "Dependencies changed; updating them…"
      : "Installing the dependencies (the first time takes a while)…",
  );
  const { program, args } = pnpmCommand();
  // confirmModulesPurge: without a terminal pnpm would refuse to replace a node_modules of another layout.
  const flags = ["install", "--frozen-lockfile", "--prefer-offline", "--config.confirmModulesPurge=false"];
  const code = await run(program, [...args, ...flags], {
    stdio: OUTPUT_TO_STDERR,
    whenMissing: "npx, which comes with npm, was not found. Install Node together with npm and run it again.",
  });
  if (code !== 0) throw installFailed(code);
  checkNode();
  writeStamp(STAMP, wanted);
  say(`Dependencies are ready (${elapsed(begun)}).`);
}

/** @returns {string} */
function wantedStamp() {
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"].map((name) => join(ROOT, name));
  const manifests = workspacePackages().map(({ folder }) => join(folder, "package.json"));
  return digest([...files, ...manifests], [process.platform, process.arch]);
}

/** Whether nobody deleted a package's own node_modules, which the stamp would not show. */
function packagesAreLinked() {
  return workspacePackages().every(
    ({ folder, manifest }) =>
      Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length === 0 ||
      existsSync(join(folder, "node_modules")),
  );
}

/** The installed pnpm if it is the pinned version, which needs no network; else the pinned one through npx. */
function pnpmCommand() {
  try {
    const manifest = readFileSync(join(ROOT, "node_modules", "pnpm", "package.json"), "utf8");
    if (JSON.parse(manifest).version === PNPM_VERSION) return { program: join(BIN, "pnpm"), args: [] };
  } catch {
    // Not installed yet.
  }
  return { program: "npx", args: ["--yes", `pnpm@${PNPM_VERSION}`] };
}

/** @param {number} code @returns {BootError} */
function installFailed(code) {
  return new BootError(
    `Installing the dependencies failed (exit code ${code}); the lines above say why. ` +
      "The first install, and the first after an update, needs the npm registry: check the network connection and any proxy " +
      "(npm config get registry), then run the same command again; what was fetched is kept.",
  );
}

/** A Linux without the GNU C library (Alpine) installs the carried Node but cannot run it. */
function checkNode() {
  const program = nodeProgram();
  const { status, error } = spawnSync(program, ["--version"], { stdio: "ignore" });
  if (status === 0) return;
  throw new BootError(
    `The carried Node (${program}) does not run on this system${error ? ` (${error.message})` : ""}. ` +
      "On Linux it needs the GNU C library (Debian, Ubuntu, Fedora and the like; not Alpine).",
  );
}
