import type { Database } from "@wth/database";
import type { Command } from "commander";
import { type Config, readConfig } from "../config.ts";
import { connectToRunning } from "../connect.ts";
import { loadKeyring } from "../secrets/key-file.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { toTable } from "./table.ts";

/** What a command works with. */
export interface OpsContext {
  config: Config;
  database: Database;
  keyring: Keyring;
}

/**
 * Makes a command of `work`: connects, runs it, and prints what it returns — one JSON document with `--json`, a plain
 * table otherwise.
 *
 * @param work returns a JSON object: the shape that `--json` promises.
 */
export function action<Options>(
  command: Command,
  work: (options: Options, context: OpsContext) => Promise<object>,
): void {
  command.option("--json", "print one JSON document");
  command.exitOverride();
  command.action(async (options: Options & { json?: boolean }) => {
    const config = readConfig({ LOG_LEVEL: "silent", ...process.env });
    const database = await connectToRunning(config);
    try {
      const result = await work(options, { config, database, keyring: loadKeyring(config) });
      process.stdout.write(options.json === true ? `${JSON.stringify(result)}\n` : toTable(result));
    } finally {
      await database.close();
    }
  });
}
