import { execFile } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import path from "node:path";
import { promisify } from "node:util";
import { createTestDatabase } from "@wth/database/testing";
import { startServerProcess } from "@wth/server/test/process.ts";

const ops = path.resolve(import.meta.dirname, "../../apps/server/src/ops/main.ts");
const EMAIL = "examples@example.com";

/** A dealer on a server of its own process, worker included. */
export interface Dealer {
  /** Directs the webhooks to a receiver. @returns the secret, which stays the same for all receivers. */
  setWebhook(url: string): Promise<string>;
  /** Fires a test event. @returns its id and that of its delivery. */
  fire(type: string): Promise<{ event_id: string; delivery_id: string }>;
  /** The status of a delivery, and how the receiver answered its last attempt. */
  delivery(id: string): Promise<{ status: string; attempts: { response_status: number | null }[] }>;
  close(): Promise<void>;
}

/** Starts a server on a fresh database, and makes a dealer with an API key. */
export async function startDealer(): Promise<Dealer> {
  const database = await createTestDatabase();
  const env = {
    DATABASE_URL: database.url,
    WTH_SECRETS_KEYS: `test:${randomBytes(32).toString("base64")}`,
    WTH_ALLOW_INSECURE_WEBHOOKS: "1",
    WTH_RETRY_SCHEDULE: "0",
  };
  const server = await startServerProcess(env);
  const run = async (...args: string[]) => {
    const options = { env: { PATH: process.env.PATH, ...env } };
    const { stdout } = await promisify(execFile)(process.execPath, [ops, ...args, "--json"], options);
    return JSON.parse(stdout);
  };
  const account = ["--email", EMAIL, "--password", "correct horse battery", "--name", "Examples"];
  await run("dealer", "create", ...account, "--plan", "business");
  await run("integration", "enable", "--dealer", EMAIL);
  const { api_key: key } = await run("key", "create", "--dealer", EMAIL);
  const call = async (method: string, resource: string, body?: object) => {
    const headers = {
      Authorization: `Bearer ${key}`,
      "Content-Type": "application/json",
      "Idempotency-Key": randomUUID(),
    };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(`${server.baseUrl}${resource}`, init);
    if (!response.ok)
      throw new Error(`${method} ${resource} answers ${response.status}: ${await response.text()}`);
    return JSON.parse(await response.text());
  };
  let secret = "";
  return {
    setWebhook: async (url) => {
      const made = await run("integration", "set-webhook", "--dealer", EMAIL, "--url", url);
      secret = made.secret ?? secret;
      return secret;
    },
    fire: (type) => call("POST", "/test/events", { type }),
    delivery: (id) => call("GET", `/webhook_deliveries/${id}`),
    close: async () => {
      await server.end("SIGTERM");
      await database.drop();
    },
  };
}
