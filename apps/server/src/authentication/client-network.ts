import type { Request } from "express";
import ipaddr from "ipaddr.js";

/** An address with the port that some proxies add to it: `192.0.2.1:443`, `[2001:db8::1]:443`. */
const WITH_PORT = /^(?:\[([^\]]*)\]|([^:]*))(?::\d+)?$/;

/**
 * The network that wrong keys are counted under: of IPv4 the address, of IPv6 the /64, of which a single customer
 * usually has all 2^64 addresses.
 *
 * @returns null when the text is no address.
 */
export function networkOf(text: string): string | null {
  const [, v6, v4] = WITH_PORT.exec(text) ?? [];
  const bare = v6 ?? v4 ?? text;
  if (!ipaddr.isValid(bare)) return null;
  const address = ipaddr.process(bare); // an IPv4 address in IPv6 clothes becomes itself
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  const [a = 0, b = 0, c = 0, d = 0] = address.parts;
  return `${[a, b, c, d].map((part) => part.toString(16)).join(":")}::/64`;
}

/**
 * Where a request comes from, as far as it can be trusted: the address behind the proxies of `WTH_TRUST_PROXY`, which
 * Express finds; else, and when a proxy passed on something that is no address, whoever opened the connection.
 */
export function clientNetwork(request: Pick<Request, "ip" | "socket">): string {
  return networkOf(request.ip ?? "") ?? networkOf(request.socket.remoteAddress ?? "") ?? "unknown";
}
