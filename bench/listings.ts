import { addSampleInventory } from "@wth/server/sample/inventory.ts";
import { Pool } from "undici";
import { startChild } from "./child.ts";
import { makeDealer } from "./dealers.ts";
import type { Environment } from "./environment.ts";
import { type Comparison, compare } from "./rounds.ts";

const CONNECTIONS = 16;
const REQUESTS = 6_000;

/** Requests a second of `GET /listings?limit=20`: the API against a bare Express handler with the same query. */
export async function measureListings(
  environment: Environment,
  rounds: number,
  progress: (line: string) => void,
): Promise<Comparison> {
  const { database, secretsKeys } = environment;
  const { userId, apiKey } = await makeDealer(environment, "http://127.0.0.1:9999/");
  await database.prismaTransaction((tx) => addSampleInventory(tx, userId, 200));
  await database.pool.query("ANALYZE listings");
  const env = { DATABASE_URL: database.url, USER_ID: userId, WTH_SECRETS_KEYS: secretsKeys };
  const bare = await startChild("bare-listings-process.ts", [], env);
  const api = await startChild("api-process.ts", [], env);
  try {
    return await compare(
      rounds,
      () => load(bare.port, "/listings?limit=20", {}),
      () => load(api.port, "/api/v1/listings?limit=20", { authorization: `Bearer ${apiKey}` }),
      progress,
    );
  } finally {
    await Promise.all([bare.stop(), api.stop()]);
  }
}

async function load(port: number, path: string, headers: Record<string, string>): Promise<number> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS });
  let left = REQUESTS;
  const startedAt = performance.now();
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const { statusCode, body } = await pool.request({ path, method: "GET", headers });
      if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${await body.text()}`);
      await body.dump({ limit: Number.MAX_SAFE_INTEGER });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  const rate = REQUESTS / ((performance.now() - startedAt) / 1000);
  await pool.close();
  return rate;
}
