import { EmbeddedPostgresError } from "@wth/database/embedded";
import { MigrationError } from "@wth/database/migrate";
import { ConfigError } from "./config.ts";
import { PortTakenError } from "./port.ts";

/** Problems that whoever starts a program can mend: their message says how, and a stack would only hide it. */
const mendable = [ConfigError, EmbeddedPostgresError, MigrationError, PortTakenError];

/**
 * An error as a person at the terminal should read it.
 *
 * @param alsoMendable further kinds that the program at hand foresees.
 */
export function describeFailure(
  error: unknown,
  alsoMendable: readonly (abstract new (...args: never[]) => Error)[] = [],
): string {
  if (!(error instanceof Error)) return String(error);
  const foreseen = [...mendable, ...alsoMendable].some((kind) => error instanceof kind);
  return foreseen ? error.message : (error.stack ?? error.message);
}
