import type { Database } from "@wth/database";
import type { Log } from "./log.ts";
import type { Keyring } from "./secrets/keyring.ts";

/** What the operations work with: made once per process, and handed to every resource's routes. */
export interface Services {
  database: Database;
  keyring: Keyring;
  log: Log;
  /** Where people reach this server, without a slash at the end. */
  publicUrl: string;
}
