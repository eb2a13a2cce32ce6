import { writeFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { measureApi } from "./api.ts";
import { measureLatency, measureThroughput } from "./deliveries.ts";
import { startEnvironment } from "./environment.ts";
import { type Comparison, format, median, percentile } from "./rounds.ts";
import { measureStarvation, type Starvation } from "./starvation.ts";

const usage = `npm run bench [-- --json] [--rounds N] [--only api|latency|deliveries|starvation]

  --json      also write bench/results.json
  --rounds N  alternating rounds of each comparison (default 5)
  --only PART measure only this part`;

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const parts = ["api", "latency", "deliveries", "starvation"];
const { only } = values;
if (values.help || !Number.isInteger(rounds) || rounds < 1 || (only !== undefined && !parts.includes(only))) {
  process.stderr.write(`${usage}\n`);
  process.exit(values.help ? 0 : 2);
}

const say = (line: string) => process.stderr.write(`  ${line}\n`);
const environment = await startEnvironment();
try {
  const results: Results = {};
  if (wanted("api")) {
    process.stderr.write("The API: bare Express + pg / ours, requests a second\n");
    results.api = await measureApi(environment, rounds, say);
  }
  if (wanted("latency")) {
    process.stderr.write("Commit to arrival on an idle worker\n");
    results.latency_ms = summary(await measureLatency(environment));
  }
  if (wanted("deliveries")) {
    process.stderr.write("Deliveries: raw HTTP / one worker, a second\n");
    results.deliveries = await measureThroughput(environment, rounds, say);
  }
  if (wanted("starvation")) {
    process.stderr.write("Commit to arrival without / with an endpoint that hangs on 100,000 deliveries\n");
    results.starvation = await measureStarvation(environment, rounds, say);
  }
  print(results);
  if (values.json) await writeJson(results);
} finally {
  await environment.close();
}

interface Results {
  api?: Record<string, Comparison>;
  latency_ms?: ReturnType<typeof summary>;
  deliveries?: Comparison;
  starvation?: Starvation;
}

function wanted(part: string): boolean {
  return only === undefined || only === part;
}

function print({ api = {}, latency_ms: latency, deliveries, starvation }: Results): void {
  const row = (...cells: readonly [string, string, string, string]) =>
    `${cells[0].padEnd(44)}${cells[1].padStart(12)}${cells[2].padStart(12)}${cells[3].padStart(9)}\n`;
  const rates = (name: string, { baseline, subject, ratio }: Comparison) =>
    row(name, format(median(baseline)), format(median(subject)), ratio.toFixed(2));
  process.stdout.write(`\n${row(`medians of ${rounds} rounds`, "baseline/s", "ours/s", "ratio")}`);
  if (deliveries !== undefined) process.stdout.write(rates("deliveries, one worker / raw HTTP", deliveries));
  for (const [name, comparison] of Object.entries(api))
    process.stdout.write(rates(`${name} / bare Express + pg`, comparison));
  if (latency !== undefined) {
    const { p50, p99, samples } = latency;
    process.stdout.write(
      `\ncommit to arrival, idle: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (${samples} events)\n`,
    );
  }
  if (starvation !== undefined) {
    const [without, with_] = [median(starvation.without), median(starvation.with)];
    process.stdout.write(
      `\np99 beside an endpoint that hangs on 100,000 deliveries: ${with_.toFixed(1)} ms, without it ${without.toFixed(1)} ms (ratio ${starvation.ratio.toFixed(2)})\n`,
    );
  }
}

function summary(samples: readonly number[]) {
  return {
    samples: samples.length,
    p50: percentile(samples, 0.5),
    p99: percentile(samples, 0.99),
    max: Math.max(...samples),
  };
}

async function writeJson(results: object): Promise<void> {
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
  };
  const file = path.join(import.meta.dirname, "results.json");
  await writeFile(
    file,
    `${JSON.stringify({ measured_at: new Date().toISOString(), machine, rounds, ...results }, null, 2)}\n`,
  );
  process.stderr.write(`Wrote ${path.relative(process.cwd(), file)}\n`);
}
