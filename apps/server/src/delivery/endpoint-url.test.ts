import { describe, expect, it } from "vitest";
import { checkEndpointUrl } from "./endpoint-url.ts";
import { isAllowedAddress } from "./guard-address.ts";

describe("registering a webhook URL", () => {
  it.each([
    ["https://example.com/hook", false],
    ["https://example.com:8443/hook?a=b", false],
    ["https://93.184.216.34/", false],
    ["http://127.0.0.1:40123/hook", true],
    ["http://localhost:3001/hook", true],
  ])("takes %s", (url, insecure) => {
    expect(checkEndpointUrl(url, insecure)).toBe(url);
  });

  it.each([
    ["example.com", "not a URL"],
    ["http://example.com/", "https"],
    ["ftp://example.com/", "https"],
    ["https://user:secret@example.com/", "user name"],
    ["https://example.com:22/", "Port 22"],
    [`https://example.com/${"a".repeat(2000)}`, "longer"],
    ["https://127.0.0.1/", "not a public address"],
    ["https://2130706433/", "not a public address"],
    ["https://0177.0.0.1/", "not a public address"],
    ["https://0x7f.1/", "not a public address"],
    ["https://10.1.2.3/", "not a public address"],
    ["https://169.254.169.254/", "not a public address"],
    ["https://[::1]/", "not a public address"],
    ["https://[::ffff:10.0.0.1]/", "not a public address"],
    ["https://[fd00::1]/", "not a public address"],
    ["https://localhost/", "not a public address"],
    ["https://a.localhost./", "not a public address"],
  ])("refuses %s", (url, problem) => {
    expect(() => checkEndpointUrl(url, false)).toThrow(problem);
  });
});

describe("an address to dial", () => {
  it.each(["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34"])("%s is public", (address) => {
    expect(isAllowedAddress(address, { allowLoopback: false })).toBe(true);
  });

  it.each([
    [
      "0.0.0.0",
      "10.0.0.1",
      "100.64.0.1",
      "169.254.1.1",
      "172.16.0.1",
      "192.168.1.1",
      "224.0.0.1",
      "255.255.255.255",
    ],
    [
      "::",
      "::ffff:10.0.0.1",
      "64:ff9b::a00:1",
      "2002:a00:1::",
      "2001::1",
      "fc00::1",
      "fe80::1",
      "fe80::1%eth0",
    ],
    ["ff02::1", "2001:db8::1", "192.0.2.1", "198.18.0.1", "240.0.0.1", "", "localhost"],
  ])("none of %s and its like is", (...addresses) => {
    expect(addresses.filter((address) => isAllowedAddress(address, { allowLoopback: true }))).toEqual([]);
  });

  it("is this machine in development only", () => {
    for (const address of ["127.0.0.1", "127.1.2.3", "::1"]) {
      expect(isAllowedAddress(address, { allowLoopback: true })).toBe(true);
      expect(isAllowedAddress(address, { allowLoopback: false })).toBe(false);
    }
  });
});
