import { isIP } from "node:net";

/**
 * Whose `X-Forwarded-For` is believed, as Express' setting `trust proxy` takes it: the number of proxies in front of
 * the server, of which 0 believes nobody; or the addresses of the proxies.
 */
export type TrustProxy = number | string[];

/** What {@link parseTrustProxy} takes, for people. */
export const TRUST_PROXY_FORM =
  "use the number of proxies in front of the server, 0 to 16, or their addresses, comma-separated: IP addresses, ranges such as 10.0.0.0/8, loopback, linklocal, uniquelocal";

const MOST_PROXIES = 16;
/** Names that Express knows: 127.0.0.1/8 and ::1; 169.254.0.0/16 and fe80::/10; the private networks and fc00::/7. */
const NAMED = ["loopback", "linklocal", "uniquelocal"];

/**
 * Reads `WTH_TRUST_PROXY`. There is no way to believe everybody: callers could then choose their address.
 *
 * @returns null when the text is none of {@link TRUST_PROXY_FORM}.
 */
export function parseTrustProxy(text: string): TrustProxy | null {
  if (/^\d+$/.test(text)) return Number(text) <= MOST_PROXIES ? Number(text) : null;
  const entries = text.split(",").map((entry) => entry.trim());
  return entries.every((entry) => NAMED.includes(entry) || isRange(entry)) ? entries : null;
}

/** An address, or a range of them in CIDR notation (RFC 4632, RFC 4291) that is not everything. */
function isRange(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128);
}
