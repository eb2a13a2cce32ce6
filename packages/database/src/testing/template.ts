import { migrate } from "../migrate/index.ts";
import { databaseUrl, withAdmin } from "./admin.ts";

/** Where test databases come from. */
export interface TestServer {
  /** Superuser's URL of the server's maintenance database. */
  adminUrl: string;
  /** Name of the migrated database that test databases are cloned from. */
  template: string;
}

/**
 * Makes the database that all test databases are cloned from: empty, migrated, and closed to connections,
 * because PostgreSQL does not clone a database that someone is connected to.
 */
export async function createTemplate(adminUrl: string, template: string): Promise<TestServer> {
  await withAdmin(adminUrl, (client) => client.query(`CREATE DATABASE ${client.escapeIdentifier(template)}`));
  await migrate(databaseUrl(adminUrl, template));
  await withAdmin(adminUrl, (client) =>
    client.query(
      `ALTER DATABASE ${client.escapeIdentifier(template)} IS_TEMPLATE true ALLOW_CONNECTIONS false`,
    ),
  );
  return { adminUrl, template };
}
