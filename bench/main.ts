import { writeFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { measureLatency, measureThroughput } from "./deliveries.ts";
import { startEnvironment } from "./environment.ts";
import { measureListings } from "./listings.ts";
import { type Comparison, format, median, percentile } from "./rounds.ts";

const usage = `npm run bench [-- --json] [--rounds N]

  --json      also write bench/results.json
  --rounds N  alternating rounds of each comparison (default 5)`;

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    help: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
if (values.help || !Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write(`${usage}\n`);
  process.exit(values.help ? 0 : 2);
}

const say = (line: string) => process.stderr.write(`  ${line}\n`);
const environment = await startEnvironment();
try {
  process.stderr.write("GET /listings?limit=20: bare Express + pg / the API, requests a second\n");
  const listings = await measureListings(environment, rounds, say);
  process.stderr.write("Commit to arrival on an idle worker\n");
  const latency = await measureLatency(environment);
  process.stderr.write("Deliveries: raw HTTP / one worker, a second\n");
  const deliveries = await measureThroughput(environment, rounds, say);
  print(deliveries, latency, listings);
  if (values.json) await writeJson({ deliveries, latency_ms: summary(latency), listings });
} finally {
  await environment.close();
}

function print(deliveries: Comparison, latency: readonly number[], listings: Comparison): void {
  const row = (...cells: readonly [string, string, string, string]) =>
    `${cells[0].padEnd(40)}${cells[1].padStart(12)}${cells[2].padStart(12)}${cells[3].padStart(9)}\n`;
  const rates = (name: string, { baseline, subject, ratio }: Comparison) =>
    row(name, format(median(baseline)), format(median(subject)), ratio.toFixed(2));
  process.stdout.write(
    `\n${row(`medians of ${rounds} rounds`, "baseline/s", "ours/s", "ratio")}` +
      rates("deliveries, one worker / raw HTTP", deliveries) +
      rates("GET /listings?limit=20 / bare Express + pg", listings) +
      `\ncommit to arrival, idle: p50 ${percentile(latency, 0.5).toFixed(1)} ms, p99 ${percentile(latency, 0.99).toFixed(1)} ms (${latency.length} events)\n`,
  );
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
