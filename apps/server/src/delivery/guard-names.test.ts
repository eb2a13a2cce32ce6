import type { LookupAddress } from "node:dns";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Dials, recordDials } from "../test/dials.ts";
import { dispatchTo } from "../test/dispatch.ts";
import { type DnsAnswer, type DnsServer, startDnsServer, type Zone } from "../test/dns-server.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { Sender, type SenderOptions } from "./send.ts";

/** Global unicast that IANA has given to nobody: public to the guard, and no way leads there. */
const PUBLIC = "2d00::1";
/** The one address that can answer in a test: allowed in development, refused in production. */
const HERE = "127.0.0.1";
const METADATA = "169.254.169.254";
const LATE_MS = 5_000;
/** A connection is ready to be used again a moment after its answer. */
const IDLE_MS = 30;

let receiver: Receiver;
let dials: Dials;
const opened: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  receiver = await startReceiver();
  dials = recordDials();
});
afterEach(async () => {
  dials.stop();
  await Promise.all(opened.splice(0).map((each) => each.close()));
  await receiver.close();
});

function senderWith(options: SenderOptions): Sender {
  const sender = new Sender({ deadlineMs: LATE_MS, ...options });
  opened.push(sender);
  return sender;
}

async function serve(zone: Zone): Promise<DnsServer> {
  const dns = await startDnsServer(zone);
  opened.push(dns);
  return dns;
}

/** A sender that resolves through a zone, for attempts at `hook.test` on the receiver's port. */
async function senderFor(answer: Zone[string], options: SenderOptions) {
  const dns = await serve({ "hook.test": answer });
  const sender = senderWith({ resolve: dns.resolve, ...options });
  const attempt = (scheme = "http") =>
    sender.send(dispatchTo(`${scheme}://hook.test:${receiver.port}/webhooks/wth`));
  return { attempt, dns };
}

const production = { allowLoopback: false };
const development = { allowLoopback: true };
const here = () => `${HERE}:${receiver.port}`;

describe("a name that is bound anew between attempts", () => {
  it("to this machine is refused, where the public address before it was dialled", async () => {
    const { attempt } = await senderFor({ each: [[PUBLIC], [HERE]] }, { ...production, deadlineMs: 300 });
    const { error } = await attempt();
    expect(["timeout", "unreachable"]).toContain(error);
    expect(dials.addresses()).toEqual([`${PUBLIC}:${receiver.port}`]);
    dials.clear();
    for (const scheme of ["http", "https", "http"]) {
      expect(await attempt(scheme)).toMatchObject({ error: "blocked_address" });
    }
    expect(dials.addresses()).toEqual([]);
    expect(receiver.received).toEqual([]);
  });

  it("to a cloud's metadata is refused, where the address before it got the delivery", async () => {
    const { attempt } = await senderFor({ each: [[HERE], [METADATA]] }, development);
    receiver.answer = () => ({ status: 200, headers: { connection: "close" } });
    expect(await attempt()).toMatchObject({ error: null });
    expect(await attempt()).toMatchObject({ error: "blocked_address" });
    expect(dials.addresses()).toEqual([here()]);
  });

  it("back to an address that may be dialled is dialled again: every attempt counts for itself", async () => {
    const answers = [[HERE], [METADATA], [HERE], [PUBLIC, METADATA], [HERE]];
    const { attempt } = await senderFor({ each: answers }, development);
    receiver.answer = () => ({ status: 200, headers: { connection: "close" } });
    const errors: unknown[] = [];
    for (const _ of answers) errors.push((await attempt()).error);
    expect(errors).toEqual([null, "blocked_address", null, "blocked_address", null]);
    expect(dials.addresses()).toEqual([here(), here(), here()]);
  });

  it("while its connection is kept alive stays with the address that was checked", async () => {
    const { attempt, dns } = await senderFor({ each: [[HERE], [METADATA]] }, development);
    expect(await attempt()).toMatchObject({ error: null });
    await sleep(IDLE_MS);
    expect(await attempt()).toMatchObject({ error: null });
    expect(dials.addresses()).toEqual([here()]);
    expect(dns.questions).toEqual(["A hook.test", "AAAA hook.test"]);
    // Once that connection is gone, the name has to prove itself again.
    receiver.answer = () => ({ status: 200, headers: { connection: "close" } });
    await sleep(IDLE_MS);
    expect(await attempt()).toMatchObject({ error: null });
    expect(await attempt()).toMatchObject({ error: "blocked_address" });
    expect(receiver.received).toHaveLength(3);
  });
});

