import { BlockList, isIPv6 } from "node:net";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, it } from "vitest";
import { isAllowedAddress } from "./guard-address.ts";

/** https://www.iana.org/assignments/iana-ipv4-special-registry, as of 2025-10-09: every entry, and why it is there. */
const IPV4 = [
  ["0.0.0.0/8", "this network", "RFC 791"],
  ["0.0.0.0/32", "this host on this network", "RFC 1122"],
  ["10.0.0.0/8", "private use", "RFC 1918"],
  ["100.64.0.0/10", "shared address space", "RFC 6598"],
  ["127.0.0.0/8", "loopback", "RFC 1122"],
  ["169.254.0.0/16", "link-local", "RFC 3927"],
  ["172.16.0.0/12", "private use", "RFC 1918"],
  ["192.0.0.0/24", "IETF protocol assignments", "RFC 6890"],
  ["192.0.0.0/29", "IPv4 service continuity", "RFC 7335"],
  ["192.0.0.8/32", "dummy address", "RFC 7600"],
  ["192.0.0.9/32", "port control anycast", "RFC 7723"],
  ["192.0.0.10/32", "relay anycast", "RFC 8155"],
  ["192.0.0.170/32", "NAT64 and DNS64 discovery", "RFC 8880"],
  ["192.0.0.171/32", "NAT64 and DNS64 discovery", "RFC 8880"],
  ["192.0.2.0/24", "documentation", "RFC 5737"],
  ["192.31.196.0/24", "AS112", "RFC 7535"],
  ["192.52.193.0/24", "AMT", "RFC 7450"],
  ["192.88.99.0/24", "6to4 relay anycast", "RFC 7526"],
  ["192.88.99.2/32", "6a44 relay anycast", "RFC 6751"],
  ["192.168.0.0/16", "private use", "RFC 1918"],
  ["192.175.48.0/24", "direct delegation AS112", "RFC 7534"],
  ["198.18.0.0/15", "benchmarking", "RFC 2544"],
  ["198.51.100.0/24", "documentation", "RFC 5737"],
  ["203.0.113.0/24", "documentation", "RFC 5737"],
  ["240.0.0.0/4", "reserved", "RFC 1112"],
  ["255.255.255.255/32", "limited broadcast", "RFC 919"],
] as const;

/**
 * https://www.iana.org/assignments/iana-ipv6-special-registry, as of 2025-10-09: every entry but ::ffff:0:0/96, whose
 * addresses are judged as what they map to.
 */
const IPV6 = [
  ["::1/128", "loopback", "RFC 4291"],
  ["::/128", "unspecified", "RFC 4291"],
  ["64:ff9b::/96", "IPv4-IPv6 translation", "RFC 6052"],
  ["64:ff9b:1::/48", "IPv4-IPv6 translation, local use", "RFC 8215"],
  ["100::/64", "discard-only", "RFC 6666"],
  ["100:0:0:1::/64", "dummy prefix", "RFC 9780"],
  ["2001::/23", "IETF protocol assignments", "RFC 2928"],
  ["2001::/32", "Teredo", "RFC 4380"],
  ["2001:1::1/128", "port control anycast", "RFC 7723"],
  ["2001:1::2/128", "relay anycast", "RFC 8155"],
  ["2001:1::3/128", "DNS-SD service registration anycast", "RFC 9665"],
  ["2001:2::/48", "benchmarking", "RFC 5180"],
  ["2001:3::/32", "AMT", "RFC 7450"],
  ["2001:4:112::/48", "AS112", "RFC 7535"],
  ["2001:10::/28", "deprecated ORCHID", "RFC 4843"],
  ["2001:20::/28", "ORCHIDv2", "RFC 7343"],
  ["2001:30::/28", "drone remote identification", "RFC 9374"],
  ["2001:db8::/32", "documentation", "RFC 3849"],
  ["2002::/16", "6to4", "RFC 3056"],
  ["2620:4f:8000::/48", "direct delegation AS112", "RFC 7534"],
  ["3fff::/20", "documentation", "RFC 9637"],
  ["5f00::/16", "segment routing identifiers", "RFC 9602"],
  ["fc00::/7", "unique local", "RFC 4193"],
  ["fe80::/10", "link-local", "RFC 4291"],
] as const;

/** What other registries and papers keep from being public hosts. */
const ELSEWHERE = [
  ["224.0.0.0/4", "multicast", "RFC 5771"],
  ["168.63.129.16/32", "Azure's WireServer", "its documentation"],
  ["::/96", "IPv4-compatible", "RFC 4291"],
  ["::ffff:0:0:0/96", "IPv4-translated", "RFC 2765"],
  ["fec0::/10", "site-local", "RFC 3879"],
  ["ff00::/8", "multicast", "RFC 4291"],
] as const;

