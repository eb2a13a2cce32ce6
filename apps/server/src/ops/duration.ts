import { InvalidArgumentError } from "commander";

const SECONDS: ReadonlyMap<string, number> = new Map([
  ["s", 1],
  ["m", 60],
  ["h", 3_600],
  ["d", 86_400],
]);

/**
 * Reads a duration of the command line: a whole number with a unit, as in `45s`, `90m`, `24h`, `7d`, or plain `0`.
 *
 * @returns seconds.
 * @throws {InvalidArgumentError} saying what it takes.
 */
export function parseDuration(text: string): number {
  if (text === "0") return 0;
  const [, count = "", unit = ""] = /^(\d{1,9})([a-z])$/.exec(text) ?? [];
  const seconds = SECONDS.get(unit);
  if (seconds === undefined) {
    throw new InvalidArgumentError("Use a whole number with s, m, h or d, such as 90m, 24h or 7d; or 0.");
  }
  return Number(count) * seconds;
}
