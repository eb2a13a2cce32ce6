import { endToEnd } from "./end-to-end.mjs";
import { nodeProgram, toolEnvironment } from "./environment.mjs";
import { ensureGenerated } from "./generate.mjs";
import { run } from "./processes.mjs";
import { DOCS, ensureSites } from "./sites.mjs";

const VITEST = "node_modules/vitest/vitest.mjs";

/**
 * Proofs too heavy for `npm test`: browsers, other runtimes and languages, long fault runs.
 *
 * @type {{ name: string, prove: () => Promise<number> }[]} `prove` gives an exit code
 */
export const PROOFS = [
  {
    name: "Nothing missed in 30 s of late commits",
    prove: () => runNode([VITEST, "run", "apps/server/src/sync.test.ts"]),
  },
  {
    name: "No event lost in minutes of kills, outages and a pause",
    prove: () => runNode(["chaos/main.ts", "--events", "60000"]),
  },
  {
    name: "Every sample of the documentation works against the real server",
    prove: () => ensureSites([DOCS]).then(() => runNode(["packages/samples/src/main.ts"])),
  },
  {
    name: "The published packages on Deno, Bun and workerd",
    prove: () => runNode(["packages/packaging/src/runtimes/main.ts"]),
  },
  { name: "The dashboard in a real browser", prove: () => endToEnd([]) },
  { name: "The documentation in a real browser", prove: () => endToEnd(["--docs"]) },
];

/**
 * Runs every proof, also after one failed.
 *
 * @returns {Promise<number>} exit code
 */
export async function verify() {
  await ensureGenerated();
  let failed = 0;
  for (const { name, prove } of PROOFS) {
    console.log(`\n=== ${name}`);
    if ((await prove()) !== 0) failed += 1;
  }
  console.log(`${PROOFS.length - failed} of ${PROOFS.length} heavier proofs hold.`);
  return failed === 0 ? 0 : 1;
}

/**
 * Runs a program of the repository on the carried Node; tests that have a short and a long form run the long one.
 *
 * @param {string[]} args
 */
function runNode(args) {
  return run(nodeProgram(), args, { env: { ...toolEnvironment(), WTH_LONG_TESTS: "1" } });
}
