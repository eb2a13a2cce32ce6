import type { IncomingMessage } from "node:http";
import { ApiError } from "../http/errors.ts";

/**
 * Makes sure that a change is asked for by the dashboard's own pages, and not by another site in the dealer's browser.
 * Browsers say so in `Sec-Fetch-Site` (Fetch Metadata), which pages cannot forge; over http to another machine, and in
 * old ones, `Origin` has to be that of the dashboard. Who sends neither is no browser that could be misused, and no page
 * of ours.
 *
 * @param publicUrl where people reach the dashboard.
 * @throws {ApiError} `cross_site_request`.
 */
export function requireOwnPage({ headers }: IncomingMessage, publicUrl: string): void {
  const site = headers["sec-fetch-site"];
  const isOwn = site === undefined ? isOwnOrigin(headers, publicUrl) : site === "same-origin";
  if (!isOwn) throw new ApiError("cross_site_request");
}

/** An origin is the dashboard's when it is the public one, or that of the host which the browser itself asked for. */
function isOwnOrigin({ origin, host }: IncomingMessage["headers"], publicUrl: string): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === host;
}
