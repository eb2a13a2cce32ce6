import type { Page } from "./pages.ts";
import type { Outcome } from "./run-page.ts";

const RESULTS = ["run", "checked", "text", "skipped", "failed"] as const;

/** A table of the pages, with how many blocks were run, checked (JSON), not to be run, skipped, and failed. */
export function tableOf(pages: readonly Page[], outcomes: readonly Outcome[]): string {
  const width = Math.max(...pages.map(({ file }) => file.length), "page".length);
  const row = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(width)}${cells.map((cell) => String(cell).padStart(9)).join("")}`;
  const count = (list: readonly Outcome[]) =>
    RESULTS.map((result) => list.filter((outcome) => outcome.result === result).length);
  return [
    row("page", RESULTS),
    ...pages.map((page) => row(page.file, count(outcomes.filter((outcome) => outcome.page === page)))),
    row("all", count(outcomes)),
  ].join("\n");
}

/** The blocks that were skipped, each with its reason. */
export function skippedLines(outcomes: readonly Outcome[]): string[] {
  return outcomes
    .filter(({ result }) => result === "skipped")
    .map(({ page, block, detail }) => `${page.file}:${block.line} skipped: ${detail}`);
}

/** The blocks that failed, each with what it printed. */
export function failureTexts(outcomes: readonly Outcome[]): string[] {
  return outcomes
    .filter(({ result }) => result === "failed")
    .map(({ page, block, detail = "" }) => {
      const indented = detail.trimEnd().replaceAll(/^/gm, "    ");
      return `${page.file}:${block.line} (${block.language || "no language"}) FAILED\n${indented}`;
    });
}
