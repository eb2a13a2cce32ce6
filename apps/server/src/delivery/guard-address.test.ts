import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dispatchTo } from "../test/dispatch.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { isAllowedAddress } from "./guard-address.ts";
import { Sender } from "./send.ts";

const anywhere = (address: string) =>
  [true, false].map((allowLoopback) => isAllowedAddress(address, { allowLoopback }));

describe("isAllowedAddress", () => {
  it.each([
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
  ])("allows public IPv4: %s", (address) => expect(anywhere(address)).toEqual([true, true]));
  it.each(["128.0.0.1", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255"])(
    "allows public IPv4: %s",
    (address) => expect(anywhere(address)).toEqual([true, true]),
  );
  it.each(["192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255"])(
    "allows public IPv4: %s",
    (address) => expect(anywhere(address)).toEqual([true, true]),
  );
  it.each([
    "2606:4700:4700::1111",
    "2a00:1450:4001::200e",
    "2001:4860:4860::8888",
    "::ffff:8.8.8.8",
    "::ffff:808:808",
  ])("allows public IPv6: %s", (address) => expect(anywhere(address)).toEqual([true, true]));

  it.each([
    "127.0.0.1",
    "127.0.0.0",
    "127.1.2.3",
    "127.255.255.255",
    "::1",
    "0:0:0:0:0:0:0:1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
  ])("allows loopback only where the policy does: %s", (address) =>
    expect(anywhere(address)).toEqual([true, false]),
  );

  it.each([
    ["this network", "0.0.0.0"],
    ["this network", "0.255.255.255"],
    ["private", "10.0.0.0"],
    ["private", "10.255.255.255"],
    ["carrier-grade NAT", "100.64.0.0"],
    ["carrier-grade NAT", "100.127.255.255"],
    ["link-local", "169.254.0.0"],
    ["cloud metadata", "169.254.169.254"],
    ["private", "172.16.0.0"],
    ["private", "172.31.255.255"],
    ["protocol assignments", "192.0.0.0"],
    ["protocol assignments", "192.0.0.255"],
    ["documentation", "192.0.2.1"],
    ["AS112", "192.31.196.1"],
    ["AMT", "192.52.193.1"],
    ["6to4 relay", "192.88.99.1"],
    ["private", "192.168.0.0"],
    ["private", "192.168.255.255"],
    ["AS112", "192.175.48.1"],
    ["benchmarking", "198.18.0.0"],
    ["benchmarking", "198.19.255.255"],
    ["documentation", "198.51.100.1"],
    ["documentation", "203.0.113.1"],
    ["multicast", "224.0.0.1"],
    ["multicast", "239.255.255.255"],
    ["reserved", "240.0.0.0"],
    ["broadcast", "255.255.255.255"],
    ["unspecified", "::"],
    ["mapped private", "::ffff:10.0.0.1"],
    ["mapped private", "::ffff:c0a8:1"],
    ["mapped metadata", "::ffff:169.254.169.254"],
    ["IPv4-compatible", "::808:808"],
    ["IPv4-translated", "::ffff:0:8.8.8.8"],
    ["NAT64", "64:ff9b::8.8.8.8"],
    ["NAT64", "64:ff9b::a00:1"],
    ["local NAT64", "64:ff9b:1::1"],
    ["discard", "100::1"],
    ["Teredo", "2001::1"],
    ["Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    ["benchmarking", "2001:2::1"],
    ["ORCHID", "2001:10::1"],
    ["ORCHIDv2", "2001:20::1"],
    ["documentation", "2001:db8::1"],
    ["documentation", "3fff::1"],
    ["documentation", "3fff:fff:ffff::1"],
    ["6to4", "2002:808:808::1"],
    ["6to4 to loopback", "2002:7f00:1::1"],
    ["AS112", "2620:4f:8000::1"],
    ["outside global unicast", "1fff::1"],
    ["outside global unicast", "4000::1"],
    ["segment routing", "5f00::1"],
    ["unique local", "fc00::1"],
    ["unique local", "fdff:ffff::1"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["loopback with a zone", "::1%lo"],
    ["public with a zone", "2606:4700:4700::1111%eth0"],
    ["public with a zone", "8.8.8.8%1"],
    ["site-local", "fec0::1"],
    ["multicast", "ff02::1"],
    ["a name", "example.com"],
    ["a name", "localhost"],
    ["brackets", "[2606:4700:4700::1111]"],
    ["a port", "8.8.8.8:443"],
    ["spaces", " 8.8.8.8"],
    ["five parts", "8.8.8.8.8"],
    ["too large a part", "8.8.8.256"],
    ["nothing", ""],
  ])("refuses %s: %s", (_what, address) => expect(anywhere(address)).toEqual([false, false]));
});

describe("a sender that may not reach this machine", () => {
  let receiver: Receiver;
  let sender: Sender;
  beforeEach(async () => {
    receiver = await startReceiver();
    sender = new Sender({ allowLoopback: false, deadlineMs: 5_000 });
  });
  afterEach(async () => {
    await sender.close();
    await receiver.close();
  });

  it.each(["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0.0.0.0", "[::ffff:127.0.0.1]"])(
    "does not reach http://%s",
    async (host) => {
      const url = `http://${host}:${receiver.port}/webhooks/wth`;
      const blocked = await sender.send(dispatchTo(url));
      expect(blocked).toMatchObject({ error: "blocked_address", responseStatus: null });
      expect(receiver.received).toEqual([]);

      // The same receiver is there for a sender that may.
      const permitted = new Sender({ allowLoopback: true });
      expect(await permitted.send(dispatchTo(receiver.url))).toMatchObject({ error: null });
      await permitted.close();
      expect(receiver.received).toHaveLength(1);
    },
  );

  it("does not even connect", async () => {
    let connections = 0;
    const server = createServer(() => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    for (const host of ["127.0.0.1", "localhost"]) {
      for (const scheme of ["http", "https"]) {
        const { error } = await sender.send(dispatchTo(`${scheme}://${host}:${port}/`));
        expect(error).toBe("blocked_address");
      }
    }
    await new Promise((resolve) => server.close(resolve));
    expect(connections).toBe(0);
  });

  it("refuses again each time, not only at first", async () => {
    for (let time = 0; time < 3; time += 1) {
      expect(await sender.send(dispatchTo(receiver.url))).toMatchObject({ error: "blocked_address" });
    }
    expect(receiver.received).toEqual([]);
  });
});
