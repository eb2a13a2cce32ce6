import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, type ServerProcess, startServerProcess } from "../test/process.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

const main = path.join(import.meta.dirname, "main.ts");
const TIMEOUT = 60_000;

let database: TestServer;
let server: ServerProcess;
let env: Record<string, string>;

beforeAll(async () => {
  database = await startTestServer();
  env = {
    DATABASE_URL: database.database.url,
    WTH_SECRETS_KEYS: database.secretsKeys,
    WTH_ALLOW_INSECURE_WEBHOOKS: "1",
    PORT: String(await freePort()),
  };
  server = await startServerProcess(env);
}, TIMEOUT);
afterAll(async () => {
  await server.end("SIGTERM");
  await database.close();
});

const run = (more: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, [main], { env: { PATH: process.env.PATH, ...env, ...more } });

describe("npm run quickstart", () => {
  it("walks through all eight steps against a running server", { timeout: TIMEOUT }, async () => {
    const { stdout } = await run();
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) expect(stdout).toContain(`\n${number}. `);
    expect(stdout).toContain("x-wth-signature: t=");
    expect(stdout).toContain("12 listings");
    expect(stdout).toMatch(/Done: all eight steps worked\.\n$/);
    // The key is shown where it is made, and nowhere else.
    const [key = "none"] = stdout.match(/wth_[A-Za-z0-9]{32}/) ?? [];
    expect(stdout.split(key)).toHaveLength(2);
  });

  it("says how to start a server when there is none", { timeout: TIMEOUT }, async () => {
    const PORT = String(await freePort());
    await expect(run({ PORT })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("npm start"),
    });
  });

  it("fails loudly when nothing is delivered", { timeout: TIMEOUT }, async () => {
    await server.end("SIGTERM");
    server = await startServerProcess({ ...env, WTH_ROLES: "api" });
    await expect(run()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("No delivery arrived"),
    });
  });
});
