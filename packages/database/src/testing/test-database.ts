import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { inject } from "vitest";
import { databaseUrl, withAdmin } from "./admin.ts";
import type { TestServer } from "./template.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The run's one PostgreSQL; use `createTestDatabase()` instead of connecting to it. */
    testServer: TestServer;
  }
}

/** A database of its own for one test file, migrated and otherwise empty. */
export interface TestDatabase {
  /** Connection URL with all rights. */
  readonly url: string;
  /**
   * Deletes the database.
   *
   * @throws Error naming each connection that the tests left open; the database is deleted all the same.
   */
  drop(): Promise<void>;
}

/** A closed connection's server process takes a moment to go; only what stays longer is a leak. */
const GRACE_MS = 1_000;
const CLONE_PATIENCE_MS = 10_000;
/** https://www.postgresql.org/docs/18/errcodes-appendix.html: the template is being connected to or copied. */
const OBJECT_IN_USE = "55006";

const SELECT_LEFTOVERS = `
SELECT pid, application_name, state, query
  FROM pg_stat_activity
 WHERE datname = $1 AND backend_type = 'client backend'
 ORDER BY backend_start`;

interface Leftover {
  pid: number;
  application_name: string;
  state: string | null;
  query: string;
}

/**
 * Clones the migrated template in milliseconds. One call per test file, in `beforeAll`, with `drop()` in
 * `afterAll`.
 *
 * @param server where to clone; default: the one that the global setup started for this run.
 */
export async function createTestDatabase(server: TestServer = inject("testServer")): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await withAdmin(server.adminUrl, (client) => clone(client, server.template, name));
  return {
    url: databaseUrl(server.adminUrl, name),
    drop: () => withAdmin(server.adminUrl, (client) => dropChecked(client, name)),
  };
}

async function clone(client: pg.Client, template: string, name: string): Promise<void> {
  const statement = `CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)}`;
  const deadline = Date.now() + CLONE_PATIENCE_MS;
  for (;;) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      const busy = error instanceof pg.DatabaseError && error.code === OBJECT_IN_USE;
      if (!busy || Date.now() > deadline) throw error;
      await delay(20);
    }
  }
}

async function dropChecked(client: pg.Client, name: string): Promise<void> {
  const leftovers = await leftoversAfterGrace(client, name);
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  if (leftovers.length === 0) return;
  const lines = leftovers.map(
    ({ application_name, state, query }) =>
      `- application "${application_name}", ${state ?? "state unknown"}: ${query.replace(/\s+/g, " ").trim().slice(0, 200) || "(no query yet)"}`,
  );
  throw new Error(
    `The tests left ${leftovers.length} database connection(s) open. Close every pool, client and worker before drop():\n${lines.join("\n")}`,
  );
}

async function leftoversAfterGrace(client: pg.Client, name: string): Promise<Leftover[]> {
  const deadline = Date.now() + GRACE_MS;
  for (;;) {
    const { rows } = await client.query<Leftover>(SELECT_LEFTOVERS, [name]);
    if (rows.length === 0 || Date.now() > deadline) return rows;
    await delay(10);
  }
}
