import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dispatchTo } from "../test/dispatch.ts";
import { onRequest, startTcpServer, type TcpServer } from "../test/tcp-server.ts";
import type { AttemptResult } from "./outcome.ts";
import { Sender } from "./send.ts";

const DEADLINE_MS = 300;
/** What a slow machine may add; what never ends would take for ever. */
const LATE_MS = 5_000;
/** A connection is ready to be used again a moment after its answer. */
const IDLE_MS = 30;
const KIB = 1024;

let patient: Sender;
let hasty: Sender;
const servers: TcpServer[] = [];
beforeEach(() => {
  patient = new Sender({ allowLoopback: true, deadlineMs: LATE_MS });
  hasty = new Sender({ allowLoopback: true, deadlineMs: DEADLINE_MS });
});
afterEach(async () => {
  await Promise.all([patient.close(), hasty.close()]);
  await Promise.all(servers.splice(0).map((each) => each.close()));
});

async function start(onConnection: (socket: Socket, number: number) => void): Promise<TcpServer> {
  const server = await startTcpServer(onConnection);
  servers.push(server);
  return server;
}

const attempt = ({ url }: TcpServer, payload = "{}"): Promise<AttemptResult> =>
  patient.send(dispatchTo(url, { payload }));
const hastyAttempt = ({ url }: TcpServer, payload = "{}"): Promise<AttemptResult> =>
  hasty.send(dispatchTo(url, { payload }));

/** Writes bytes, the same ones again and again, as fast as they are taken or every `everyMs`. */
function writeForEver(socket: Socket, bytes: string, everyMs = 0): void {
  const more = () => {
    if (socket.destroyed) return;
    if (everyMs > 0) setTimeout(more, everyMs);
    else if (socket.writableNeedDrain) socket.once("drain", more);
    else setImmediate(more);
    socket.write(bytes);
  };
  more();
}

const isClosed = ({ sockets: [socket] }: TcpServer) =>
  expect.poll(() => socket?.resume().destroyed, { timeout: LATE_MS, interval: 5 }).toBe(true);

const head = (length: number) => `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`;
const ok = `${head(2)}ok`;

describe("the deadline of an attempt", () => {
  const nothing = { responseStatus: null, responseHeaders: null, responseBody: null };
  it.each<[string, (socket: Socket) => void, Partial<AttemptResult>]>([
    ["says nothing", () => {}, nothing],
    ["stops within its headers", (socket) => socket.write("HTTP/1.1 200 OK\r\nConte"), nothing],
    [
      "drips its headers",
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\nX: ");
        writeForEver(socket, "x", 50);
      },
      nothing,
    ],
    [
      "only ever says that it is working on it",
      (socket) => writeForEver(socket, "HTTP/1.1 102 Processing\r\n\r\n", 50),
      nothing,
    ],
    [
      "stops after its headers",
      (socket) => socket.write(head(9)),
      { responseStatus: 200, responseBody: "", responseHeaders: "content-length: 9" },
    ],
    [
      "stops within its body",
      (socket) => socket.write(`${head(9)}abc`),
      { responseStatus: 200, responseBody: "abc" },
    ],
    [
      "drips its body",
      (socket) => {
        socket.write(head(1_000));
        writeForEver(socket, "x", 50);
      },
      { responseStatus: 200, responseBody: expect.stringMatching(/^x+$/) },
    ],
  ])("ends one whose receiver %s", async (_name, answer, expected) => {
    const server = await start(onRequest(answer));
    const result = await hastyAttempt(server);
    expect(result).toMatchObject({ ...expected, error: "timeout", retryAfter: null });
    // Timers may fire up to a millisecond early.
    expect(result.durationMs).toBeGreaterThanOrEqual(DEADLINE_MS - 1);
    expect(result.durationMs).toBeLessThan(DEADLINE_MS + LATE_MS);
    await isClosed(server);
  });

  it("ends one whose receiver does not even read", async () => {
    const server = await start((socket) => socket.pause());
    const result = await hastyAttempt(server, "x".repeat(16 * KIB * KIB));
    expect(result).toMatchObject({ error: "timeout", ...nothing });
    await isClosed(server);
  });

  it("is for the whole: headers and body within it each may be too late together", async () => {
    const share = 0.6 * DEADLINE_MS;
    const server = await start(
      onRequest(async (socket) => {
        await sleep(share);
        socket.write(`${head(2)}o`);
        await sleep(share);
        socket.write("k");
      }),
    );
    expect(await hastyAttempt(server)).toMatchObject({
      error: "timeout",
      responseStatus: 200,
      responseBody: "o",
    });
  });

  it("lets a slow answer through that is in time", async () => {
    const server = await start(
      onRequest(async (socket) => {
        for (const piece of [head(2), "o", "k"]) {
          await sleep(50);
          socket.write(piece);
        }
      }),
    );
    const result = await attempt(server);
    expect(result).toMatchObject({ error: null, responseBody: "ok" });
    expect(result.durationMs).toBeGreaterThan(140);
  });
});

