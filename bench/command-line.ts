import { parseArgs } from "node:util";
import type { Part } from "./part.ts";

/** What the command line asks for. */
export interface Request {
  /** What to measure. */
  parts: readonly Part[];
  /** Whether to write the results to a file as well. */
  json: boolean;
  /** The sizes that were given, by flag. */
  sizes: Readonly<Record<string, number>>;
}

/** A command line that cannot be followed; the message says why. */
export class UsageError extends Error {
  override name = "UsageError";
}

/**
 * Reads the command line.
 *
 * @param all the parts there are; their sizes are flags.
 * @returns null when only the usage is asked for.
 * @throws {UsageError} for an unknown flag or part, a size that is no whole number above 0, or one that no part that is
 *   to be measured has.
 */
export function readCommandLine(args: readonly string[], all: readonly Part[]): Request | null {
  const { json, help, only, ...given } = parse(args, all);
  if (help === true) return null;
  const usual = all.filter(({ byNameOnly }) => !byNameOnly);
  const names = typeof only === "string" ? only.split(",") : usual.map(({ name }) => name);
  const unknown = names.find((name) => !all.some((part) => part.name === name));
  if (unknown !== undefined) throw new UsageError(`There is no part "${unknown}".`);
  const parts = all.filter(({ name }) => names.includes(name));
  const sizes = Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (!parts.some((part) => name in part.sizes)) throw new UsageError(`--${name}: has no effect here.`);
      if (!/^[1-9]\d{0,8}$/.test(String(value)))
        throw new UsageError(`--${name}: use a whole number above 0.`);
      return [name, Number(value)];
    }),
  );
  return { parts, json: json === true, sizes };
}

function parse(args: readonly string[], all: readonly Part[]) {
  const sizes = all.flatMap((part) => Object.keys(part.sizes));
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        json: { type: "boolean" },
        help: { type: "boolean" },
        only: { type: "string" },
        ...Object.fromEntries(sizes.map((name) => [name, { type: "string" as const }])),
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What there is to measure, and how. */
export function usage(parts: readonly Part[]): string {
  const width = Math.max(...parts.map(({ name }) => name.length));
  const lines = parts.map(({ name, title, sizes, byNameOnly }) => {
    const flags = Object.entries(sizes).map(([size, value]) => `--${size} ${value}`);
    return `  ${name.padEnd(width)}  ${title}${byNameOnly ? " (only with --only)" : ""}\n  ${" ".repeat(width)}  ${flags.join(" ")}`;
  });
  return `npm run bench [-- --json] [--only PART,…] [--SIZE N …]

  --json       also write bench/results.json
  --only PART  measure only this part, or these

The parts, each with its sizes: give a smaller one for a quick try.

${lines.join("\n")}
`;
}
