import type { LookupAddress, LookupOptions } from "node:dns";
import { lookup } from "node:dns/promises";
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

/** The host has no address: its name does not exist or has none, or its name servers did not say. */
export class UnresolvedHostError extends Error {
  override name = "UnresolvedHostError";
  readonly code = "WTH_UNRESOLVED_HOST";

  constructor(host: string, cause?: unknown) {
    super(`${host} could not be resolved. Check its name, and its DNS records.`, { cause });
  }
}

/** Which addresses may be dialled. */
export interface AddressPolicy {
  /** Development only: also allows this machine itself (127.0.0.0/8 and ::1). */
  allowLoopback: boolean;
}

/** Finds the addresses of a host name; rejects, or finds none, when it has none. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** What every program of this machine goes by: its hosts file and its DNS servers. */
const systemResolver: Resolve = (hostname) => lookup(hostname, { all: true });

/** IPv6 hands out global unicast addresses from here only (RFC 4291, IANA registry). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Azure's WireServer: inside each of its virtual networks it hands out the machine's own settings, and is registered
 * as a public address all the same. The other clouds' lie in reserved ranges.
 */
const WIRE_SERVER = "168.63.129.16";

/**
 * Whether an address may be dialled: public unicast, and no entry of IANA's special-purpose registries. An IPv4 address
 * inside an IPv6 one is judged as the IPv4 address that it reaches (mapped), or refused whatever it is (compatible,
 * translated, 6to4, Teredo, NAT64, ISATAP).
 *
 * @param address as a resolver or a parsed URL spells it; anything else is refused, as is one with a zone.
 */
export function isAllowedAddress(address: string, { allowLoopback }: AddressPolicy): boolean {
  if (isIP(address) === 0 || address.includes("%")) return false;
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === "loopback") return allowLoopback;
  if (range !== "unicast") return false;
  if (parsed instanceof ipaddr.IPv4) return parsed.toString() !== WIRE_SERVER;
  return parsed.match(GLOBAL_UNICAST) && !isIsatap(parsed);
}

/** RFC 5214, 6.1: an interface identifier of 0000:5EFE and an IPv4 address; two bits of the first half may be set. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  const [, , , , first = 0, second = 0] = parts;
  return (first & 0xfcff) === 0 && second === 0x5efe;
}

/**
 * A connector for undici that checks what it is about to dial, after resolution: what a name resolved to earlier does
 * not matter, so that rebinding it between check and use gains nothing. A connection that is kept alive stays with the
 * address it was opened to.
 *
 * @param timeoutMs the longest a connection may take to open, TLS included.
 * @param resolve how names are resolved; the system's way unless a test brings its own.
 */
export function guardedConnector(
  policy: AddressPolicy,
  timeoutMs: number,
  resolve: Resolve = systemResolver,
): buildConnector.connector {
  const connect = buildConnector({
    timeout: timeoutMs,
    lookup: guardedLookup(policy, resolve),
    allowH2: false,
  });
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

function guardedLookup(policy: AddressPolicy, resolve: Resolve) {
  const resolveOnce = sharing(resolve);
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    resolveOnce(hostname).then(
      (addresses) => {
        const [first] = addresses;
        const blocked = addresses.find(({ address }) => !isAllowedAddress(address, policy));
        // One bad address is enough: a host of that kind is a trap or a mistake, and its owner learns of it at once
        // instead of whenever the good ones do not answer.
        if (blocked !== undefined) callback(new BlockedAddressError(hostname, blocked.address), []);
        else if (first === undefined) callback(new UnresolvedHostError(hostname), []);
        else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(new UnresolvedHostError(hostname, error), []),
    );
  };
}

/**
 * Resolves a name once for all who ask meanwhile. The system resolves on a few threads that all names share: one whose
 * servers hang takes one of them, and not one for each of its deliveries.
 */
function sharing(resolve: Resolve): Resolve {
  const pending = new Map<string, ReturnType<Resolve>>();
  return (hostname) => {
    const shared = pending.get(hostname) ?? resolve(hostname).finally(() => pending.delete(hostname));
    pending.set(hostname, shared);
    return shared;
  };
}
