import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { installSdk } from "../install-sdk.ts";
import { ROOT } from "../paths.ts";
import { fetchRuntimes, type Runtime } from "./runtimes.ts";

// The published packages, from their tarballs, in runtimes other than Node.

const RUN = `
import vectors from "./vectors.json" with { type: "json" };
import { check } from "./check.mjs";
console.log(JSON.stringify(await check(vectors)));
`;

const WORKER = `
import vectors from "./vectors.json";
import { check } from "./check.mjs";
export default { fetch: async () => Response.json(await check(vectors)) };
`;

/** What `check.js` says. */
interface Verdict {
  vectors: number;
  wrong: string[];
}

function readVerdict(text: string): Verdict {
  const verdict: unknown = JSON.parse(text);
  if (typeof verdict === "object" && verdict !== null && "vectors" in verdict && "wrong" in verdict) {
    const { vectors, wrong } = verdict;
    if (typeof vectors === "number" && Array.isArray(wrong)) return { vectors, wrong: wrong.map(String) };
  }
  throw new Error(`It said ${text.slice(0, 200)}`);
}

async function fetched(): Promise<readonly Runtime[]> {
  try {
    return await fetchRuntimes();
  } catch (error) {
    console.warn(`Skipped: the runtimes could not be fetched from the npm registry. ${error}`);
    return [];
  }
}

const runtimes = await fetched();
const { consumer } = await installSdk();
let failed = 0;
try {
  await copyFile(join(import.meta.dirname, "check.js"), join(consumer.folder, "check.mjs"));
  await copyFile(join(ROOT, "spec/signing/vectors.json"), join(consumer.folder, "vectors.json"));
  await consumer.write("run.mjs", RUN);
  await consumer.write("worker.mjs", WORKER);
  for (const runtime of runtimes) {
    const verdict = await runtime
      .run(consumer)
      .then(readVerdict)
      .catch((error: unknown) => ({ vectors: 0, wrong: [String(error)] }));
    const isRight = verdict.wrong.length === 0 && verdict.vectors > 0;
    if (!isRight) failed += 1;
    console.log(`${isRight ? "✓" : "✗"} ${runtime.name}: ${verdict.vectors} vectors, an event, and the SDK`);
    for (const line of verdict.wrong) console.log(`    ${line}`);
  }
} finally {
  await consumer.remove();
}
console.log(`${runtimes.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
