import { InvalidArgumentError } from "commander";
import { parseDuration } from "./duration.ts";

/** RFC 3339, as the API takes it. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/**
 * Reads a moment of the command line: RFC 3339, as in `2026-05-08T09:30:00Z`, or how long ago it was, as in `6h`.
 *
 * @throws {InvalidArgumentError} saying what it takes; also for a moment that is still to come.
 */
export function parsePastTime(text: string, now: Date = new Date()): Date {
  const time = TIME.test(text) ? new Date(text) : new Date(now.getTime() - readDuration(text) * 1_000);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError("There is no such time.");
  if (time > now) throw new InvalidArgumentError("This time is still to come.");
  return time;
}

function readDuration(text: string): number {
  try {
    return parseDuration(text);
  } catch {
    throw new InvalidArgumentError(
      "Use a time such as 2026-05-08T09:30:00Z, or how long ago it was, such as 90m, 24h or 7d.",
    );
  }
}
