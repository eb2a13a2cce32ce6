import { describe, expect, it } from "vitest";
import { networkOf } from "./client-network.ts";
import { parseTrustProxy } from "./trust-proxy.ts";

describe("the network of an address", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"], // as a server on :: sees IPv4
    ["192.0.2.1:4711", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2:ffff::1", "2001:db8:1:2::/64"],
    ["[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["", null],
    ["unknown", null],
    ["_hidden", null],
    ["192.0.2.1, 192.0.2.2", null],
    ["192.0.2.1:4711:", null],
  ])("%s is %s", (text, network) => {
    expect(networkOf(text)).toBe(network);
  });
});

describe("WTH_TRUST_PROXY", () => {
  it.each<[text: string, expected: number | string[] | null]>([
    ["0", 0],
    ["2", 2],
    ["16", 16],
    ["17", null],
    ["-1", null],
    ["1.5", null],
    ["true", null],
    ["all", null],
    ["", null],
    ["loopback", ["loopback"]],
    [
      "loopback, 10.0.0.0/8,2001:db8::/32,192.0.2.7",
      ["loopback", "10.0.0.0/8", "2001:db8::/32", "192.0.2.7"],
    ],
    ["10.0.0.0/33", null],
    ["10.0.0.0/0", null],
    ["::/0", null],
    ["2001:db8::/129", null],
    ["10.0.0.0/8/8", null],
    ["10.0.0/8", null],
    ["10.0.0.1,", null],
    ["proxy.example.com", null],
  ])("%s", (text, expected) => {
    expect(parseTrustProxy(text)).toEqual(expected);
  });
});
