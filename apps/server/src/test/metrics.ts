/** One sample of a scrape. */
export interface Sample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** A scrape that was read, and found to be well-formed. */
export interface ParsedMetrics {
  /** The families, by name, with their types. */
  types: ReadonlyMap<string, string>;
  samples: readonly Sample[];
  /** The one value under these labels, which may be some of the sample's; 0 when there is none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number;
}

const LABEL = /([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/y;
const SAMPLE = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;

/**
 * Reads Prometheus' text format, as strictly as
 * https://prometheus.io/docs/instrumenting/exposition_formats/ describes it.
 *
 * @throws {Error} naming the line that is not of that format, or the family that contradicts itself.
 */
export function parseMetrics(text: string): ParsedMetrics {
  if (!text.endsWith("\n")) throw new Error("The last line does not end.");
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  for (const line of text.split("\n").filter((each) => each !== "" && !each.startsWith("# HELP "))) {
    const [, typed, type] = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line) ?? [];
    if (typed !== undefined && type !== undefined) {
      if (types.has(typed)) throw new Error(`${typed} is declared twice.`);
      types.set(typed, type);
    } else samples.push(parseSample(line));
  }
  for (const { name } of samples) {
    if (!types.has(name) && !types.has(name.replace(/_(bucket|sum|count)$/, "")))
      throw new Error(`${name} has no type.`);
  }
  checkHistograms(types, samples);
  return {
    types,
    samples,
    value: (name, labels = {}) => {
      const found = samples.filter((sample) => sample.name === name && hasLabels(sample, labels));
      if (found.length > 1)
        throw new Error(`${name} has ${found.length} values under ${JSON.stringify(labels)}.`);
      return found[0]?.value ?? 0;
    },
  };
}

function parseSample(line: string): Sample {
  const [, name = "", labelText = "", text = ""] = SAMPLE.exec(line) ?? [];
  // Prometheus ignores the case of these two.
  const value = /^\+inf$/i.test(text) ? Number.POSITIVE_INFINITY : Number(text);
  const isNumber = text !== "" && (/^nan$/i.test(text) || !Number.isNaN(value));
  if (name === "" || !isNumber) throw new Error(`This is no sample: ${line}`);
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < labelText.length) {
    const [, label = "", quoted = ""] = LABEL.exec(labelText) ?? [];
    if (label === "" || label in labels) throw new Error(`These are no labels: ${line}`);
    labels[label] = quoted.replaceAll(/\\(.)/g, (_, escaped) => (escaped === "n" ? "\n" : escaped));
  }
  return { name, labels, value };
}

/** Buckets only grow, and the last holds everything that was counted. */
function checkHistograms(types: ReadonlyMap<string, string>, samples: readonly Sample[]): void {
  for (const [name] of [...types].filter(([, type]) => type === "histogram")) {
    const series = Map.groupBy(
      samples.filter((sample) => sample.name === `${name}_bucket`),
      ({ labels: { le: _le, ...labels } }) => JSON.stringify(labels),
    );
    for (const [labels, buckets] of series) {
      const values = buckets.map(({ value }) => value);
      const count = samples.find((s) => s.name === `${name}_count` && JSON.stringify(s.labels) === labels);
      const isGrowing = values.every((value, index) => value >= (values[index - 1] ?? 0));
      if (!isGrowing || buckets.at(-1)?.labels.le !== "+Inf" || values.at(-1) !== count?.value)
        throw new Error(`The buckets of ${name} ${labels} do not add up.`);
    }
  }
}

function hasLabels({ labels }: Sample, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}
