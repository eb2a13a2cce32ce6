import pino, { type Logger } from "pino";

/** Structured logs: one JSON object a line on standard output. */
export type Log = Logger;

/**
 * Makes the process's logger. Secrets are never passed to it; the redaction is the second line of defence, for
 * objects that carry headers.
 */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ["authorization", "*.authorization", "headers.authorization", "secret", "*.secret", "api_key"],
    },
  });
}
