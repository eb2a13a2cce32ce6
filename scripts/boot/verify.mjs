import { nodeProgram, toolEnvironment } from "./environment.mjs";
import { ensureGenerated } from "./generate.mjs";
import { run } from "./processes.mjs";

const VITEST = "node_modules/vitest/vitest.mjs";

/**
 * Proofs too heavy for `npm test`: browsers, other runtimes and languages, long fault runs.
 *
 * @type {{ name: string, args: string[] }[]} `args` are given to the carried Node, at the root; `WTH_LONG_TESTS=1`
 *   tells tests that have a short and a long form which one is wanted
 */
export const PROOFS = [
  { name: "Nothing missed in 30 s of late commits", args: [VITEST, "run", "apps/server/src/sync.test.ts"] },
  {
    name: "No event lost in minutes of kills, outages and a pause",
    args: ["chaos/main.ts", "--events", "60000"],
  },
];

/**
 * Runs every proof, also after one failed.
 *
 * @returns {Promise<number>} exit code
 */
export async function verify() {
  await ensureGenerated();
  const env = { ...toolEnvironment(), WTH_LONG_TESTS: "1" };
  let failed = 0;
  for (const { name, args } of PROOFS) {
    console.log(`\n=== ${name}`);
    if ((await run(nodeProgram(), args, { env })) !== 0) failed += 1;
  }
  console.log(`${PROOFS.length - failed} of ${PROOFS.length} heavier proofs hold.`);
  return failed === 0 ? 0 : 1;
}
