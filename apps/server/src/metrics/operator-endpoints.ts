import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readiness } from "../health/readiness.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "./metrics.ts";

/** What is shown, and to whom. */
export interface OperatorEndpointsOptions {
  readiness: Readiness;
  /** Null hides `/metrics`. */
  metrics: Metrics | null;
  /** What has to be in `Authorization: Bearer …` of `/metrics`; null lets everybody read. */
  token: string | null;
  log: Log;
}

interface Answer {
  status: number;
  contentType: string;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

const BEARER = /^Bearer +(\S+) *$/i;
const TEXT = "text/plain; charset=utf-8";

/**
 * The endpoints for whoever operates the server: `/ready` and `/metrics`. They lie at the root and not in the contract,
 * which is what callers of the API may rely on: these may change with any release.
 */
export class OperatorEndpoints {
  readonly #options: OperatorEndpointsOptions;
  readonly #tokenHash: Buffer | null;

  constructor(options: OperatorEndpointsOptions) {
    this.#options = options;
    this.#tokenHash = options.token === null ? null : hash(options.token);
  }

  /** Answers a request for one of them. @returns false when it is for something else, and is still to be answered. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const path = request.url?.replace(/\?.*/s, "");
    const { metrics } = this.#options;
    if (path === "/ready") void this.#answer(request, response, () => this.#ready());
    else if (path === "/metrics" && metrics !== null) {
      void this.#answer(request, response, () => this.#metrics(request, metrics));
    } else return false;
    return true;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    find: () => Promise<Answer>,
  ): Promise<void> {
    const isRead = request.method === "GET" || request.method === "HEAD";
    const { status, contentType, body, headers = {} } = isRead ? await this.#found(find) : notAllowed;
    response.writeHead(status, {
      "Content-Type": contentType,
      "Content-Length": Buffer.byteLength(body),
      "Cache-Control": "no-store",
      ...headers,
    });
    response.end(body);
  }

  async #found(find: () => Promise<Answer>): Promise<Answer> {
    try {
      return await find();
    } catch (error) {
      this.#options.log.error({ err: error }, "An endpoint of the operator failed.");
      return { status: 500, contentType: TEXT, body: "This failed; the log says why.\n" };
    }
  }

  async #ready(): Promise<Answer> {
    const reason = await this.#options.readiness.check();
    const body = reason === null ? { status: "ready" } : { status: "not_ready", reason };
    return {
      status: reason === null ? 200 : 503,
      contentType: "application/json; charset=utf-8",
      body: JSON.stringify(body),
    };
  }

  async #metrics(request: IncomingMessage, metrics: Metrics): Promise<Answer> {
    if (!this.#isAllowed(request.headers.authorization)) {
      const body = "Send the token of WTH_METRICS_TOKEN as `Authorization: Bearer …`.\n";
      return { status: 401, contentType: TEXT, body, headers: { "WWW-Authenticate": "Bearer" } };
    }
    const { contentType, text } = await metrics.scrape();
    return { status: 200, contentType, body: text };
  }

  /** In constant time, whatever was sent: hashes are of one length. */
  #isAllowed(authorization = ""): boolean {
    if (this.#tokenHash === null) return true;
    return timingSafeEqual(hash(BEARER.exec(authorization)?.[1] ?? ""), this.#tokenHash);
  }
}

const notAllowed: Answer = {
  status: 405,
  contentType: TEXT,
  body: "Use GET.\n",
  headers: { Allow: "GET, HEAD" },
};

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
