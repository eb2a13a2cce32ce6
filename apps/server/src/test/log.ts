import pino from "pino";
import type { Log } from "../log.ts";

/** A log that a test can read. */
export interface TestLog {
  log: Log;
  /** The messages so far, each with its level: `warn: Something.` */
  lines: string[];
}

/** Makes a log that keeps its lines. */
export function recordLog(): TestLog {
  const lines: string[] = [];
  const options = { base: null, timestamp: false, formatters: { level: (level: string) => ({ level }) } };
  const write = (line: string) => {
    const { level, msg } = JSON.parse(line);
    lines.push(`${level}: ${msg}`);
  };
  return { log: pino(options, { write }), lines };
}
