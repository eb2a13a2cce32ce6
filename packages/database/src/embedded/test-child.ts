import { messageOf } from "./errors.ts";
import { startEmbeddedPostgres } from "./index.ts";

/**
 * A program with an embedded database, for the tests to kill: starts it on the data folder in its first
 * argument, prints one JSON line `{url}` or `{error}`, and runs until SIGTERM.
 */
const [dataDir = ""] = process.argv.slice(2);
try {
  const database = await startEmbeddedPostgres({ dataDir });
  process.once("SIGTERM", () => database.stop());
  // Last: once the test has read it, signals may come.
  process.stdout.write(`${JSON.stringify({ url: database.url })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: messageOf(error) })}\n`);
  process.exitCode = 1;
}
