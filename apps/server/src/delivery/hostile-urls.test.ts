import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Dials, recordDials } from "../test/dials.ts";
import { dispatchTo } from "../test/dispatch.ts";
import { type DnsServer, startDnsServer } from "../test/dns-server.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { checkEndpointUrl, EndpointUrlError } from "./endpoint-url.ts";
import { Sender } from "./send.ts";

/** Hosts that are this machine, in every spelling that some parser takes for it. */
const thisMachine = [
  "127.0.0.1",
  "127.0.0.1.",
  "127.1",
  "127.0.1",
  "127.255.255.254",
  "2130706433",
  "0x7f000001",
  "0x7F.0x0.0x0.0x1",
  "0x7f.1",
  "0177.0.0.1",
  "0177.1",
  "017700000001",
  "00000177.0.0.1",
  "127.0.0.0x1",
  "%31%32%37.0.0.1",
  "127%2e0%2e0%2e1",
  "１２７.０.０.１",
  "①②⑦.⓪.⓪.①",
  "127。0。0。1",
  "127．0．0．1",
  "127.0.0\t.1",
  "127.0.0\n.1",
  "127.\u00ad0.0.1",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[0000:0000:0000:0000:0000:0000:0000:0001]",
  "[::0.0.0.1]",
  "[::ffff:127.0.0.1]",
  "[::FFFF:7F00:1]",
  "[0:0:0:0:0:ffff:127.0.0.1]",
];

