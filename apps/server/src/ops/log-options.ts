import { type Command, InvalidArgumentError, Option } from "commander";
import { parsePastTime } from "./time.ts";

const PAGE = { most: 100, default: 20 };

/** Which mode of an integration. */
export type Mode = "test" | "live";

/** What {@link addPageOptions} adds. */
export interface PageOptions {
  createdAfter?: Date;
  limit: number;
  after?: string;
}

/** `--mode`. */
export function modeOption(description: string): Option {
  return new Option("--mode <mode>", description).choices(["test", "live"]);
}

/** `--type`: one of these. */
export function typeOption(types: readonly string[]): Option {
  return new Option("--type <type>", "only those of events of this type").choices(types);
}

/** An option that takes a moment: RFC 3339, or how long ago it was. */
export function timeOption(flag: string, description: string): Option {
  return new Option(
    `${flag} <time>`,
    `${description}: RFC 3339, or how long ago, such as 6h or 7d`,
  ).argParser((text) => parsePastTime(text));
}

/** The options of a page of the log. */
export function addPageOptions(command: Command): Command {
  return command
    .addOption(timeOption("--created-after", "only newer ones"))
    .option("--limit <count>", `1 to ${PAGE.most}`, wholeNumberTo(PAGE.most), PAGE.default)
    .option("--after <cursor>", "next_cursor of the page before");
}

/** Reads a whole number from 1 to `most`; what it returns throws an {@link InvalidArgumentError} for anything else. */
export function wholeNumberTo(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < 1 || number > most) {
      throw new InvalidArgumentError(`Use a whole number from 1 to ${most}.`);
    }
    return number;
  };
}
