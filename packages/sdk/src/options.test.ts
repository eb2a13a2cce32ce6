import { describe, expect, it, vi } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { WatchTraderHub, WatchTraderHubError } from "./index.ts";
import { resolveBaseUrl } from "./options.ts";
import { API_KEY, integration } from "./testing/fixtures.ts";
import { VERSION } from "./version.ts";

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

  it("refuse a browser, unless it is allowed", async () => {
    vi.stubGlobal("document", {});
    try {
      expect(() => new WatchTraderHub({ apiKey: API_KEY })).toThrow(/dangerouslyAllowBrowser/);
      const fetch = async () => Response.json(integration);
      const wth = new WatchTraderHub({ apiKey: API_KEY, dangerouslyAllowBrowser: true, fetch });
      await expect(wth.me()).resolves.toEqual(integration);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe("version", () => {
  it("is that of the package", () => {
    expect(VERSION).toBe(manifest.version);
  });
});
