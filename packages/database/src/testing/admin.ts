import pg from "pg";

/** Name by which the harness's own sessions are known, so that they never count as leaked. */
const APPLICATION_NAME = "wth-test-harness";

/** Runs work on a short-lived connection to the server's maintenance database. */
export async function withAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: APPLICATION_NAME });
  client.on("error", () => {}); // a lost connection also fails the query that is running
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same server and credentials, another database. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