describe("a long body", () => {
  it.each([
    ["200 OK", null],
    ["202 Accepted", null],
    ["410 Gone", "http_status"],
    ["500 No", "http_status"],
  ])("that never ends is let go of after %s", async (status, error) => {
    const server = await start(
      onRequest((socket) => {
        socket.write(`HTTP/1.1 ${status}\r\nTransfer-Encoding: chunked\r\n\r\n`);
        writeForEver(socket, `1000\r\n${"x".repeat(4 * KIB)}\r\n`);
      }),
    );
    const result = await attempt(server);
    expect(result).toMatchObject({
      error,
      responseStatus: Number(status.slice(0, 3)),
      responseBody: "x".repeat(4 * KIB),
    });
    await isClosed(server);
  });

  it.each([
    [64 * KIB - 1, "timeout", hastyAttempt],
    [64 * KIB, null, attempt],
  ])("of a 2xx that stops after %i bytes is %s", async (sent, error, send) => {
    const server = await start(onRequest((socket) => socket.write(head(KIB * KIB) + "x".repeat(sent))));
    expect(await send(server)).toMatchObject({ error, responseStatus: 200 });
    await isClosed(server);
  });
});

describe("headers", () => {
  it.each([
    ["of 31 KiB in one", null, `X: ${"x".repeat(31 * KIB)}\r\n`],
    ["of 33 KiB in one", "invalid_response", `X: ${"x".repeat(33 * KIB)}\r\n`],
    ["of 31 KiB in many", null, "x: y\r\n".repeat(15.5 * KIB)],
    ["of 33 KiB in many", "invalid_response", "x: y\r\n".repeat(16.5 * KIB)],
  ])("%s come to %s", async (_name, error, lines) => {
    const server = await start(
      onRequest((socket) => socket.write(`HTTP/1.1 200 OK\r\n${lines}Content-Length: 0\r\n\r\n`)),
    );
    expect(await attempt(server)).toMatchObject({ error, responseStatus: error === null ? 200 : null });
  });

  it("that never end are let go of", async () => {
    const server = await start(
      onRequest((socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        writeForEver(socket, `X: ${"x".repeat(KIB)}\r\n`);
      }),
    );
    expect(await attempt(server)).toMatchObject({ error: "invalid_response", responseStatus: null });
    await isClosed(server);
  });
});

