import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { FULL, SHORT, withEvents } from "./forms.ts";
import { runChaos } from "./run.ts";

const usage = `npm run chaos [-- --short] [--events N] [--seed N]

  --short     the form of npm test: some seconds instead of minutes
  --events N  another number of events (default ${FULL.events}), at the same rate
  --seed N    repeat the choices of an earlier run; the machine's own timing stays its own`;

const { values } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    events: { type: "string" },
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
    help: { type: "boolean", default: false },
  },
});
const form = values.short ? SHORT : FULL;
const events = Number(values.events ?? form.events);
const seed = Number(values.seed);
if (values.help || !Number.isInteger(events) || events < 1 || !Number.isInteger(seed)) {
  process.stderr.write(`${usage}\n`);
  process.exit(values.help ? 0 : 2);
}

// So that "exit" is heard, and no process outlives the run.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

const begun = performance.now();
const say = (line: string) => {
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds} s  ${line}\n`);
};
say(`The seed is ${seed}.`);
const { held, report } = await runChaos(withEvents(form, events), seed, say);
process.stdout.write(`\n${report}\n${held ? "Everything held." : "NOT everything held: see above."}\n`);
process.exitCode = held ? 0 : 1;
