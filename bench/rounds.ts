import type { Table } from "./part.ts";

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which a share of the numbers lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

/** What two ways of doing the same came to: figures a second, by round. */
export interface Comparison {
  baseline: number[];
  subject: number[];
  /** subject ÷ baseline, round by round: what a noisy machine does to one round it does to both halves. */
  ratio: number;
}

/**
 * Measures two ways in turn, after a warm-up of each that does not count.
 *
 * @param measure each returns a rate, such as requests a second.
 */
export async function compare(
  rounds: number,
  baseline: () => Promise<number>,
  subject: () => Promise<number>,
  progress: (line: string) => void,
): Promise<Comparison> {
  await baseline();
  await subject();
  const result: Comparison = { baseline: [], subject: [], ratio: Number.NaN };
  for (let round = 1; round <= rounds; round += 1) {
    // Who goes first changes, so that neither always follows the other's garbage.
    const order = round % 2 === 1 ? [baseline, subject] : [subject, baseline];
    for (const measure of order)
      (measure === baseline ? result.baseline : result.subject).push(await measure());
    progress(
      `round ${round} of ${rounds}: ${format(result.baseline.at(-1))} / ${format(result.subject.at(-1))}`,
    );
  }
  result.ratio = median(result.subject.map((rate, index) => rate / (result.baseline[index] ?? Number.NaN)));
  return result;
}

/** A whole number for people. */
export function format(value: number | undefined): string {
  return value === undefined ? "-" : Math.round(value).toLocaleString("en-US");
}

/** Comparisons as a table: the medians of both ways. */
export function comparisonTable(comparisons: Readonly<Record<string, Comparison>>): Table {
  const rounds = Object.values(comparisons)[0]?.subject.length ?? 0;
  return {
    head: [`medians of ${rounds} rounds`, "baseline/s", "ours/s"],
    rows: Object.entries(comparisons).map(([name, { baseline, subject }]) => [
      name,
      format(median(baseline)),
      format(median(subject)),
    ]),
  };
}

/** How times spread. */
export interface Spread {
  samples: number;
  p50: number;
  p99: number;
  max: number;
}

/** The middle, the tail and the end of some numbers. */
export function spread(values: readonly number[]): Spread {
  return {
    samples: values.length,
    p50: percentile(values, 0.5),
    p99: percentile(values, 0.99),
    // Not as arguments of one call: there may be too many for that.
    max: values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  };
}
