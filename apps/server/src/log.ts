import pino, { type Logger, type LoggerOptions } from "pino";

/** Structured logs: one JSON object a line on standard output. */
export type Log = Logger;

/** Lines go out together, this many bytes or this long after the first: one system call a line would cost more than it. */
const BUFFER_BYTES = 4096;
const BUFFER_MS = 100;

/**
 * Makes the process's logger. Secrets are never passed to it; the redaction is the second line of defence, for
 * objects that carry headers. What is `fatal` goes out at once, and everything does before the process exits.
 */
export function createLog(level: string): Log {
  const output = pino.destination({ minLength: BUFFER_BYTES, periodicFlush: BUFFER_MS, sync: true });
  process.once("exit", () => output.flushSync());
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: [
        ...["authorization", "*.authorization", "headers.authorization", "secret", "*.secret", "api_key"],
        ...["cookie", "*.cookie", "headers.cookie", "password", "*.password"],
      ],
    },
  } satisfies LoggerOptions;
  return pino(options, output);
}
