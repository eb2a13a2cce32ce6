import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from "node:dns";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { buildConnector } from "undici";

/** The host resolved to, or is, an address that webhooks may not reach. */
export class BlockedAddressError extends Error {
  override name = "BlockedAddressError";
  readonly code = "WTH_BLOCKED_ADDRESS";

  constructor(host: string, address: string) {
    super(
      `${host} leads to ${address}, which is not a public address. Use a URL that is reachable from the internet.`,
    );
  }
}

/** Which addresses may be dialled. */
export interface AddressPolicy {
  /** Development only: also allows this machine itself (127.0.0.0/8 and ::1). */
  allowLoopback: boolean;
}

/** IPv6 hands out global unicast addresses from here only (RFC 4291, IANA registry). */
const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3");

/**
 * Whether an address may be dialled: public unicast, in any spelling. An IPv4 address inside an IPv6 one is judged
 * as the IPv4 address that it reaches (mapped), or refused (6to4, Teredo, NAT64), as are all reserved ranges.
 */
export function isAllowedAddress(address: string, { allowLoopback }: AddressPolicy): boolean {
  if (address.includes("%") || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === "loopback") return allowLoopback;
  if (range !== "unicast") return false;
  return parsed.kind() === "ipv4" || parsed.match(GLOBAL_UNICAST);
}

/**
 * A connector for undici that checks the address it is about to dial, after resolution: what a name resolved to
 * earlier does not matter, so that rebinding it between check and use gains nothing.
 *
 * @param timeoutMs the longest a connection may take to open, TLS included.
 */
export function guardedConnector(policy: AddressPolicy, timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs, lookup: guardedLookup(policy), allowH2: false });
  return (options, callback) => {
    // A literal is dialled without a look-up, so it is checked here.
    if (isIP(options.hostname) !== 0 && !isAllowedAddress(options.hostname, policy)) {
      callback(new BlockedAddressError(options.hostname, options.hostname), null);
      return;
    }
    connect(options, callback);
  };
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

function guardedLookup(policy: AddressPolicy) {
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const allowed = addresses.filter(({ address }) => isAllowedAddress(address, policy));
      const [first] = allowed;
      if (first === undefined)
        return callback(new BlockedAddressError(hostname, addresses[0]?.address ?? "nothing"), []);
      if (options.all === true) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}
