import { parseArgs } from "node:util";
import { startEnvironment } from "./environment.ts";
import { prepareProject } from "./modules.ts";
import { readPages } from "./pages.ts";
import { failureTexts, skippedLines, tableOf } from "./report.ts";
import { type Outcome, runPage } from "./run-page.ts";

const usage = `node packages/samples/src/main.ts [PART OF A PAGE'S PATH]

Runs every code sample of the documentation against the real server: the pages of the built site and the packages' READMEs.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean", default: false } },
});
if (values.help) {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}

const pages = await readPages(positionals[0] ?? "");
if (pages.length === 0) throw new Error(`No page has "${positionals[0]}" in its path.`);
const environment = await startEnvironment();
// So that no server and no database outlives the run.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void environment.close().finally(() => process.exit(1)));
const outcomes: Outcome[] = [];
try {
  const project = await prepareProject(pages);
  try {
    for (const page of pages) outcomes.push(...(await runPage(environment, project, page)));
  } finally {
    await project.consumer.remove();
  }
} finally {
  await environment.close();
}
const failures = failureTexts(outcomes);
for (const text of [tableOf(pages, outcomes), ...skippedLines(outcomes), ...failures]) console.log(text);
console.log(failures.length === 0 ? "Every sample works." : `${failures.length} samples do NOT work.`);
process.exitCode = failures.length === 0 ? 0 : 1;
