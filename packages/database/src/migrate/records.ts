import type { Client } from "pg";
import { MigrationError } from "./errors.ts";
import type { MigrationFile } from "./files.ts";

/** What the database remembers of one migration. */
export interface MigrationRecord {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** Prisma's own table, column for column, so that `prisma migrate deploy` and `status` accept it. */
const CREATE_TABLE = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  varchar(36) PRIMARY KEY NOT NULL,
  checksum            varchar(64) NOT NULL,
  finished_at         timestamptz,
  migration_name      varchar(255) NOT NULL,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

const TABLE_EXISTS = "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found";

const SELECT_RECORDS = `
SELECT migration_name, checksum, finished_at
  FROM _prisma_migrations
 WHERE rolled_back_at IS NULL
 ORDER BY started_at, migration_name`;

/** `started_at` defaults to now(), the start of the migration's transaction. */
const INSERT_RECORD = `
INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
VALUES (gen_random_uuid()::text, $1, $2, clock_timestamp(), 1)`;

/** Makes the table of applied migrations if it is missing. Call it under the migration lock. */
export async function createRecordsTable(client: Client): Promise<void> {
  // Asked first, because CREATE TABLE IF NOT EXISTS sends a notice and needs the right to create.
  const { rows } = await client.query<{ found: boolean }>(TABLE_EXISTS);
  if (rows[0]?.found !== true) await client.query(CREATE_TABLE);
}

/** The migrations that were applied or begun; none when the database was never migrated. */
export async function readRecords(client: Client): Promise<MigrationRecord[]> {
  const { rows } = await client.query<{ found: boolean }>(TABLE_EXISTS);
  if (rows[0]?.found !== true) return [];
  return (await client.query<MigrationRecord>(SELECT_RECORDS)).rows;
}

/** Records a migration as applied; part of the transaction that applies it. */
export async function insertRecord(client: Client, file: MigrationFile): Promise<void> {
  await client.query(INSERT_RECORD, [file.checksum, file.name]);
}

/**
 * The migrations still to apply, after checking that the applied ones are this release's.
 *
 * @throws MigrationError when one failed before, has changed since, or is unknown to this release.
 */
export function pendingMigrations(
  files: readonly MigrationFile[],
  records: readonly MigrationRecord[],
): MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const { migration_name: migration, checksum, finished_at } of records) {
    const file = known.get(migration);
    if (finished_at === null) {
      throw new MigrationError(
        "failed",
        `Migration ${migration} was begun by another tool and did not finish. Repair the database by hand, mark it with "prisma migrate resolve", then start again.`,
        { migration },
      );
    }
    if (file === undefined) {
      throw new MigrationError(
        "newer",
        `The database has migration ${migration}, which this release does not know: it was used by a newer release. Start that release, or use another database.`,
        { migration },
      );
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(
        "changed",
        `Migration ${migration} was changed after it was applied to this database. Restore the file as it was and put the change into a new migration.`,
        { migration },
      );
    }
  }
  const applied = new Set(records.map((record) => record.migration_name));
  return files.filter((file) => !applied.has(file.name));
}
