import { describe, expect, it } from "vitest";
import { type ClientOptions, type LogFields, type LogLevel, WatchTraderHub } from "./index.ts";
import { redactText, redactUrl } from "./logger.ts";
import { fakeRuntime, mockError, mockFetch, samples } from "./mock/index.ts";
import { API_KEY } from "./testing/fixtures.ts";

type Line = readonly [level: LogLevel, message: string, fields: LogFields];

/** A logger that keeps its lines. */
function keeping() {
  const lines: Line[] = [];
  const at = (level: LogLevel) => (message: string, fields: LogFields) =>
    void lines.push([level, message, fields]);
  return { lines, logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") } };
}

/** A client whose first request fails, and whose order is refused. */
function client(options: Partial<ClientOptions>) {
  const fetch = mockFetch({
    "GET /me": [mockError("internal_error"), samples["GET /me"].body],
    "POST /orders": mockError("order_already_exists"),
    "GET /health": Object.assign(new TypeError("fetch failed"), {
      cause: Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" }),
    }),
  });
  return new WatchTraderHub({ apiKey: API_KEY, fetch, runtime: fakeRuntime(), ...options });
}

const order = {
  external_id: "shop-1",
  total_amount: 1,
  currency: "USD",
  buyer: { name: "Alice Keller", email: "alice@example.com" },
  line_items: [{ sku: "1", quantity: 1, unit_amount: 1 }],
};

async function exercise(wth: WatchTraderHub): Promise<void> {
  await wth.me();
  await wth.orders.create(order, { idempotencyKey: "shop-1-created" }).catch(() => undefined);
  await wth.health({ maxRetries: 1 }).catch(() => undefined);
  await wth.customers.list({ email: "alice@example.com", limit: 5 });
}

describe("the log", () => {
  const shown: Record<LogLevel, string[]> = {
    debug: ["debug", "info", "warn", "error"],
    info: ["info", "warn", "error"],
    warn: ["warn", "error"],
    error: ["error"],
  };
  it.each(Object.keys(shown))("has the lines of level %s and above", async (level) => {
    const { lines, logger } = keeping();
    // Safe: the keys of `shown` are levels.
    const logLevel = level as LogLevel;
    await exercise(client({ logger, logLevel }));
    expect([...new Set(lines.map(([one]) => one))].sort()).toEqual(shown[logLevel].toSorted());
  });

  it("says at warn, the default, what was repeated and what stayed broken", async () => {
    const { lines, logger } = keeping();
    await exercise(client({ logger }));
    expect(lines).toEqual([
      [
        "warn",
        "WatchTraderHub retries",
        expect.objectContaining({ operation: "getMe", attempts: 1, delayMs: 250, code: "internal_error" }),
      ],
      [
        "warn",
        "WatchTraderHub retries",
        expect.objectContaining({
          operation: "getHealth",
          code: "connection_error",
          network: "ECONNREFUSED",
        }),
      ],
      [
        "error",
        "WatchTraderHub failed",
        expect.objectContaining({ operation: "getHealth", attempts: 2, network: "ECONNREFUSED" }),
      ],
    ]);
  });

  it("has no key, no body, no header of the caller's and no e-mail address, at any level", async () => {
    const { lines, logger } = keeping();
    const wth = client({ logger, logLevel: "debug", headers: { "Proxy-Authorization": "Basic c2VjcmV0" } });
    await exercise(wth);
    await wth.listings.get(API_KEY).catch(() => undefined);
    await wth.me({ headers: { cookie: "session=abc" }, signal: AbortSignal.abort() }).catch(() => undefined);
    const text = JSON.stringify(lines);
    expect(text).toContain("shop-1-created");
    expect(text).toContain("customers?email=[redacted]&limit=5");
    for (const secret of [API_KEY, API_KEY.slice(4), "alice", "Alice", "c2VjcmV0", "session=abc"])
      expect(text).not.toContain(secret);
  });

  it("may be broken without breaking the call", async () => {
    const broken = () => {
      throw new Error("the disk is full");
    };
    const logger = { debug: broken, info: broken, warn: broken, error: broken };
    await expect(client({ logger, logLevel: "debug" }).me()).resolves.toEqual(samples["GET /me"].body);
  });

  it("takes console as it is", () => {
    expect(() => client({ logger: console })).not.toThrow();
  });
});

describe("redaction", () => {
  it.each([
    [API_KEY, "wth_[redacted]"],
    [`Bearer ${API_KEY}.`, "Bearer wth_[redacted]."],
    ["whsec_qFzUfUdRAyjreopfC5tG4lUoYk/aFLtJd9+foPMtFBs=", "whsec_[redacted]"],
    [`sk_branch_${"x".repeat(32)}`, "sk_branch_[redacted]"],
    [`pk_${"x".repeat(32)}`, "pk_[redacted]"],
    [`https://h/orders/${API_KEY}/cancel`, "https://h/orders/wth_[redacted]/cancel"],
    ["wth_", "wth_"],
    ["24f0ebb1-73d7-4e99-9901-821078594271", "24f0ebb1-73d7-4e99-9901-821078594271"],
  ])("of the text %s gives %s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    ["https://h/api/v1/me", "https://h/api/v1/me"],
    ["https://h/l?limit=5&status=active", "https://h/l?limit=5&status=active"],
    ["https://h/l?email=a%40b.de&limit=5", "https://h/l?email=[redacted]&limit=5"],
    ["https://h/l?limit=5&external_id=x&new=y", "https://h/l?limit=5&external_id=[redacted]&new=[redacted]"],
  ])("of the URL %s gives %s", (url, expected) => {
    expect(redactUrl(url)).toBe(expected);
  });
});
