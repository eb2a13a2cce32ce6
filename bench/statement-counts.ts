import { randomUUID } from "node:crypto";
import type { Environment } from "./environment.ts";
import type { StatementTexts } from "./probe.ts";

/** What PostgreSQL has to be started with, so that it counts statements. */
export const COUNTING = { shared_preload_libraries: "pg_stat_statements" };

/** What PostgreSQL plans nothing for, and so cannot explain. */
const UTILITY = /^(BEGIN|COMMIT|ROLLBACK)\b/;

/** How often a statement was run, and how many rows it gave or changed in all. */
export interface StatementCount {
  name: string;
  calls: number;
  rows: number;
  /** How long one takes in PostgreSQL, on average. */
  ms: number;
}

/** Statements as PostgreSQL itself counts them (`pg_stat_statements`), of each role apart. */
export class StatementCounts {
  readonly #environment: Environment;

  private constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Begins to count. The environment was started with {@link COUNTING}. */
  static async start(environment: Environment): Promise<StatementCounts> {
    await environment.database.pool.query("CREATE EXTENSION pg_stat_statements");
    return new StatementCounts(environment);
  }

  /** Makes a role, so that what is done under it is counted apart. @returns the URL to connect with. */
  async makeRole(name: string): Promise<string> {
    const { database } = this.#environment;
    const password = randomUUID();
    await database.pool.query(`CREATE ROLE ${name} SUPERUSER LOGIN PASSWORD '${password}'`);
    const url = new URL(database.url);
    url.username = name;
    url.password = password;
    return url.href;
  }

  /** Forgets what has been counted. */
  async reset(): Promise<void> {
    await this.#environment.database.pool.query("SELECT pg_stat_statements_reset()");
  }

  /**
   * What was run under a role, most often first.
   *
   * @param texts statements that have a name; others are called by how they begin.
   */
  async of(role: string, texts: StatementTexts = {}): Promise<StatementCount[]> {
    const { rows } = await this.#environment.database.pool.query<
      Omit<StatementCount, "name"> & { id: string; beginning: string }
    >(
      `SELECT s.queryid::text AS id, left(regexp_replace(s.query, '\\s+', ' ', 'g'), 44) AS beginning,
              s.calls::float8 AS calls, s.rows::float8 AS rows, s.mean_exec_time AS ms
       FROM pg_stat_statements s
       JOIN pg_roles r ON r.oid = s.userid
       WHERE r.rolname = $1 AND s.toplevel
       ORDER BY s.calls DESC`,
      [role],
    );
    const names = new Map<string, string>();
    for (const [name, text] of Object.entries(texts)) {
      if (!UTILITY.test(text)) names.set(await this.#idOf(text), name);
    }
    return rows.map(({ id, beginning, ...count }) => ({ ...count, name: names.get(id) ?? beginning }));
  }

  /** Its number in `pg_stat_statements`, where constants are cut out of the text. */
  async #idOf(text: string): Promise<string> {
    const { rows } = await this.#environment.database.pool.query<{ "QUERY PLAN": string }>(
      `EXPLAIN (GENERIC_PLAN, VERBOSE) ${text}`,
    );
    return /^Query Identifier: (-?\d+)$/.exec(rows.at(-1)?.["QUERY PLAN"] ?? "")?.[1] ?? "";
  }
}