interface Block {
  block: string;
  family: "ipv4" | "ipv6";
  bits: number;
  /** As numbers. */
  first: bigint;
  last: bigint;
}

const blocks = [...IPV4, ...IPV6, ...ELSEWHERE].map(([block, name, source]): Block & { name: string } => {
  const [network = "", length = ""] = block.split("/");
  const family = isIPv6(network) ? "ipv6" : "ipv4";
  const bits = family === "ipv6" ? 128 : 32;
  const first = numberOf(network);
  const last = first + (1n << BigInt(bits - Number(length))) - 1n;
  return { block, family, bits, first, last, name: `${name} (${source})` };
});

const isLoopback = (address: string) => address === "::1" || address.startsWith("127.");
const anywhere = (address: string) =>
  [true, false].map((allowLoopback) => isAllowedAddress(address, { allowLoopback }));

/** The tables above, read by another implementation than the guard's. */
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const { block, family } of blocks) {
  const [network = "", length = ""] = block.split("/");
  special[family].addSubnet(network, Number(length), family);
}
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

/** Whether the tables leave an address to the public. */
function isPublic(address: string): boolean {
  if (!isIPv6(address)) return !special.ipv4.check(address, "ipv4");
  return globalUnicast.check(address, "ipv6") && !special.ipv6.check(address, "ipv6");
}

function numberOf(address: string): bigint {
  return ipaddr
    .parse(address)
    .toByteArray()
    .reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

/** An address of its number, in its usual spelling. */
function addressOf(number: bigint, family: Block["family"]): string {
  const length = family === "ipv6" ? 16 : 4;
  const bytes = Array.from({ length }, (_, index) =>
    Number((number >> BigInt(8 * (length - 1 - index))) & 255n),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

describe.each(blocks)("$block, $name", ({ family, bits, first, last }) => {
  it("is refused from its first address to its last", () => {
    for (const number of [first, first + 1n, (first + last) / 2n, last - 1n, last]) {
      if (number < first || number > last) continue;
      const address = addressOf(number, family);
      expect(anywhere(address), address).toEqual([isLoopback(address), false]);
    }
  });

  it("ends there", () => {
    for (const number of [first - 1n, last + 1n]) {
      if (number < 0n || number >= 1n << BigInt(bits)) continue;
      const address = addressOf(number, family);
      expect(isAllowedAddress(address, { allowLoopback: false }), address).toBe(isPublic(address));
    }
  });
});

describe("any address", () => {
  const check = (address: string) =>
    expect(isAllowedAddress(address, { allowLoopback: false }), address).toBe(isPublic(address));

  it("of IPv4 is allowed exactly where no table has it, mapped into IPv6 too", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 32n) - 1n), (number) => {
        const address = addressOf(number, "ipv4");
        check(address);
        expect(anywhere(`::ffff:${address}`)).toEqual(anywhere(address));
      }),
      { numRuns: 2_000 },
    );
  });

  it("of IPv6 is allowed exactly where no table has it", () => {
    const groups = [0x2001n, 0x2002n, 0x2600n, 0x2620n, 0x2a00n, 0x3fffn, 0x5f00n, 0xfc00n, 0x64n, 0n];
    const beginnings = fc.constantFrom(...groups);
    fc.assert(
      fc.property(beginnings, fc.bigInt(0n, (1n << 112n) - 1n), fc.nat(112), (group, rest, shift) => {
        // Small numbers too: most special blocks lie at the beginning of theirs.
        check(addressOf((group << 112n) | (rest >> BigInt(shift)), "ipv6"));
      }),
      { numRuns: 4_000 },
    );
  });
});

describe("an ISATAP address (RFC 5214)", () => {
  it.each([
    "2606:4700::5efe:10.0.0.1",
    "2606:4700::5efe:8.8.8.8",
    "2606:4700:4700:1:200:5efe:a9fe:a9fe",
    "2a00:1450:4001:81b:100:5efe:7f00:1",
    "2a00:1450:4001:81b:300:5efe:7f00:1",
  ])("is refused: %s", (address) => expect(anywhere(address)).toEqual([false, false]));

  it.each(["2606:4700:5efe::1", "2606:4700::1:5efe:a00:1", "2606:4700::5eff:a00:1"])(
    "is not what only looks like one: %s",
    (address) => expect(anywhere(address)).toEqual([true, true]),
  );
});
