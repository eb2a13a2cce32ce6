import type { PostgresSettings } from "@wth/database/embedded";
import type { Environment } from "./environment.ts";

/** What a part measures with. */
export interface Bench {
  /** A PostgreSQL of this part's own: what one part leaves behind does not reach another's figures. */
  environment: Environment;
  /** Tells whoever waits how far it is. */
  progress(line: string): void;
}

/** What is wanted of a figure. */
export type Wanted = { atLeast: number } | { atMost: number };

/** A number that was measured. */
export interface Figure {
  name: string;
  value: number;
  /** Such as `ms`; none for a ratio. */
  unit?: string;
  wanted?: Wanted;
}

/** Cells as they are to be read; the first column names its row. */
export interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** What a part has found out. */
export interface Report {
  tables?: readonly Table[];
  figures: readonly Figure[];
  /** What a reader of the figures has to know, such as what limited them. */
  notes?: readonly string[];
  /** What it was worked out from, for `--json`. */
  data?: object;
}

/** One part of the benchmark, as the command line knows it. */
export interface Part {
  /** As in `--only`. */
  name: string;
  /** What it measures, in a line. */
  title: string;
  /** How much of everything, unless a flag of the same name says otherwise. */
  sizes: Readonly<Record<string, number>>;
  /** Settings of PostgreSQL that it needs beside those of `npm start`. */
  settings: PostgresSettings;
  /** Whether it takes so long, or so much room, that it is measured only when it is named. */
  byNameOnly: boolean;
  /** @param given sizes in the place of these. */
  measure(bench: Bench, given: Readonly<Record<string, number>>): Promise<Report>;
}

/** How a part is written down: `measure` is given every size, the default where there is no flag. */
export interface PartDefinition<Size extends string> {
  name: string;
  title: string;
  sizes: Readonly<Record<Size, number>>;
  settings?: PostgresSettings;
  byNameOnly?: boolean;
  measure(bench: Bench, sizes: Readonly<Record<Size, number>>): Promise<Report>;
}

/** Defines a part; a line in `parts.ts` makes it one of the benchmark. */
export function definePart<Size extends string>(definition: PartDefinition<Size>): Part {
  const { name, title, sizes, settings = {}, byNameOnly = false } = definition;
  return {
    name,
    title,
    sizes,
    settings,
    byNameOnly,
    measure: (bench, given) => definition.measure(bench, { ...sizes, ...given }),
  };
}
