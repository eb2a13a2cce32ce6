import { createSocket, type RemoteInfo } from "node:dgram";
import { promises as dns, type LookupAddress } from "node:dns";
import { once } from "node:events";
import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";
import type { Resolve } from "../delivery/guard-address.ts";

/**
 * What a name leads to: addresses of both kinds in one list, which may be empty, under another name if it is an alias;
 * or what goes wrong; or nothing at all.
 */
export type DnsAnswer =
  | readonly string[]
  | { alias: string; addresses: readonly string[] }
  | keyof typeof FAILURES
  | "silence";

/** What each name leads to: always the same, or something else each time that it is resolved, and then always the last. */
export type Zone = Readonly<Record<string, DnsAnswer | { each: readonly DnsAnswer[] }>>;

/** A DNS server on this machine that says what a test wants. Names that its zone does not have do not exist. */
export interface DnsServer {
  /** The questions asked so far, such as `A hook.test`. */
  questions: string[];
  /** Resolves a name through this server, and no cache. */
  resolve: Resolve;
  close(): Promise<void>;
}

/** RFC 1035, 4.1.1. */
const FAILURES = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
const TYPES = { 1: "A", 28: "AAAA" } as const;
const CNAME = 5;
/** A resolver asks once, and gives up after this. */
const PATIENCE_MS = 250;

/** Starts one on a free UDP port of 127.0.0.1. */
export async function startDnsServer(zone: Zone): Promise<DnsServer> {
  const questions: string[] = [];
  const socket = createSocket("udp4", (query: Buffer, { port, address }: RemoteInfo) => {
    const { name, type, end } = readQuestion(query);
    const times = questions.filter((each) => each === `${type} ${name}`).length;
    questions.push(`${type} ${name}`);
    const reply = replyTo(query.subarray(0, end), type, answerOf(zone, name, times));
    if (reply !== null) socket.send(reply, port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const resolver = new dns.Resolver({ timeout: PATIENCE_MS, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return {
    questions,
    resolve: (hostname) => resolveBoth(resolver, hostname),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** As getaddrinfo does it: one kind of address is enough, and with neither it fails. */
async function resolveBoth(resolver: dns.Resolver, hostname: string): Promise<LookupAddress[]> {
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  if (v4.status === "rejected" && v6.status === "rejected") throw v4.reason;
  return [
    ...(v4.status === "fulfilled" ? v4.value : []).map((address) => ({ address, family: 4 })),
    ...(v6.status === "fulfilled" ? v6.value : []).map((address) => ({ address, family: 6 })),
  ];
}

function answerOf(zone: Zone, name: string, times: number): DnsAnswer {
  const entry = zone[name] ?? "NXDOMAIN";
  if (typeof entry === "string" || !("each" in entry)) return entry;
  return entry.each[Math.min(times, entry.each.length - 1)] ?? "NXDOMAIN";
}

/** The one question of a query, after the header of 12 bytes (RFC 1035, 4.1). */
function readQuestion(query: Buffer): { name: string; type: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  const code = query.readUInt16BE(at + 1);
  const type = code === 1 || code === 28 ? TYPES[code] : String(code);
  return { name: labels.join(".").toLowerCase(), type, end: at + 5 };
}

/** @returns null when nothing is to be said. */
function replyTo(question: Buffer, type: string, answer: DnsAnswer): Buffer | null {
  if (answer === "silence") return null;
  if (typeof answer === "string") return message(question, FAILURES[answer], []);
  const addresses = "alias" in answer ? answer.addresses : answer;
  const owner = "alias" in answer ? encodeName(answer.alias) : POINTER;
  const records = addresses
    .filter((address) => isIPv6(address) === (type === "AAAA"))
    .map((address) =>
      record(owner, type === "AAAA" ? 28 : 1, Buffer.from(ipaddr.parse(address).toByteArray())),
    );
  const chain = "alias" in answer ? [record(POINTER, CNAME, encodeName(answer.alias))] : [];
  return message(question, 0, [...chain, ...records]);
}

/** The name of the question, again. */
const POINTER = Buffer.from([0xc0, 12]);

function message(question: Buffer, code: number, records: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(12);
  question.copy(header, 0, 0, 2); // the id
  header.writeUInt16BE(0x8180 | code, 2); // an answer, recursion desired and available
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, question.subarray(12), ...records]);
}

/** A resource record of the Internet class that may not be kept. */
function record(owner: Buffer, type: number, data: Buffer): Buffer {
  const fields = Buffer.alloc(10);
  fields.writeUInt16BE(type, 0);
  fields.writeUInt16BE(1, 2);
  fields.writeUInt16BE(data.length, 8);
  return Buffer.concat([owner, fields, data]);
}

function encodeName(name: string): Buffer {
  const labels = name.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label, "latin1")]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}
