/** Why the migrations cannot be applied. */
export type MigrationErrorReason =
  | "changed" // an applied migration's file no longer has the recorded checksum
  | "failed" // a migration's SQL failed, now or in an earlier run by another tool
  | "newer" // the database has migrations this release does not know
  | "locked" // another program is migrating for too long
  | "server" // the PostgreSQL server is older than the schema needs
  | "invalid"; // a migration folder without migration.sql

/** The database cannot be brought to this release's schema. The message says what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
  /** Machine-readable kind of failure. */
  readonly reason: MigrationErrorReason;
  /** Name of the migration concerned, if it is one. */
  readonly migration: string | undefined;

  constructor(
    reason: MigrationErrorReason,
    message: string,
    options: { migration?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.reason = reason;
    this.migration = options.migration;
  }
}
