import pino from "pino";
import type { Log } from "../log.ts";

/** A log that a test can read. */
export interface TestLog {
  log: Log;
  /** The messages so far, each with its level: `warn: Something.` */
  lines: string[];
  /** The messages of the errors that were logged with them. */
  errors: string[];
}

/** Makes a log that keeps its lines. */
export function recordLog(): TestLog {
  const lines: string[] = [];
  const errors: string[] = [];
  const options = { base: null, timestamp: false, formatters: { level: (level: string) => ({ level }) } };
  const write = (line: string) => {
    const { level, msg, err } = JSON.parse(line);
    lines.push(`${level}: ${msg}`);
    if (err !== undefined) errors.push(String(err.message));
  };
  return { log: pino(options, { write }), lines, errors };
}
