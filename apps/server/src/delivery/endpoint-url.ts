import { isIP } from "node:net";
import { isAllowedAddress } from "./guard-address.ts";

/** The most characters that a webhook URL has. */
export const MAX_LENGTH = 2_000;

/** A URL that cannot be a webhook endpoint; the message says why and what to use. */
export class EndpointUrlError extends Error {
  override name = "EndpointUrlError";
}

/**
 * Checks a webhook URL as it is registered: scheme, port, credentials, length, and address literals in any spelling.
 * Never resolves the name: what it leads to is checked each time it is dialled (guard-address.ts).
 *
 * @param allowInsecure development mode: also http, and loopback on any port from 1024.
 * @returns the URL, normalised as it will be called.
 * @throws {EndpointUrlError}
 */
export function checkEndpointUrl(text: string, allowInsecure: boolean): string {
  if (text.length > MAX_LENGTH)
    throw new EndpointUrlError(`The URL is longer than ${MAX_LENGTH} characters.`);
  if (!URL.canParse(text))
    throw new EndpointUrlError("This is not a URL. Use one such as https://example.com/webhooks/wth.");
  const url = new URL(text);
  if (url.protocol !== "https:" && !(allowInsecure && url.protocol === "http:")) {
    throw new EndpointUrlError("The URL must use https.");
  }
  if (url.username !== "" || url.password !== "") {
    throw new EndpointUrlError(
      "The URL must not hold a user name or password: deliveries are signed instead.",
    );
  }
  // Node brackets IPv6 literals; URL parsing has already turned decimal and octal IPv4 spellings into dotted ones.
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  const local = host === "localhost" || host.endsWith(".localhost");
  const literal = isIP(host) !== 0;
  if (local ? !allowInsecure : literal && !isAllowedAddress(host, { allowLoopback: allowInsecure })) {
    throw new EndpointUrlError(
      `${host} is not a public address. Use a host that is reachable from the internet.`,
    );
  }
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  const loopback = local || (literal && !isAllowedAddress(host, { allowLoopback: false }));
  const portAllowed =
    port === 443 || port === 80 || (port >= 8000 && port <= 9999) || (loopback && port >= 1024);
  if (!portAllowed)
    throw new EndpointUrlError(`Port ${port} is not allowed. Use 443, 80, or one from 8000 to 9999.`);
  url.hash = "";
  if (url.href.length > MAX_LENGTH)
    throw new EndpointUrlError(`The URL is longer than ${MAX_LENGTH} characters.`);
  return url.href;
}
