import { readFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { createServer, getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dispatchTo } from "../test/dispatch.ts";
import { onRequest, startTcpServer, type TcpServer } from "../test/tcp-server.ts";
import type { AttemptResult } from "./outcome.ts";
import { Sender } from "./send.ts";

/** Key and certificate, for `localhost` only. */
const pem = readFileSync(path.resolve(import.meta.dirname, "../test/self-signed-localhost.pem"), "utf8");
const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const LATE_MS = 5_000;

const requests: string[] = [];
const receiver = createServer({ key: pem, cert: pem }, (socket) => {
  socket.on("error", () => {});
  onRequest((_, request) => {
    requests.push(request);
    socket.write(ok);
  })(socket);
});
let port = 0;
let sender: Sender;
const servers: TcpServer[] = [];
const trusted = getCACertificates("default");

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(() => new Promise((resolve) => receiver.close(resolve)));
beforeEach(() => {
  requests.length = 0;
  sender = new Sender({ allowLoopback: true, deadlineMs: LATE_MS });
  setDefaultCACertificates([...trusted, pem]);
});
afterEach(async () => {
  setDefaultCACertificates(trusted);
  await sender.close();
  await Promise.all(servers.splice(0).map((each) => each.close()));
});

async function start(onConnection: Parameters<typeof startTcpServer>[0]): Promise<TcpServer> {
  const server = await startTcpServer(onConnection);
  servers.push(server);
  return server;
}

const attempt = (host: string, by = sender): Promise<AttemptResult> =>
  by.send(dispatchTo(`https://${host}/webhooks/wth`));

/** Hands a connection on to the receiver, so that a test decides when the handshake goes on. */
const relay: Parameters<typeof startTcpServer>[0] = (socket) => {
  const onward = connect(port, "127.0.0.1").on("error", () => {});
  socket.pipe(onward).pipe(socket);
};

describe("a certificate", () => {
  it("that is trusted and of the host lets the attempt through", async () => {
    expect(await attempt(`localhost:${port}`)).toMatchObject({ error: null, responseBody: "ok" });
    expect(requests).toHaveLength(1);
  });

  it("that signed itself is tls, and nothing is sent", async () => {
    setDefaultCACertificates(trusted);
    expect(await attempt(`localhost:${port}`)).toMatchObject({ error: "tls", responseStatus: null });
    expect(requests).toEqual([]);
  });

  it("of another host is tls, and nothing is sent", async () => {
    expect(await attempt(`127.0.0.1:${port}`)).toMatchObject({ error: "tls", responseStatus: null });
    expect(requests).toEqual([]);
  });
});

describe("a handshake", () => {
  it("with a server that speaks plain HTTP is tls", async () => {
    const server = await start((socket) => socket.once("data", () => socket.write(ok)));
    expect(await attempt(`localhost:${server.port}`)).toMatchObject({ error: "tls", responseStatus: null });
  });

  it("that is left out of a URL is invalid_response or connection_reset, never a success", async () => {
    const { error, responseStatus } = await sender.send(dispatchTo(`http://localhost:${port}/`));
    expect(["invalid_response", "connection_reset"]).toContain(error);
    expect(responseStatus).toBeNull();
  });

  it.each<[string, Parameters<typeof startTcpServer>[0]]>([
    ["ends", (socket) => socket.once("data", () => socket.end())],
    ["is reset", (socket) => socket.once("data", () => socket.resetAndDestroy())],
  ])("that %s is connection_reset", async (_name, onConnection) => {
    const server = await start(onConnection);
    expect(await attempt(`localhost:${server.port}`)).toMatchObject({ error: "connection_reset" });
  });

  it("that never ends is timeout, and holds up no other attempt at the host", async () => {
    const server = await start((socket, number) => {
      if (number > 1) relay(socket, number);
      else socket.resume();
    });
    const hasty = new Sender({ allowLoopback: true, deadlineMs: 1_500 });
    const host = `localhost:${server.port}`;
    const hanging = attempt(host, hasty);
    await expect.poll(() => server.sockets.length, { interval: 5 }).toBe(1);
    const others = await Promise.all([attempt(host, hasty), attempt(host, hasty)]);
    expect(others).toMatchObject([{ error: null }, { error: null }]);
    expect(await hanging).toMatchObject({ error: "timeout", responseStatus: null });
    await expect.poll(() => server.sockets[0]?.destroyed, { timeout: LATE_MS }).toBe(true);
    await hasty.close();
  });

  it("that ends after the deadline comes too late: nothing is sent", async () => {
    const server = await start((socket, number) => {
      setTimeout(() => relay(socket, number), 400);
    });
    const hasty = new Sender({ allowLoopback: true, deadlineMs: 300 });
    expect(await attempt(`localhost:${server.port}`, hasty)).toMatchObject({ error: "timeout" });
    await expect.poll(() => server.sockets[0]?.destroyed, { timeout: LATE_MS }).toBe(true);
    expect(requests).toEqual([]);
    await hasty.close();
  });
});
