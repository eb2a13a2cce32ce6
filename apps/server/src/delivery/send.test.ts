import type { Socket } from "node:net";
import { Database } from "@wth/database";
import { createTestDatabase } from "@wth/database/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { schemaValidator } from "../http/validate.ts";
import { dispatchTo } from "../test/dispatch.ts";
import { freePort } from "../test/process.ts";
import { onRequest, startTcpServer, type TcpServer } from "../test/tcp-server.ts";
import type { AttemptResult } from "./outcome.ts";
import { Sender } from "./send.ts";

let sender: Sender;
let server: TcpServer | null = null;
beforeEach(() => {
  sender = new Sender({ allowLoopback: true, deadlineMs: 5_000 });
});
afterEach(async () => {
  await sender.close();
  await server?.close();
  server = null;
});

const checkContract = schemaValidator("WebhookDeliveryAttempt");

/** One attempt, of which the contract must allow what the delivery log shows. */
async function attempt(url: string): Promise<AttemptResult> {
  const result = await sender.send(dispatchTo(url));
  checkContract({
    number: 1,
    attempted_at: result.attemptedAt.toISOString(),
    duration_ms: result.durationMs,
    response_status: result.responseStatus,
    response_body_preview: result.responseBody ?? "",
    error: result.error,
  });
  return result;
}

/** One attempt at a receiver that answers with these bytes, and then ends the connection if it is told to. */
async function answered(bytes: string | Buffer, then?: (socket: Socket) => unknown): Promise<AttemptResult> {
  server = await startTcpServer(
    onRequest((socket) => {
      socket.write(bytes, () => then?.(socket));
    }),
  );
  return attempt(server.url);
}

const end = (socket: Socket) => socket.end();
/** The wait lets the bytes before it arrive: a reset overtakes what is still on its way. */
const reset = (socket: Socket) => setTimeout(() => socket.resetAndDestroy(), 50);
const empty = "Content-Length: 0\r\n\r\n";
const ok = `HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`;

describe("a status", () => {
  it.each([200, 201, 202, 204, 206, 299])("%i delivers", async (status) => {
    expect(await answered(`HTTP/1.1 ${status} Fine\r\n${empty}`)).toMatchObject({
      error: null,
      responseStatus: status,
    });
  });

  it.each([300, 304, 400, 401, 404, 408, 410, 413, 429, 500, 502, 503, 504, 599])(
    "%i fails",
    async (status) => {
      expect(await answered(`HTTP/1.1 ${status} Sorry\r\n${empty}`)).toMatchObject({
        error: "http_status",
        responseStatus: status,
      });
    },
  );

  it.each([301, 302, 303, 307, 308])("%i fails, and its Location is not called", async (status) => {
    const elsewhere = await startTcpServer(onRequest((socket) => socket.write(ok)));
    const location = `Location: ${elsewhere.url}\r\n`;
    expect(await answered(`HTTP/1.1 ${status} Moved\r\n${location}${empty}`)).toMatchObject({
      error: "http_status",
      responseStatus: status,
      responseHeaders: `location: ${elsewhere.url}\ncontent-length: 0`,
    });
    expect(server?.sockets).toHaveLength(1);
    expect(elsewhere.sockets).toHaveLength(0);
    await elsewhere.close();
  });

  it.each(["099", "000", "600", "999", "20", "2000", "OK", "-1"])("%s is none", async (status) => {
    expect(await answered(`HTTP/1.1 ${status} Odd\r\n${empty}`)).toMatchObject({
      error: "invalid_response",
      responseStatus: null,
      responseHeaders: null,
      responseBody: null,
    });
  });
});

