import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import path from "node:path";
import { createServer, getCACertificates, setDefaultCACertificates } from "node:tls";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Dials, recordDials } from "../test/dials.ts";
import { dispatchTo } from "../test/dispatch.ts";
import { type DnsServer, startDnsServer } from "../test/dns-server.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { onRequest, startTcpServer } from "../test/tcp-server.ts";
import { Sender } from "./send.ts";

const HERE = "127.0.0.1";
const LATE_MS = 5_000;
const NAMES = { "hook.test": [HERE], localhost: [HERE], "inside.test": ["10.0.0.1"] };

let receiver: Receiver;
let dns: DnsServer;
let sender: Sender;
let dials: Dials;
beforeEach(async () => {
  receiver = await startReceiver();
  dns = await startDnsServer(NAMES);
  sender = new Sender({ allowLoopback: true, resolve: dns.resolve, deadlineMs: LATE_MS });
  dials = recordDials();
});
afterEach(async () => {
  dials.stop();
  await Promise.all([sender.close(), receiver.close(), dns.close()]);
});

describe("the host of a URL", () => {
  it.each(["hook.test", "HOOK.test", "localhost", HERE])(
    "is what the receiver reads as Host: %s",
    async (host) => {
      const url = `http://${host}:${receiver.port}/webhooks/wth`;
      expect(await sender.send(dispatchTo(url))).toMatchObject({ error: null });
      expect(receiver.received[0]?.headers.host).toBe(`${host.toLowerCase()}:${receiver.port}`);
      expect(dials.addresses()).toEqual([`${HERE}:${receiver.port}`]);
    },
  );

  it("has connections of its own, although another leads to the same address", async () => {
    for (const host of ["hook.test", "localhost"]) {
      await sender.send(dispatchTo(`http://${host}:${receiver.port}/`));
    }
    expect(dials.addresses()).toEqual([`${HERE}:${receiver.port}`, `${HERE}:${receiver.port}`]);
    expect(receiver.received.map(({ headers }) => headers.host)).toEqual([
      `hook.test:${receiver.port}`,
      `localhost:${receiver.port}`,
    ]);
  });
});

describe("the name in the TLS handshake", () => {
  /** Key and certificate, for `localhost` only. */
  const pem = readFileSync(path.resolve(import.meta.dirname, "../test/self-signed-localhost.pem"), "utf8");
  const trusted = getCACertificates("default");
  const requests: string[] = [];
  const asked: string[] = [];
  const sockets: Socket[] = [];
  const SNICallback = (name: string, proceed: (error: Error | null) => void) => {
    asked.push(name);
    proceed(null);
  };
  const server = createServer({ key: pem, cert: pem, SNICallback }, (socket) => {
    onRequest((_, request) => {
      requests.push(request);
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    })(socket);
  });
  server.on("connection", (socket: Socket) => sockets.push(socket.on("error", () => {})));
  const port = () => {
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  };

  beforeEach(async () => {
    asked.length = 0;
    requests.length = 0;
    setDefaultCACertificates([...trusted, pem]);
    await new Promise<void>((resolve) => server.listen(0, HERE, resolve));
  });
  afterEach(async () => {
    setDefaultCACertificates(trusted);
    for (const socket of sockets.splice(0)) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  it("is the URL's, not the address's, and so is Host", async () => {
    expect(await sender.send(dispatchTo(`https://localhost:${port()}/`))).toMatchObject({ error: null });
    expect(asked).toEqual(["localhost"]);
    expect(requests[0]).toMatch(new RegExp(`^host: localhost:${port()}\r$`, "im"));
    expect(dials.addresses()).toEqual([`${HERE}:${port()}`]);
  });

  it("is what the certificate has to be for: the right address alone gets nothing", async () => {
    expect(await sender.send(dispatchTo(`https://hook.test:${port()}/`))).toMatchObject({ error: "tls" });
    expect(asked).toEqual(["hook.test"]);
    expect(requests).toEqual([]);
  });
});

describe("a redirect", () => {
  it.each([
    ["to an address inside", "http://10.0.0.1/"],
    ["to metadata", "http://169.254.169.254/latest/meta-data/"],
    ["to a name inside", "http://inside.test/"],
    ["to another scheme", "file:///etc/passwd"],
    ["to where it came from", "/webhooks/other"],
  ])("%s is an answer like others: nothing more is dialled or asked for", async (_what, location) => {
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.answer = () => ({ status, headers: { location, connection: "close" } });
      const attempt = await sender.send(dispatchTo(`http://hook.test:${receiver.port}/webhooks/wth`));
      expect(attempt).toMatchObject({ error: "http_status", responseStatus: status });
    }
    expect(dials.addresses()).toEqual(Array(5).fill(`${HERE}:${receiver.port}`));
    expect(receiver.received.map((each) => each.path)).toEqual(Array(5).fill("/webhooks/wth"));
    expect(dns.questions.every((question) => question.endsWith(" hook.test"))).toBe(true);
  });
});

describe("proxies in the environment", () => {
  it("are not used, although Node itself would", async () => {
    const proxy = await startTcpServer(
      onRequest((socket) => socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")),
    );
    const url = `http://127.0.0.1:${proxy.port}`;
    const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
    const program = `
      import { Sender } from ${JSON.stringify(path.resolve(import.meta.dirname, "send.ts"))};
      import { dispatchTo } from ${JSON.stringify(path.resolve(import.meta.dirname, "../test/dispatch.ts"))};
      const fetched = await fetch(${JSON.stringify(receiver.url)}).then(() => true, () => false);
      const sender = new Sender({ allowLoopback: true });
      const { error } = await sender.send(dispatchTo(${JSON.stringify(receiver.url)}));
      await sender.close();
      console.log(JSON.stringify({ fetched, error }));
    `;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module-typescript", "--eval", program],
      {
        env: {
          PATH: process.env.PATH,
          NODE_USE_ENV_PROXY: "1",
          ...Object.fromEntries(names.map((name) => [name, url])),
        },
      },
    );
    // fetch asked the proxy, which refused; the delivery went straight to the receiver.
    expect(JSON.parse(stdout)).toEqual({ fetched: false, error: null });
    expect(proxy.sockets).toHaveLength(1);
    expect(receiver.received).toHaveLength(1);
    await proxy.close();
  });
});