describe("a connection", () => {
  it.each([
    ["an answer", ok],
    ["an answer without a body", "HTTP/1.1 204 No Content\r\n\r\n"],
    ["an answer in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"],
    ["a failure", `HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno`],
    ["a redirect", "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"],
    ["a body just short of the limit", head(64 * KIB - 1) + "x".repeat(64 * KIB - 1)],
  ])("is used again after %s", async (_name, bytes) => {
    const requests: string[] = [];
    const server = await start(
      onRequest((socket, request) => {
        requests.push(request);
        socket.write(bytes);
      }),
    );
    for (const payload of ['{"n":1}', '{"n":2}', '{"n":3}']) {
      await sleep(IDLE_MS);
      expect(await attempt(server, payload)).toMatchObject({ responseStatus: Number(bytes.slice(9, 12)) });
    }
    expect(requests.map((request) => request.split("\r\n\r\n")[1])).toEqual([
      '{"n":1}',
      '{"n":2}',
      '{"n":3}',
    ]);
    expect(server.sockets).toHaveLength(1);
  });

  it.each<[string, (socket: Socket) => unknown]>([
    [
      "is to be closed",
      (socket) => socket.write(`HTTP/1.1 200 OK\r\nConnection: close\r\n${head(2).slice(17)}ok`),
    ],
    ["is of HTTP/1.0", (socket) => socket.write(`HTTP/1.0 200 OK\r\n${head(2).slice(17)}ok`)],
    ["was closed", (socket) => socket.end(ok)],
    [
      "went on after its answer",
      (socket) => socket.write(`${ok}HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n`),
    ],
    ["had a body where none may be", (socket) => socket.write(`HTTP/1.1 204 Fine\r\n${head(2).slice(17)}ok`)],
    ["was not read to its end", (socket) => socket.write(head(65 * KIB) + "x".repeat(65 * KIB))],
  ])("is not used again that %s", async (_name, first) => {
    const server = await start((socket, number) =>
      onRequest(() => (number === 1 ? first(socket) : socket.write(ok)))(socket),
    );
    expect(await attempt(server)).toMatchObject({ error: null });
    await sleep(IDLE_MS);
    expect(await attempt(server)).toMatchObject({ error: null, responseStatus: 200, responseBody: "ok" });
    expect(server.sockets).toHaveLength(2);
    await isClosed(server);
  });

  it("that spoke unasked is not believed: the next attempt has its own", async () => {
    const server = await start((socket, number) =>
      onRequest(() => {
        socket.write(number === 1 ? "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n" : ok);
        if (number === 1) setTimeout(() => socket.write(ok), 20);
      })(socket),
    );
    expect(await attempt(server)).toMatchObject({ responseStatus: 500 });
    await sleep(60);
    expect(await attempt(server)).toMatchObject({ responseStatus: 200 });
    expect(server.sockets).toHaveLength(2);
  });

  it("that hangs delays no other, to the same receiver or to another", async () => {
    const slow = await start((socket, number) =>
      onRequest(() => {
        if (number > 5) socket.write(ok);
      })(socket),
    );
    const quick = await start(onRequest((socket) => socket.write(ok)));
    const hanging = Array.from({ length: 5 }, () => attempt(slow));
    await expect.poll(() => slow.sockets.length, { interval: 5 }).toBe(5);
    const others = await Promise.all([attempt(slow), attempt(quick)]);
    expect(others).toMatchObject([{ error: null }, { error: null }]);
    for (const socket of slow.sockets.slice(0, 5)) socket.write(ok);
    expect(await Promise.all(hanging)).toMatchObject(Array(5).fill({ error: null }));
  });

  it("in use is waited for when the sender is closed", async () => {
    const server = await start(onRequest((socket) => setTimeout(() => socket.write(ok), 100)));
    const ended: string[] = [];
    const closing = new Sender({ allowLoopback: true, deadlineMs: LATE_MS });
    const sending = closing.send(dispatchTo(server.url)).then(({ error }) => ended.push(`attempt: ${error}`));
    await expect.poll(() => server.sockets.length, { interval: 5 }).toBe(1);
    await closing.close();
    ended.push("sender");
    await sending;
    expect(ended).toEqual(["attempt: null", "sender"]);
    await isClosed(server);
  });
});