describe("an answer", () => {
  const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n";
  it.each<[string, string, ((socket: Socket) => unknown)?]>([
    ["of a length", ok],
    ["in chunks", `${chunked}\r\n1\r\no\r\n1;x=y\r\nk\r\n0\r\n\r\n`],
    ["in chunks, with a trailer", `${chunked}Trailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n`],
    ["that ends with its connection", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok", end],
    ["that ends with its connection, unsaid", "HTTP/1.1 200 OK\r\n\r\nok", end],
    ["of HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nok", end],
    ["after early hints", `HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n${ok}`],
    ["after two interim answers", `${"HTTP/1.1 102 Processing\r\n\r\n".repeat(2)}${ok}`],
    ["without a reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"],
    ["with more than it announced", `${ok}HTTP/1.1 500 No\r\n${empty}`],
  ])("%s is read", async (_name, bytes, then) => {
    const result = await answered(bytes, then);
    expect(result).toMatchObject({ error: null, responseStatus: 200, responseBody: "ok" });
    expect(result.responseHeaders).not.toMatch(/x-sum|link/);
  });

  it("without a body has an empty one", async () => {
    expect(await answered("HTTP/1.1 204 No Content\r\n\r\n")).toMatchObject({
      error: null,
      responseStatus: 204,
      responseHeaders: "",
      responseBody: "",
    });
  });

  it.each([
    ["words", "hello\r\n\r\n"],
    ["another protocol", "SSH-2.0-OpenSSH_9.6\r\n"],
    ["zeros", "\0".repeat(100)],
    ["a later version", `HTTP/3.0 200 OK\r\n${empty}`],
    ["an alert of TLS", Buffer.from([21, 3, 1, 0, 2, 2, 80])],
    ["a switch of protocols", "HTTP/1.1 101 On\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"],
    ["a 100 that nobody asked for", `HTTP/1.1 100 Continue\r\n\r\n${ok}`],
    ["a length beside chunks", `${chunked}Content-Length: 2\r\n\r\n2\r\nok\r\n0\r\n\r\n`],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!"],
    ["a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok"],
    ["an absurd length", `HTTP/1.1 200 OK\r\nContent-Length: ${"9".repeat(30)}\r\n\r\nok`],
    ["a NUL in a header", `HTTP/1.1 200 OK\r\nX-A: a\0b\r\n${empty}`],
    ["a space in a header's name", `HTTP/1.1 200 OK\r\nX A: a\r\n${empty}`],
  ])("that is %s is invalid", async (_name, bytes) => {
    expect(await answered(bytes)).toMatchObject({ error: "invalid_response", responseStatus: null });
  });

  it.each<[string, string, (socket: Socket) => unknown, Partial<AttemptResult>]>([
    ["before a word", "", end, { error: "connection_reset", responseStatus: null }],
    ["before a word (reset)", "", reset, { error: "connection_reset", responseStatus: null }],
    ["in the headers", "HTTP/1.1 200 OK\r\nConte", end, { error: "connection_reset", responseStatus: null }],
    [
      "after an interim answer",
      "HTTP/1.1 103 Early Hints\r\n\r\n",
      end,
      { error: "connection_reset", responseStatus: null },
    ],
    [
      "in the body",
      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
      end,
      { error: "connection_reset", responseStatus: 200, responseBody: "abc" },
    ],
    [
      "in the body (reset)",
      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
      reset,
      { error: "connection_reset", responseStatus: 200, responseBody: "abc" },
    ],
    ["in a chunk", `${chunked}\r\n9\r\nabc`, end, { error: "connection_reset", responseBody: "abc" }],
    [
      "in a chunk of a connection's last answer",
      `${chunked}Connection: close\r\n\r\n9\r\nabc`,
      end,
      { error: "invalid_response", responseBody: "abc" },
    ],
    ["in a broken chunk", `${chunked}\r\nzz\r\n`, end, { error: "invalid_response", responseStatus: 200 }],
  ])("that breaks off %s fails", async (_name, bytes, then, expected) => {
    expect(await answered(bytes, then)).toMatchObject(expected);
  });
});

describe("Retry-After", () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toUTCString();
  it.each([
    [429, "Retry-After: 120", 120],
    [503, "Retry-After: 120", 120],
    [503, "retry-after:0", 0],
    [429, `Retry-After: ${"9".repeat(20)}`, 1e20],
    [429, "Retry-After: 7\r\nRetry-After: 8", 7],
    [429, "Retry-After: soon", null],
    [429, "X-A: b", null],
    [200, "Retry-After: 120", null],
    [301, "Retry-After: 120", null],
    [410, "Retry-After: 120", null],
    [413, "Retry-After: 120", null],
    [500, "Retry-After: 120", null],
  ])("with %i, as %j, is %s", async (status, header, expected) => {
    const result = await answered(`HTTP/1.1 ${status} Later\r\n${header}\r\n${empty}`);
    expect(result).toMatchObject({ responseStatus: status, retryAfter: expected });
  });

  it("may be a date", async () => {
    const { retryAfter } = await answered(`HTTP/1.1 503 Later\r\nRetry-After: ${tomorrow}\r\n${empty}`);
    expect(retryAfter).toBeGreaterThan(86_300);
    expect(retryAfter).toBeLessThanOrEqual(86_400);
  });

  it("counts although the body never ends", async () => {
    await sender.close();
    sender = new Sender({ allowLoopback: true, deadlineMs: 300 });
    const result = await answered("HTTP/1.1 503 Later\r\nRetry-After: 60\r\nContent-Length: 9\r\n\r\n");
    expect(result).toMatchObject({ error: "timeout", responseStatus: 503, retryAfter: 60 });
  });
});

