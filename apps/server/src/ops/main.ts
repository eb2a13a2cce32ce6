import { CommanderError } from "commander";
import { failureOf } from "./errors.ts";
import { createProgram } from "./program.ts";

const program = createProgram();

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
  if (process.exitCode !== 0) tell(error);
}

/** The reason on stderr for people. With `--json` stdout is one JSON document, also when the command failed. */
function tell(error: unknown): void {
  const failure = failureOf(error);
  // Commander has printed its own errors, and help, on stderr already.
  if (!(error instanceof CommanderError)) process.stderr.write(`ops: ${failure.message}\n`);
  if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify({ error: failure })}\n`);
}
