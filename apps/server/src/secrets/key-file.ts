import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Config } from "../config.ts";
import { Keyring } from "./keyring.ts";

const FILE = "secrets.keys";

/**
 * The keyring of this process: of `WTH_SECRETS_KEYS`, or of the file beside the embedded database. That is made at the
 * first start; without it the database's secrets are lost.
 *
 * @throws {ConfigError} when the keys are not of the form that {@link Keyring.parse} takes.
 */
export function loadKeyring({ secretsKeys, dataDir }: Pick<Config, "secretsKeys" | "dataDir">): Keyring {
  if (secretsKeys !== null) return Keyring.parse(secretsKeys);
  const file = path.join(dataDir, FILE);
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    // "wx": of two first starts at once, one makes the file and the other reads it.
    try {
      writeFileSync(file, `k1:${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
    } catch (error) {
      if (!existsSync(file)) throw error;
    }
  }
  return Keyring.parse(readFileSync(file, "utf8").trim());
}