describe("a connection that is not made", () => {
  it.each(["nobody.invalid", `${"a".repeat(64)}.example`])("is dns: %s", async (host) => {
    // Without a network a resolver may take its time to give up.
    const patient = new Sender({ allowLoopback: true, deadlineMs: 25_000 });
    const result = await patient.send(dispatchTo(`http://${host}/`));
    expect(result).toMatchObject({ error: "dns", responseStatus: null });
    await patient.close();
  });

  it.each(["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])("is connection_refused: %s", async (host) => {
    const result = await attempt(`http://${host}:${await freePort()}/`);
    expect(result).toMatchObject({ error: "connection_refused", responseStatus: null });
  });
});

describe("send", () => {
  it.each([
    ["a URL that is none", { url: "nowhere" }],
    ["a URL of another scheme", { url: "ftp://127.0.0.1/" }],
    ["a line break for a header", { eventType: "a\r\nX-Forged: b" }],
  ])("does not reject, nor call anybody, given %s", async (_name, overrides) => {
    server = await startTcpServer(onRequest((socket) => socket.write(ok)));
    const dispatch = dispatchTo(server.url, overrides);
    expect(await sender.send(dispatch)).toMatchObject({ error: "unknown", responseStatus: null });
    expect(server.sockets).toHaveLength(0);
  });

  it("does not reject once the sender is closed", async () => {
    const closed = new Sender({ allowLoopback: true });
    await closed.close();
    expect(await closed.send(dispatchTo("http://127.0.0.1:9/"))).toMatchObject({ error: "unknown" });
  });
});

describe("what is kept of an answer", () => {
  const replacement = "\u{FFFD}";
  const withBody = (body: Buffer) =>
    Buffer.concat([Buffer.from(`HTTP/1.1 500 No\r\nContent-Length: ${body.length}\r\n\r\n`), body]);
  const bodies: [string, Buffer, string][] = [
    ["UTF-8", Buffer.from("Zoë 山田 ⌚ 𝕏"), "Zoë 山田 ⌚ 𝕏"],
    ["a NUL", Buffer.from("a\0b"), `a${replacement}b`],
    ["bytes of no encoding", Buffer.from([0x61, 0xff, 0xfe, 0x62]), `a${replacement.repeat(2)}b`],
    ["half a surrogate pair", Buffer.from([0xed, 0xa0, 0x80]), replacement.repeat(3)],
    ["an overlong NUL", Buffer.from([0xc0, 0x80]), replacement.repeat(2)],
    ["4 KiB", Buffer.from("a".repeat(4096)), "a".repeat(4096)],
    ["more than 4 KiB", Buffer.from(`${"a".repeat(4096)}b`), "a".repeat(4096)],
    [
      "a character across the 4 KiB",
      Buffer.from(`${"a".repeat(4095)}é`),
      `${"a".repeat(4095)}${replacement}`,
    ],
    ["4 KiB of no encoding", Buffer.alloc(5000, 0xff), replacement.repeat(4096)],
  ];

  it.each(bodies)("is text: a body of %s", async (_name, body, kept) => {
    expect((await answered(withBody(body))).responseBody).toBe(kept);
  });

  it("is the body's beginning, however it is cut into pieces", async () => {
    const text = Array.from({ length: 2000 }, (_, index) => `${index},`).join("");
    const pieces = text.match(/.{1,97}/g) ?? [];
    const chunks = pieces.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`).join("");
    const result = await answered(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`);
    expect(result).toMatchObject({ error: null, responseBody: text.slice(0, 4096) });
  });

  it("is 2 KiB of headers, one a line", async () => {
    const names = "Set-Cookie: a\r\nSet-Cookie: b\r\n__proto__: c\r\nConstructor: d\r\n";
    const long = `X-Long: ${"x".repeat(3000)}\r\n`;
    const { responseHeaders } = await answered(`HTTP/1.1 200 OK\r\n${names}${long}${empty}`);
    expect(responseHeaders).toHaveLength(2048);
    expect(responseHeaders).toMatch(
      /^set-cookie: a\nset-cookie: b\n__proto__: c\nconstructor: d\nx-long: x+$/,
    );
  });

  it("can be stored", async () => {
    const latin1 = Buffer.from(`HTTP/1.1 200 OK\r\nX-A: \xff\xe9\r\n${empty}`, "latin1");
    const kept = [(await answered(latin1)).responseHeaders, ...bodies.map(([, , text]) => text)];
    expect(kept[0]).toBe("x-a: ÿé\ncontent-length: 0");
    const testDatabase = await createTestDatabase();
    const database = new Database({ url: testDatabase.url, applicationName: "wth-send-test" });
    const { rows } = await database.pool.query("SELECT $1::text[] AS kept", [kept]);
    expect(rows).toEqual([{ kept }]);
    await database.close();
    await testDatabase.drop();
  });
});
