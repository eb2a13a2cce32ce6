import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError, readConfig, repositoryRoot, variables } from "./config.ts";
import { loadKeyring } from "./secrets/key-file.ts";

/** The least that a process with a database of its own needs. */
const external = { DATABASE_URL: "postgresql://user:password@host:5432/name", WTH_SECRETS_KEYS: "k1:key" };

let example = "";
let dataDir = "";
beforeAll(async () => {
  example = await readFile(path.join(repositoryRoot, ".env.example"), "utf8");
  dataDir = await mkdtemp(path.join(tmpdir(), "wth-config-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** The `# NAME=value` lines of `.env.example`. */
function exampleValues(): [name: string, value: string][] {
  return [...example.matchAll(/^# ?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = "", value = ""]) => [
    name,
    value,
  ]);
}

describe(".env.example", () => {
  it("names each variable of the schema once, and no other", () => {
    const names = exampleValues().map(([name]) => name);
    expect(names.toSorted()).toEqual(Object.keys(variables.shape).toSorted());
  });

  it("shows values that the server takes", () => {
    const keyring = loadKeyring(readConfig(Object.fromEntries(exampleValues())));
    expect(keyring.open(keyring.seal("text", "place"), "place")).toBe("text");
  });

  it("shows the defaults", () => {
    const shown = Object.fromEntries(exampleValues());
    const { NODE_ENV, PORT, LOG_LEVEL, WTH_ROLES, WTH_RETRY_SCHEDULE, WTH_LEASE_SECONDS } = shown;
    const { WTH_ENDPOINT_CONCURRENCY, WTH_WORKER_CONCURRENCY, WTH_ATTEMPT_TIMEOUT_MS } = shown;
    const named = { NODE_ENV, PORT, LOG_LEVEL, WTH_ROLES, WTH_RETRY_SCHEDULE, WTH_LEASE_SECONDS };
    const { WTH_TRUST_PROXY, WTH_REDIS_TIMEOUT_MS } = shown;
    const limits = { WTH_TRUST_PROXY, WTH_REDIS_TIMEOUT_MS };
    const sending = { WTH_ENDPOINT_CONCURRENCY, WTH_WORKER_CONCURRENCY, WTH_ATTEMPT_TIMEOUT_MS };
    const all = { ...named, ...limits, ...sending };
    expect(readConfig({ ...external, ...all })).toEqual(readConfig(external));

    const { HOST, WTH_ALLOW_INSECURE_WEBHOOKS, WTH_VALIDATE_RESPONSES } = shown;
    const embedded = { HOST, WTH_ALLOW_INSECURE_WEBHOOKS, WTH_VALIDATE_RESPONSES };
    const WTH_DATA_DIR = dataDir;
    expect(readConfig({ WTH_DATA_DIR, ...embedded })).toEqual(readConfig({ WTH_DATA_DIR }));
    expect(path.resolve(repositoryRoot, shown.WTH_DATA_DIR ?? "")).toBe(variables.parse({}).WTH_DATA_DIR);
  });

  it("holds nothing that a shell would trip over", () => {
    for (const line of example.split("\n")) expect(line).toMatch(/^(#.*|)$/);
  });
});

describe("a wrong value", () => {
  it.each([
    ["PORT", "abc", "use a whole number from 1 to 65535"],
    ["PORT", "70000", "use a whole number from 1 to 65535"],
    ["PORT", "-1", "use a whole number from 1 to 65535"],
    ["PORT", "0", "use a whole number from 1 to 65535"],
    ["PORT", "0x10", "use a whole number from 1 to 65535"],
    ["PORT", " ", "use a whole number from 1 to 65535"],
    ["PORT", "1.5", "use a whole number from 1 to 65535"],
    ["DATABASE_URL", "mysql://host/name", "use postgresql://user:password@host:port/database"],
    ["DATABASE_URL", "localhost", "use postgresql://user:password@host:port/database"],
    ["PUBLIC_URL", "ftp://host", "use an http(s) URL"],
    ["PUBLIC_URL", "watchtraderhub.com", "use an http(s) URL"],
    ["PUBLIC_URL", "https://api.example/?a=b", "use an http(s) URL without a query"],
    ["WTH_REDIS_TIMEOUT_MS", "5", "use a whole number from 10 to 10000"],
    ["REDIS_URL", "localhost:6379", "use redis://user:password@host:port/0, or rediss:// for TLS"],
    [
      "WTH_TRUST_PROXY",
      "true",
      "use the number of proxies in front of the server, 0 to 16, or their addresses",
    ],
    [
      "WTH_TRUST_PROXY",
      "10.0.0.0/8,proxy",
      "comma-separated: IP addresses, ranges such as 10.0.0.0/8, loopback",
    ],
    ["WTH_ROLES", "api,web", "use api, worker, or api,worker"],
    ["WTH_ALLOW_INSECURE_WEBHOOKS", "yes", "use 1 or 0"],
    ["WTH_VALIDATE_RESPONSES", "on", "use 1 or 0"],
    ["WTH_RETRY_SCHEDULE", "0,5m", "comma-separated, beginning with 0: such as 0,5,300"],
    ["WTH_RETRY_SCHEDULE", "5,10", "beginning with 0"],
    ["WTH_RETRY_SCHEDULE", "0,-5", "use the seconds before each attempt"],
    ["WTH_ENDPOINT_CONCURRENCY", "0", "use a whole number from 1 to 1000"],
    ["WTH_ENDPOINT_CONCURRENCY", "1001", "use a whole number from 1 to 1000"],
    ["WTH_WORKER_CONCURRENCY", "10001", "use a whole number from 1 to 10000"],
    ["WTH_ATTEMPT_TIMEOUT_MS", "10001", "use a whole number from 100 to 10000"],
    ["WTH_LEASE_SECONDS", "3601", "use a whole number from 1 to 3600"],
    ["WTH_METRICS_PORT", "0", "use a whole number from 1 to 65535"],
    ["WTH_METRICS_TOKEN", "short", "use at least 16 letters, digits or any of"],
    ["WTH_METRICS_TOKEN", "with a space in it!", "use at least 16 letters, digits or any of"],
    ["LOG_LEVEL", "verbose", "use one of trace, debug, info, warn, error, fatal, silent"],
  ])("%s=%s is refused by name, with what it takes", (name, value, takes) => {
    const read = () => readConfig({ ...external, [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}: .*See \\.env\\.example\\.$`));
    expect(read).toThrow(takes);
  });

  it("is named also when it is only wrong together with another", () => {
    expect(() => readConfig({ ...external, WTH_SECRETS_KEYS: "" })).toThrow(
      /^WTH_SECRETS_KEYS: is required with DATABASE_URL\. Make one with: node -e /,
    );
    expect(() =>
      readConfig({ ...external, NODE_ENV: "production", WTH_ALLOW_INSECURE_WEBHOOKS: "1" }),
    ).toThrow(/^WTH_ALLOW_INSECURE_WEBHOOKS: is refused when NODE_ENV=production.*Unset it\.$/);
    expect(() => readConfig({ ...external, PORT: "9464", WTH_METRICS_PORT: "9464" })).toThrow(
      /^WTH_METRICS_PORT: is the API's own port\. Choose another/,
    );
    const WTH_METRICS_TOKEN = "long-enough-for-a-token";
    expect(() => readConfig({ ...external, WTH_ROLES: "worker", WTH_METRICS_TOKEN })).toThrow(
      /^WTH_METRICS_TOKEN: a process without the role api has no port.*Set WTH_METRICS_PORT too/,
    );
  });
});

describe("the defaults", () => {
  it("of the embedded start are those of development", async () => {
    const config = readConfig({ WTH_DATA_DIR: dataDir });
    expect(config).toMatchObject({
      databaseUrl: null,
      dataDir,
      host: "127.0.0.1",
      port: 3000,
      publicUrl: "http://127.0.0.1:3000",
      secretsKeys: null,
      loadSampleDealer: true,
      roles: ["api", "worker"],
      allowInsecureWebhooks: true,
      validateResponses: true,
      metricsPort: null,
      metricsToken: null,
    });
    const sealed = loadKeyring(config).seal("text", "place");
    expect(loadKeyring(readConfig({ WTH_DATA_DIR: dataDir })).open(sealed, "place")).toBe("text");
    expect((await stat(path.join(dataDir, "secrets.keys"))).mode & 0o777).toBe(0o600);
  });

  it("with DATABASE_URL listen everywhere and keep webhooks safe", () => {
    expect(readConfig(external)).toMatchObject({
      databaseUrl: external.DATABASE_URL,
      host: "0.0.0.0",
      publicUrl: "http://localhost:3000",
      secretsKeys: "k1:key",
      redisUrl: null,
      trustProxy: 0,
      loadSampleDealer: false,
      allowInsecureWebhooks: false,
      validateResponses: true,
    });
  });

  it("in production are strict with others and lenient with ourselves", () => {
    for (const database of [external, { WTH_DATA_DIR: dataDir }]) {
      expect(readConfig({ ...database, NODE_ENV: "production" })).toMatchObject({
        allowInsecureWebhooks: false,
        validateResponses: false,
      });
    }
  });

  it.each([
    ["an empty value is none", { PORT: "", HOST: "" }, { port: 3000, host: "0.0.0.0" }],
    ["a slash at the end goes", { PUBLIC_URL: "https://api.example/" }, { publicUrl: "https://api.example" }],
    ["roles with a space", { WTH_ROLES: "api, worker" }, { roles: ["api", "worker"] }],
    ["a number of proxies", { WTH_TRUST_PROXY: "2" }, { trustProxy: 2 }],
    ["proxies by address", { WTH_TRUST_PROXY: "loopback, ::1" }, { trustProxy: ["loopback", "::1"] }],
    [
      "a Redis with TLS",
      { REDIS_URL: "rediss://:pw@cache:6380/1" },
      { redisUrl: "rediss://:pw@cache:6380/1" },
    ],
    ["one role alone", { WTH_ROLES: "worker" }, { roles: ["worker"] }],
    ["a schedule for trials", { WTH_RETRY_SCHEDULE: "0,0.5,2" }, { retrySchedule: [0, 0.5, 2] }],
    ["flags in words", { WTH_VALIDATE_RESPONSES: "false" }, { validateResponses: false }],
  ])("%s", (_name, env, expected) => {
    expect(readConfig({ ...external, ...env })).toMatchObject(expected);
  });
});
