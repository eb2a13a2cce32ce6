import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Lets the arrow keys walk through a list: give the result to the element around it as `onKeyDown`, and mark what opens a
 * row (a link or button, so that Enter works by itself) with `data-row`. From the search field the down arrow leads to the
 * first row.
 */
export function moveThroughRows(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  // React lets events of a drawer through to the page that opened it.
  if (event.target instanceof Node && !event.currentTarget.contains(event.target)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex((row) => row.matches(":focus"));
  const isInField = document.activeElement instanceof HTMLInputElement;
  if (at === -1 && !(isInField && step === 1)) return;
  event.preventDefault();
  rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
}
