import type { Finding } from "./audit.ts";
import { behaviourNames, behaviourOf, behaviours, type Ending } from "./behaviours.ts";
import { type Cause, repeatedOf } from "./duplicates.ts";
import type { DeliveryFact } from "./facts.ts";
import type { View } from "./view.ts";

/** What a run counted beside the facts. */
export interface Counts {
  seed: number;
  seconds: number;
  writersKilled: number;
  transactionsFailed: number;
  /** Outcomes that workers were told to be stale; those of workers that were killed right after are not known. */
  outcomesRefused: number;
  coldStarts: number;
}

const ENDINGS: Readonly<Record<Ending, string>> = {
  delivered: "delivered",
  exhausted: "dead letter, all attempts",
  gone: "dead letter at the first answer",
  either: "as its log says",
};

const CAUSES: Readonly<Record<Cause, string>> = {
  kill: "in flight at a kill",
  pause: "in flight at the pause",
  crash: "in flight at the crash of the database",
  shutdown: "in flight at the shutdown of the database",
};

/** How many examples of a violation are shown. */
const EXAMPLES = 5;

/** The report of a run, for people: all numbers, and what was wrong. */
export function reportOf(view: View, findings: readonly Finding[], counts: Counts): string {
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ["What was done", whatWasDone(view, counts)],
    ["What came of it", whatCame(view, counts)],
    ["By endpoint", byEndpoint(view)],
    ["Requests whose outcome was not recorded, so that the attempt came again", repetitions(view)],
    ["What must not happen", violations(findings)],
  ];
  return sections.map(([title, lines]) => `${title}\n${lines.join("\n")}\n`).join("\n");
}

function whatWasDone({ lives, outages, rolledBack }: View, counts: Counts): string[] {
  const paused = lives.flatMap(({ pausedAt, resumedAt }) =>
    pausedAt === null || resumedAt === null ? [] : [`${seconds(resumedAt - pausedAt)} s`],
  );
  return [
    line("seed", counts.seed),
    line("duration", `${counts.seconds.toFixed(0)} s`),
    line("workers killed with -9", lives.filter(({ killedAt }) => killedAt !== null).length),
    line("workers started", `${lives.length}, of them ${counts.coldStarts} without a database`),
    line("writers killed with -9", counts.writersKilled),
    line(
      "outages of the database",
      outages.map((o) => `${o.kind}, ${seconds(o.until - o.from)} s`).join("; "),
    ),
    line("worker paused for", paused.join(", ")),
    line("transactions rolled back", rolledBack.size),
    line("transactions failed", counts.transactionsFailed),
  ];
}

function whatCame(
  { committed, events, deliveries, attempts, arrivals, arrived }: View,
  counts: Counts,
): string[] {
  const announced = [...committed.values()].reduce((sum, size) => sum + size, 0);
  const withStatus = (wanted: string) => deliveries.filter(({ status }) => status === wanted).length;
  const reached = new Set(arrivals.map(({ eventId }) => eventId));
  const recorded = arrived.filter((each) => each.recorded !== null).length;
  return [
    line("events committed", `${events.length}, of them ${events.length - announced} unannounced`),
    line("events that arrived", events.filter(({ id }) => reached.has(id)).length),
    line("delivered", withStatus("delivered")),
    line("dead letters", withStatus("dead_letter")),
    line("attempts logged", attempts.length),
    line("requests received", arrivals.length),
    line("attempts that reached no receiver", attempts.length - recorded),
    line("outcomes refused as stale", counts.outcomesRefused),
  ];
}

function byEndpoint({ deliveries, attemptsOf, eventOf }: View): string[] {
  const row = (kind: string, numbers: readonly (number | string)[], ending: string) =>
    `  ${kind.padEnd(10)}${numbers.map((each) => String(each).padStart(11)).join("")}   ${ending}`;
  const pathOf = ({ eventId }: DeliveryFact) => eventOf.get(eventId)?.path ?? "";
  const rows = behaviourNames.map((kind) => {
    const its = deliveries.filter((delivery) => behaviourOf(pathOf(delivery)) === kind);
    const delivered = its.filter(({ status }) => status === "delivered").length;
    const attempts = its.reduce((sum, { id }) => sum + (attemptsOf.get(id)?.length ?? 0), 0);
    const numbers = [new Set(its.map(pathOf)).size, delivered, its.length - delivered, attempts];
    return row(kind, numbers, ENDINGS[behaviours[kind].ending]);
  });
  return [row("", ["endpoints", "delivered", "given up", "attempts"], "must end"), ...rows];
}

function repetitions(view: View): string[] {
  const repeated = repeatedOf(view);
  const of = (wanted: Cause | null) => repeated.filter(({ cause }) => cause === wanted).length;
  // Safe: the keys of the table are the causes.
  const causes = Object.keys(CAUSES) as Cause[];
  const longest = repeated.reduce((most, { unrecordedMs }) => Math.max(most, unrecordedMs), 0);
  return [
    ...causes.map((cause) => line(CAUSES[cause], of(cause))),
    line("for no reason", of(null)),
    line("all of these", repeated.length),
    line("longest from an answer to the kill before its record", `${longest} ms`),
  ];
}

function violations(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ rule, violations: found }) => [
    line(rule, found.length),
    ...found.slice(0, EXAMPLES).map((each) => `      ${each}`),
    ...(found.length > EXAMPLES ? [`      and ${found.length - EXAMPLES} more`] : []),
  ]);
}

function line(name: string, value: string | number): string {
  return `  ${name.padEnd(52)} ${value}`;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
