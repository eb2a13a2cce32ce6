import { describe, expect, it, vi } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { resolveBaseUrl } from "./checks.ts";
import { VERSION } from "./generated/version.ts";
import { WatchTraderHub, WatchTraderHubError } from "./index.ts";
import { mockFetch } from "./mock/index.ts";
import { API_KEY, integration } from "./testing/fixtures.ts";

const refusal = expect.objectContaining({ code: "invalid_argument", attempts: 0, status: undefined });

describe("options of the client", () => {
  it.each([
    undefined,
    "",
    "wth_short",
    `${API_KEY}x`,
    ` ${API_KEY}`,
    `${API_KEY}\n`,
    `Bearer ${API_KEY}`,
    API_KEY.replace("wth_", "sk_"),
    `whsec_${"x".repeat(44)}`,
    `wth_${"é".repeat(32)}`,
    42,
  ])("refuse the API key %j, without repeating it", (apiKey) => {
    // @ts-expect-error not always a string, as from plain JavaScript
    const create = () => new WatchTraderHub({ apiKey });
    expect(create).toThrow(WatchTraderHubError);
    expect(create).toThrow(refusal);
    if (apiKey) expect(create).not.toThrow(new RegExp(String(apiKey).trim()));
  });

  it.each([
    [undefined, "https://watchtraderhub.com/api/v1"],
    ["http://localhost:3000", "http://localhost:3000/api/v1"],
    ["http://localhost:3000/", "http://localhost:3000/api/v1"],
    ["https://example.com/api/v1", "https://example.com/api/v1"],
    ["https://example.com/gateway/wth//", "https://example.com/gateway/wth"],
  ])("resolve the base URL %s to %s", (baseUrl, expected) => {
    expect(resolveBaseUrl(baseUrl)).toBe(expected);
  });

  it.each([
    "",
    "example.com",
    "ftp://example.com",
    "https://user:secret@example.com",
    "https://example.com?a=1",
  ])("refuse the base URL %j", (baseUrl) => {
    expect(() => new WatchTraderHub({ apiKey: API_KEY, baseUrl })).toThrow(refusal);
  });

  it.each([
    { timeoutMs: 0 },
    { timeoutMs: Number.NaN },
    { timeoutMs: 2_147_483_648 },
    { totalTimeoutMs: -1 },
    { totalTimeoutMs: Number.POSITIVE_INFINITY },
    { maxRetries: -1 },
    { maxRetries: 1.5 },
    { maxRetryAfterMs: -1 },
  ])("refuse %j", (limits) => {
    expect(() => new WatchTraderHub({ apiKey: API_KEY, ...limits })).toThrow(refusal);
  });

  it.each([
    ["a page", { document: {} }],
    ["a worker", { navigator: { userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36" } }],
  ])("refuse %s of a browser, unless it is allowed", async (_name, globals) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    try {
      expect(() => new WatchTraderHub({ apiKey: API_KEY })).toThrow(/dangerouslyAllowBrowser/);
      const fetch = async () => Response.json(integration);
      const wth = new WatchTraderHub({ apiKey: API_KEY, dangerouslyAllowBrowser: true, fetch });
      await expect(wth.me()).resolves.toEqual(integration);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it.each([
    undefined,
    {},
    { userAgent: "Node.js/24" },
    { userAgent: "Cloudflare-Workers" },
    { userAgent: "Deno/2.1" },
  ])("take the navigator %j for a server's", (navigator) => {
    vi.stubGlobal("navigator", navigator);
    try {
      expect(() => new WatchTraderHub({ apiKey: API_KEY })).not.toThrow();
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe("headers of the caller", () => {
  const sent = async (client: Record<string, string>, call: Record<string, string>) => {
    const fetch = mockFetch();
    const wth = new WatchTraderHub({ apiKey: API_KEY, fetch, headers: client });
    await wth.test.webhookPing({ headers: call, idempotencyKey: "key-1" });
    return fetch.requests[0]?.headers;
  };

  it("are sent beside the client's own, those of a call over those of the client, each name once", async () => {
    await expect(sent({ "X-Shop": "berlin", "x-team": "a" }, { "x-shop": "vienna" })).resolves.toEqual({
      accept: "application/json",
      authorization: `Bearer ${API_KEY}`,
      "idempotency-key": "key-1",
      "user-agent": `watchtraderhub-sdk-js/${VERSION}`,
      "x-shop": "vienna",
      "x-team": "a",
    });
  });

  it("can name the program", async () => {
    await expect(sent({ "User-Agent": "shop/1" }, {})).resolves.toMatchObject({ "user-agent": "shop/1" });
  });

  it.each([
    ["Authorization", "Bearer secret"],
    ["idempotency-KEY", "secret"],
    ["Content-Type", "secret"],
    ["content-length", "secret"],
    ["accept", "secret"],
    ["", "secret"],
    ["two words", "secret"],
    ["x-shop", "secret\r\nx-other: 1"],
    ["x-shop", "Ж secret"],
  ])("are refused when they are %j: %j, without repeating the value", async (name, value) => {
    const headers = { [name]: value };
    expect(() => new WatchTraderHub({ apiKey: API_KEY, headers })).toThrow(refusal);
    const error: unknown = await sent({}, headers).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: "invalid_argument", message: expect.not.stringContaining("secret") });
  });
});

describe("version", () => {
  it("is that of the package", () => {
    expect(VERSION).toBe(manifest.version);
  });
});
