import { type Queryable, run, statement } from "../statement.ts";
import { MIGRATIONS_DIRECTORY, readMigrations } from "./files.ts";

/**
 * How many of the named migrations are applied. Those of a newer release may be there too: during an update its servers
 * and ours run side by side.
 *
 * `$1` names.
 */
const countApplied = statement<readonly [names: readonly string[]], { applied: number }>(
  "count_applied_migrations",
  `
SELECT count(*)::int AS applied
FROM _prisma_migrations
WHERE migration_name = ANY ($1::text[]) AND finished_at IS NOT NULL AND rolled_back_at IS NULL
`,
);

/** https://www.postgresql.org/docs/18/errcodes-appendix.html: the database was never migrated. */
const UNDEFINED_TABLE = "42P01";

/** The names of this release's migrations, for {@link isMigrated}. */
export async function migrationNames(): Promise<string[]> {
  return (await readMigrations(MIGRATIONS_DIRECTORY)).map(({ name }) => name);
}

/**
 * Whether all these migrations are applied: one cheap statement, for probes.
 *
 * @throws the driver's error when the database cannot be reached.
 */
export async function isMigrated(queryable: Queryable, names: readonly string[]): Promise<boolean> {
  try {
    const [row] = await run(queryable, countApplied, [names]);
    return row?.applied === names.length;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === UNDEFINED_TABLE) return false;
    throw error;
  }
}
