import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createTestDatabase } from "@wth/database/testing";
import { WatchTraderHub } from "../index.ts";

const program = (name: string) =>
  fileURLToPath(new URL(`../../../../apps/server/src/${name}`, import.meta.url));
const START_MS = 30_000;

/**
 * The product as its users meet it: the server's program in a process of its own, a dealer made with `ops`, and a webhook
 * receiver. The packages do not import each other here, since the server depends on this one.
 */
export interface RealServer {
  /** A client with the dealer's key, in test mode. */
  readonly wth: WatchTraderHub;
  /** That key. */
  readonly apiKey: string;
  /** A partner key that covers the dealer. */
  readonly partnerKey: string;
  /** What the deliveries are signed with: `whsec_…`. */
  readonly secret: string;
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** What the receiver answers: 200 unless set. */
  readonly receiver: { status: number };
  close(): Promise<void>;
}

/** What to start. */
export interface RealServerOptions {
  /** How many listings the dealer has. */
  readonly listings: number;
  /** Where deliveries go to; left out: to a receiver of its own. */
  readonly webhookUrl?: string;
}

/** Starts all of it on a fresh database; a delivery has one attempt only. */
export async function startRealServer({ listings, webhookUrl }: RealServerOptions): Promise<RealServer> {
  const database = await createTestDatabase();
  const receiver = await startReceiver();
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    DATABASE_URL: database.url,
    WTH_SECRETS_KEYS: `test:${randomBytes(32).toString("base64")}`,
    WTH_ALLOW_INSECURE_WEBHOOKS: "1",
    WTH_RETRY_SCHEDULE: "0",
  };
  const server = spawn(process.execPath, [program("main.ts")], { env, stdio: ["ignore", "pipe", "pipe"] });
  const close = async () => {
    if (server.exitCode === null) {
      server.kill("SIGTERM");
      await once(server, "exit");
    }
    receiver.close();
    await database.drop();
  };
  try {
    await started(server);
    const { apiKey, secret, partnerKey } = await makeDealer(env, listings, webhookUrl ?? receiver.url);
    const url = `http://127.0.0.1:${port}`;
    const wth = new WatchTraderHub({ apiKey, baseUrl: url });
    return { wth, apiKey, partnerKey, secret, url, receiver: receiver.answer, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function makeDealer(env: NodeJS.ProcessEnv, listings: number, webhookUrl: string) {
  const ops = async (...args: string[]): Promise<unknown> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program("ops/main.ts"), ...args, "--json"],
      {
        env,
      },
    );
    return JSON.parse(stdout);
  };
  const email = "sdk@example.com";
  const account = [
    "--email",
    email,
    "--password",
    "correct horse battery",
    "--name",
    "SDK",
    "--plan",
    "business",
  ];
  await ops("dealer", "create", ...account, "--sample-inventory", String(listings));
  const webhook = await ops("integration", "set-webhook", "--dealer", email, "--url", webhookUrl);
  await ops("integration", "enable", "--dealer", email);
  const key = await ops("key", "create", "--dealer", email);
  await ops("partner", "create", "--name", "Exchange", "--branch", "Geneva");
  await ops("dealer", "set-branch", "--dealer", email, "--branch", "Geneva");
  const partnerKey = await ops("partner", "key", "--type", "branch", "--branch", "Geneva");
  return {
    apiKey: printed(key, "api_key"),
    partnerKey: printed(partnerKey, "api_key"),
    secret: printed(webhook, "secret"),
  };
}

function printed(output: unknown, name: string): string {
  const value: unknown = Object(output)[name];
  if (typeof value === "string") return value;
  throw new Error(`ops did not print ${name}.`);
}

async function startReceiver() {
  const answer = { status: 200 };
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(answer.status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    answer,
    url: `http://127.0.0.1:${portOf(server.address())}/webhooks/wth`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Waits for the line that says that the server is ready. */
async function started(server: ChildProcess): Promise<void> {
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`The server did not start:\n${output}`));
    const timer = setTimeout(fail, START_MS);
    server.once("exit", fail);
    for (const stream of [server.stdout, server.stderr])
      stream?.on("data", (chunk) => {
        output += chunk;
        if (!output.includes('"msg":"started"')) return;
        clearTimeout(timer);
        server.off("exit", fail);
        resolve();
      });
  });
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const port = portOf(probe.address());
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === "object" && address !== null) return address.port;
  throw new Error("a TCP server has a port");
}
