import type { Request, Response } from "express";

/** What scripts of other sites may read of an answer, beside its body (Fetch, 3.3.3). */
const EXPOSED = [
  "X-Request-Id",
  "X-API-Version",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-RateLimit-Reset",
  "Retry-After",
].join(", ");

/** The headers of an answer that pages of any site may read: what a public key can read, everybody can. */
export const CORS_HEADERS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": EXPOSED,
} as const;

/**
 * Answers the question that a browser asks before a page of another site may send `Authorization` (Fetch, 4.8). It comes
 * without a key, costs nothing, and says nothing of the answer to come.
 */
export function answerPreflight(_request: Request, response: Response): void {
  response.writeHead(204, {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Allow-Headers": "Authorization",
    "Access-Control-Max-Age": "86400",
    Vary: "Origin",
    "Cache-Control": "no-store",
  });
  response.end();
}
