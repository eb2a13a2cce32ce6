import { nodeProgram } from "./environment.mjs";
import { run } from "./processes.mjs";

/**
 * Proofs too heavy for `npm test`: browsers, other runtimes and languages, long fault runs.
 *
 * @type {{ name: string, script: string }[]} `script` is run by the carried Node, relative to the root
 */
export const PROOFS = [];

/**
 * Runs every proof, also after one failed.
 *
 * @returns {Promise<number>} exit code
 */
export async function verify() {
  if (PROOFS.length === 0) console.log("There are no heavier proofs yet: `npm test` runs everything.");
  let failed = 0;
  for (const { name, script } of PROOFS) {
    console.log(`\n=== ${name}`);
    if ((await run(nodeProgram(), [script])) !== 0) failed += 1;
  }
  console.log(`${PROOFS.length - failed} of ${PROOFS.length} heavier proofs hold.`);
  return failed === 0 ? 0 : 1;
}
