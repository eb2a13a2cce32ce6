import { writeFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import { type Request, readCommandLine, UsageError, usage } from "./command-line.ts";
import { type Environment, startEnvironment } from "./environment.ts";
import type { Part, Report } from "./part.ts";
import { parts } from "./parts.ts";
import { printed } from "./print.ts";

let current: Environment | null = null;
process.once("SIGINT", () => void breakOff(130));
process.once("SIGTERM", () => void breakOff(143));

const request = readRequest();
const results: Record<string, object> = {};
for (const part of request.parts) {
  const sizes = { ...part.sizes, ...request.sizes };
  const { figures, data } = await measure(part, sizes);
  results[part.name] = { sizes, figures, ...data };
}
if (request.json) await writeJson();

function readRequest(): Request {
  try {
    const read = readCommandLine(process.argv.slice(2), parts);
    if (read !== null) return read;
    process.stdout.write(usage(parts));
    process.exit(0);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage(parts)}`);
    process.exit(2);
  }
}

/** Measures one part on a database of its own, and prints what came of it at once: the next may take minutes. */
async function measure(part: Part, sizes: Request["sizes"]): Promise<Report> {
  process.stderr.write(`${part.title}\n`);
  const environment = await startEnvironment(part.settings);
  current = environment;
  try {
    const progress = (line: string) => void process.stderr.write(`  ${line}\n`);
    const report = await part.measure({ environment, progress }, sizes);
    process.stdout.write(`\n${part.title}\n\n${printed(report)}\n`);
    return report;
  } finally {
    await environment.close();
    current = null;
  }
}

/** Leaves nothing behind; the other processes end with this one. */
async function breakOff(code: number): Promise<void> {
  // What was being measured fails as soon as its database goes away, and nobody needs to hear of it.
  process.on("uncaughtException", () => {});
  await current?.abandon();
  process.exit(code);
}

async function writeJson(): Promise<void> {
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
  };
  const file = path.join(import.meta.dirname, "results.json");
  const measuredAt = new Date().toISOString();
  await writeFile(file, `${JSON.stringify({ measured_at: measuredAt, machine, ...results }, null, 2)}\n`);
  process.stderr.write(`Wrote ${path.relative(process.cwd(), file)}\n`);
}