/** Hosts that are nobody's, or somebody's who must not be reached through us. */
const elsewhere: readonly (readonly [what: string, host: string])[] = [
  ["this host", "0.0.0.0"],
  ["this host", "0"],
  ["this host", "0x0"],
  ["this host", "[::]"],
  ["this host", "[::ffff:0.0.0.0]"],
  ["this network", "0.1.2.3"],
  ["private", "10.0.0.1"],
  ["private", "10.1"],
  ["private", "0xa000001"],
  ["private", "012.0.0.1"],
  ["private", "167772161"],
  ["private", "172.16.0.1"],
  ["private", "172.31.255.255"],
  ["private", "192.168.0.1"],
  ["private", "192.168.257"],
  ["private", "3232235777"],
  ["carrier-grade NAT", "100.64.0.1"],
  ["metadata", "169.254.169.254"],
  ["metadata", "2852039166"],
  ["metadata", "0xa9fea9fe"],
  ["metadata", "0251.0376.0251.0376"],
  ["metadata", "[::ffff:a9fe:a9fe]"],
  ["metadata of Alibaba", "100.100.100.200"],
  ["metadata of Amazon", "[fd00:ec2::254]"],
  ["metadata of Azure", "168.63.129.16"],
  ["metadata of Azure", "[::ffff:168.63.129.16]"],
  ["metadata of Google", "[fd20:ce::254]"],
  ["metadata of Oracle", "192.0.0.192"],
  ["tasks of Amazon", "169.254.170.2"],
  ["documentation", "192.0.2.1"],
  ["documentation", "198.51.100.1"],
  ["documentation", "203.0.113.1"],
  ["documentation", "[2001:db8::1]"],
  ["documentation", "[3fff::1]"],
  ["6to4 relay", "192.88.99.1"],
  ["benchmarking", "198.18.0.1"],
  ["benchmarking", "[2001:2::1]"],
  ["multicast", "224.0.0.1"],
  ["multicast", "239.255.255.250"],
  ["multicast", "[ff02::1]"],
  ["class E", "240.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["broadcast", "0xffffffff"],
  ["IPv4-compatible", "[::127.0.0.1]"],
  ["IPv4-compatible", "[::10.0.0.1]"],
  ["IPv4-translated", "[::ffff:0:10.0.0.1]"],
  ["NAT64", "[64:ff9b::127.0.0.1]"],
  ["NAT64", "[64:ff9b::169.254.169.254]"],
  ["NAT64 of local use", "[64:ff9b:1::10.0.0.1]"],
  ["NAT64 of local use", "[64:ff9b:1:ffff:ffff:ffff:ffff:ffff]"],
  ["6to4", "[2002:7f00:1::]"],
  ["6to4", "[2002:a00:1::1]"],
  ["Teredo", "[2001:0:4136:e378:8000:63bf:80ff:fffe]"],
  ["ISATAP", "[2606:4700::5efe:10.0.0.1]"],
  ["ISATAP", "[2606:4700::200:5efe:192.168.0.1]"],
  ["ISATAP", "[fe80::5efe:10.0.0.1]"],
  ["discard-only", "[100::1]"],
  ["dummy", "[100:0:0:1::1]"],
  ["ORCHID", "[2001:10::1]"],
  ["ORCHIDv2", "[2001:20::1]"],
  ["segment routing", "[5f00::1]"],
  ["unique local", "[fc00::1]"],
  ["unique local", "[fdff:ffff:ffff::1]"],
  ["link-local", "[fe80::1]"],
  ["link-local", "[febf::1]"],
  ["site-local", "[fec0::1]"],
  ["unallotted", "[4000::1]"],
  ["unallotted", "[1::1]"],
];

/** URLs that name a host to the eye, and another to a program. */
const disguised: readonly (readonly [url: string, error: string])[] = [
  ["http://hook.test@127.0.0.1:PORT/", "blocked_address"],
  ["http://hook.test:443@127.0.0.1:PORT/", "blocked_address"],
  ["http://hook.test%2f@127.0.0.1:PORT/", "blocked_address"],
  ["http:/\\127.0.0.1:PORT/", "blocked_address"],
  ["http:127.0.0.1:PORT/", "blocked_address"],
  ["http:////127.0.0.1:PORT/", "blocked_address"],
  [" \thttp://127.0.0.1:PORT/ ", "blocked_address"],
  ["HTTP://127.0.0.1:PORT/", "blocked_address"],
  ["http://127.0.0.1:PORT@nobody.test/", "dns"],
  ["http://nobody.test#@127.0.0.1:PORT/", "dns"],
  ["http://nobody.test?@127.0.0.1:PORT/", "dns"],
  ["http://nobody.test\\@127.0.0.1:PORT/", "dns"],
  ["http://[fe80::1%25lo]:PORT/", "unknown"],
  ["http://[::1%lo]:PORT/", "unknown"],
  ["http://[::1]127.0.0.1:PORT/", "unknown"],
  ["http://[127.0.0.1]:PORT/", "unknown"],
  ["http://127.0.0.1:PORT:80/", "unknown"],
  ["http://127.0.0.256:PORT/", "unknown"],
  ["http://0x100000000:PORT/", "unknown"],
  ["http://08.0.0.1:PORT/", "unknown"],
  ["http://127.0.0.1%00.hook.test:PORT/", "unknown"],
  ["http://127.0.0.1 .hook.test:PORT/", "unknown"],
  ["//127.0.0.1:PORT/", "unknown"],
  ["file://127.0.0.1/etc/passwd", "unknown"],
  ["ftp://127.0.0.1:PORT/", "unknown"],
  ["gopher://127.0.0.1:PORT/_x", "unknown"],
  ["ws://127.0.0.1:PORT/", "unknown"],
  ["unix:/var/run/docker.sock", "unknown"],
  ["data:text/plain,hook", "unknown"],
];

/** Names that anybody can set up, and what they lead to: a registration cannot tell. */
const names = {
  "hook.test": ["127.0.0.1"],
  "metadata.google.internal": ["169.254.169.254"],
  "169.254.169.254.nip.test": ["169.254.169.254"],
  "127-0-0-1.test": ["127.0.0.1", "::1"],
  "xn--bcher-kva.test": ["10.0.0.1"],
  "0.test": ["0.0.0.0"],
  "6.test": ["::"],
  "mapped.test": ["::ffff:127.0.0.1"],
  "nat64.test": ["64:ff9b::7f00:1"],
  "isatap.test": ["2606:4700::5efe:7f00:1"],
  router: ["192.168.0.1"],
};

let receiver: Receiver;
let dns: DnsServer;
let production: Sender;
let development: Sender;
let dials: Dials;
beforeAll(async () => {
  receiver = await startReceiver();
  dns = await startDnsServer({ ...names, localhost: ["127.0.0.1", "::1"], "api.localhost": ["127.0.0.1"] });
  production = new Sender({ allowLoopback: false, resolve: dns.resolve, deadlineMs: 5_000 });
  development = new Sender({ allowLoopback: true, resolve: dns.resolve, deadlineMs: 5_000 });
  dials = recordDials();
});
afterAll(async () => {
  dials.stop();
  await Promise.all([production.close(), development.close(), receiver.close(), dns.close()]);
});
beforeEach(() => {
  dials.clear();
});

/** An attempt at a URL, which may not come to anything. */
async function expectNothing(by: Sender, url: string, error: string): Promise<void> {
  const attempt = await by.send(dispatchTo(url));
  expect(attempt).toMatchObject({ error, responseStatus: null, responseBody: null });
  expect(dials.addresses()).toEqual([]);
}

const at = (host: string, scheme = "http") => `${scheme}://${host}:${receiver.port}/webhooks/wth`;
const register = (host: string) => () => checkEndpointUrl(`https://${host}/webhooks/wth`, false);

it("A receiver is there to be reached, as the recording shows", async () => {
  expect(await development.send(dispatchTo(at("127.0.0.1")))).toMatchObject({ error: null });
  expect(dials.addresses()).toEqual([`127.0.0.1:${receiver.port}`]);
});

describe("This machine", () => {
  it.each(thisMachine)("is not dialled as %j, nor registered", async (host) => {
    await expectNothing(production, at(host), "blocked_address");
    await expectNothing(production, at(host, "https"), "blocked_address");
    expect(register(host)).toThrow(EndpointUrlError);
  });

  it.each(["localhost", "LOCALHOST", "localhost.", "api.localhost"])(
    "is not dialled as %s, whatever resolves it, nor registered",
    async (host) => {
      await expectNothing(production, at(host), "blocked_address");
      expect(register(host)).toThrow(EndpointUrlError);
    },
  );
});

describe("Elsewhere", () => {
  it.each(elsewhere)(
    "%s is not dialled as %s, nor registered, in development neither",
    async (_what, host) => {
      await expectNothing(production, at(host), "blocked_address");
      await expectNothing(development, at(host), "blocked_address");
      expect(register(host)).toThrow(EndpointUrlError);
      expect(() => checkEndpointUrl(at(host), true)).toThrow(EndpointUrlError);
    },
  );
});

describe("A disguise", () => {
  it.each(disguised)("gains nothing: %j is %s", async (url, error) => {
    await expectNothing(production, url.replace("PORT", String(receiver.port)), error);
  });
});

describe("A name", () => {
  it.each(Object.keys(names))("is registered, because nobody can know, and not dialled: %s", async (name) => {
    expect(register(name)()).toBe(`https://${name}/webhooks/wth`);
    await expectNothing(production, at(name), "blocked_address");
    await expectNothing(production, at(`${name}.`), "blocked_address");
  });
});