describe("a name that leads to", () => {
  it.each<[string, DnsAnswer]>([
    ["a private address", ["10.0.0.1"]],
    ["a public address and a private one", [PUBLIC, "10.0.0.1"]],
    ["a private address and a public one", ["10.0.0.1", "1.1.1.1"]],
    ["many public addresses and one of metadata", ["1.1.1.1", "8.8.8.8", "9.9.9.9", METADATA]],
    ["a public IPv4 address and a private IPv6 one", ["1.1.1.1", "fd00::1"]],
    ["a private IPv6 address only", ["fd00::1"]],
    ["a link-local IPv6 address only", ["fe80::1"]],
    ["a mapped private address only", ["::ffff:10.0.0.1"]],
    ["nobody's address", ["0.0.0.0"]],
    ["an alias of a private address", { alias: "db.internal", addresses: ["10.0.0.1"] }],
    ["an alias of a private IPv6 address", { alias: "db.internal", addresses: ["fd00::1"] }],
    ["an alias of both kinds", { alias: "lb.example.com", addresses: ["1.1.1.1", "10.0.0.1"] }],
  ])("%s is refused, and none of them is dialled", async (_what, answer) => {
    for (const policy of [production, development]) {
      const { attempt } = await senderFor(answer, policy);
      for (const scheme of ["http", "https"]) {
        expect(await attempt(scheme)).toMatchObject({ error: "blocked_address", responseStatus: null });
      }
    }
    expect(dials.addresses()).toEqual([]);
  });

  it.each<[string, DnsAnswer]>([
    ["this machine", [HERE]],
    ["this machine by IPv6", ["::1"]],
    ["this machine, mapped", ["::ffff:127.0.0.1"]],
    ["this machine by an alias", { alias: "localhost", addresses: [HERE] }],
    ["this machine beside a public address", [PUBLIC, HERE]],
  ])("%s is refused outside development", async (_what, answer) => {
    const { attempt } = await senderFor(answer, production);
    expect(await attempt()).toMatchObject({ error: "blocked_address" });
    expect(dials.addresses()).toEqual([]);
  });

  it.each<[string, DnsAnswer]>([
    ["this machine", [HERE]],
    ["this machine by an alias", { alias: "localhost", addresses: [HERE] }],
    ["this machine and another address of it", ["127.0.0.2", HERE]],
  ])("%s is dialled in development", async (_what, answer) => {
    const { attempt } = await senderFor(answer, development);
    expect(await attempt()).toMatchObject({ error: null });
    expect(receiver.received[0]?.headers.host).toBe(`hook.test:${receiver.port}`);
  });
});

describe("a name that does not resolve", () => {
  it.each<[string, DnsAnswer, string]>([
    ["has no address", [], "dns"],
    ["is an alias of nothing", { alias: "gone.example.com", addresses: [] }, "dns"],
    ["does not exist", "NXDOMAIN", "dns"],
    ["has servers that fail", "SERVFAIL", "dns"],
    ["has servers that refuse", "REFUSED", "dns"],
    ["has servers that never answer", "silence", "dns"],
  ])("because it %s is a failure like others", async (_what, answer, kind) => {
    const { attempt } = await senderFor({ each: [answer, [HERE]] }, development);
    expect(await attempt()).toMatchObject({ error: kind, responseStatus: null });
    expect(dials.addresses()).toEqual([]);
    // And nothing of it is remembered.
    expect(await attempt()).toMatchObject({ error: null });
  });

  it.each([
    ["an address that may be dialled", HERE],
    ["one that may not", METADATA],
  ])("in time is timeout, and if the look-up brings %s later, nothing is sent", async (_what, address) => {
    const late = Promise.withResolvers<LookupAddress[]>();
    const sender = senderWith({ ...development, resolve: () => late.promise, deadlineMs: 100 });
    const url = `http://hook.test:${receiver.port}/`;
    expect(await sender.send(dispatchTo(url))).toMatchObject({ error: "timeout", responseStatus: null });
    late.resolve([{ address, family: 4 }]);
    await sleep(50);
    expect(dials.addresses().filter((dialled) => dialled !== here())).toEqual([]);
    expect(receiver.received).toEqual([]);
  });
});

describe("a name that many deliveries wait for", () => {
  it("is resolved once for all of them, and anew for the next", async () => {
    const { attempt, dns } = await senderFor({ each: [[HERE], [METADATA]] }, development);
    receiver.answer = () => ({ status: 200, headers: { connection: "close" } });
    const attempts = await Promise.all(Array.from({ length: 8 }, () => attempt()));
    expect(attempts.map(({ error }) => error)).toEqual(Array(8).fill(null));
    expect(dns.questions).toEqual(["A hook.test", "AAAA hook.test"]);
    expect(dials.addresses()).toEqual(Array(8).fill(here()));
    expect(await attempt()).toMatchObject({ error: "blocked_address" });
    expect(dns.questions).toHaveLength(4);
  });

  it("and that fails, fails for all of them", async () => {
    const { attempt, dns } = await senderFor({ each: ["SERVFAIL", [HERE]] }, development);
    const attempts = await Promise.all(Array.from({ length: 8 }, () => attempt()));
    expect(attempts.map(({ error }) => error)).toEqual(Array(8).fill("dns"));
    expect(dns.questions).toHaveLength(2);
    expect(await attempt()).toMatchObject({ error: null });
  });

  it("and that hangs holds up no other", async () => {
    const dns = await serve({ "slow.test": "silence", "hook.test": [HERE] });
    const sender = senderWith({ ...development, resolve: dns.resolve });
    const hanging = Array.from({ length: 8 }, () => sender.send(dispatchTo("http://slow.test/")));
    const began = performance.now();
    const quick = await sender.send(dispatchTo(`http://hook.test:${receiver.port}/`));
    expect(quick).toMatchObject({ error: null });
    expect(performance.now() - began).toBeLessThan(250);
    expect((await Promise.all(hanging)).map(({ error }) => error)).toEqual(Array(8).fill("dns"));
  });
});
