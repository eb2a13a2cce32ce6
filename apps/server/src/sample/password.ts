import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const FILE = "sample-dealer.password";
const RANDOM_BYTES = 12;

/**
 * The sample dealer's password: random, so that a server that others can reach lets nobody in by a password that everybody
 * knows; made once for a data folder and kept there, for its owner only, so that it is the same at each start.
 */
export function samplePassword(dataDir: string): string {
  const file = path.join(dataDir, FILE);
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${randomBytes(RANDOM_BYTES).toString("base64url")}\n`, { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}
