import type { Figure, Report, Table, Wanted } from "./part.ts";

/** A report as people read it: its tables, each figure beside what is wanted of it, its notes. */
export function printed({ tables = [], figures, notes = [] }: Report): string {
  const blocks = [...tables, ...(figures.length > 0 ? [figureTable(figures)] : [])].map(lines);
  return [...blocks, ...(notes.length > 0 ? [notes] : [])].map((block) => `${block.join("\n")}\n`).join("\n");
}

/** Whether a figure is what is wanted of it; null when nothing is. */
export function reaches({ value, wanted }: Figure): boolean | null {
  if (wanted === undefined) return null;
  return "atLeast" in wanted ? value >= wanted.atLeast : value <= wanted.atMost;
}

/** A number as people read it: whole when it is large, with the decimals that matter when it is not. */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) return "-";
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function figureTable(figures: readonly Figure[]): Table {
  return {
    head: ["", "measured", "wanted", ""],
    rows: figures.map((figure) => [
      figure.name,
      withUnit(figure.value, figure.unit),
      figure.wanted === undefined ? "" : bound(figure.wanted, figure.unit),
      reaches(figure) === false ? "missed" : "",
    ]),
  };
}

function bound(wanted: Wanted, unit: string | undefined): string {
  return "atLeast" in wanted ? `>= ${withUnit(wanted.atLeast, unit)}` : `<= ${withUnit(wanted.atMost, unit)}`;
}

function withUnit(value: number, unit: string | undefined): string {
  return unit === undefined ? decimal(value) : `${decimal(value)} ${unit}`;
}

/** The first column to the left, the others to the right. */
function lines({ head, rows }: Table): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
}
