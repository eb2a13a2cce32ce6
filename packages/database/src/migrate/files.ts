import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MigrationError } from "./errors.ts";

/** One migration of this release. */
export interface MigrationFile {
  /** Folder name; migrations are applied in the order of their names. */
  name: string;
  sql: string;
  /** SHA-256 of the file's bytes in lower-case hex, as Prisma records it. */
  checksum: string;
}

/** Where this package keeps its migrations, in Prisma's layout: `<name>/migration.sql`. */
export const MIGRATIONS_DIRECTORY = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/**
 * Reads all migrations in the order in which they apply.
 *
 * @throws MigrationError when a folder has no `migration.sql`.
 */
export async function readMigrations(directory: string): Promise<MigrationFile[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  // Code units, not a locale: the order must be the same on every machine.
  names.sort((a, b) => (a < b ? -1 : 1));
  return Promise.all(names.map((name) => readMigration(directory, name)));
}

async function readMigration(directory: string, name: string): Promise<MigrationFile> {
  const path = join(directory, name, "migration.sql");
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new MigrationError(
      "invalid",
      `Cannot read ${path}. Restore the file, or delete the empty folder.`,
      {
        migration: name,
        cause,
      },
    );
  }
  return { name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
}
