import { Agent, type Dispatcher } from "undici";
import { type AddressPolicy, guardedConnector, type Resolve } from "./guard-address.ts";
import { type AttemptResult, type ErrorKind, errorKind } from "./outcome.ts";
import { parseRetryAfter } from "./schedule.ts";
import { type SigningSecret, standardSignature, wthSignature } from "./sign.ts";

/** The whole attempt, connecting and reading included. */
const DEADLINE_MS = 10_000;
/** A response is read this far; a 2xx whose body goes on is a success. */
export const BODY_READ_BYTES = 64 * 1024;
const BODY_KEPT_BYTES = 4 * 1024;
const HEADERS_KEPT_CHARACTERS = 2 * 1024;
/** Statuses on which `Retry-After` means something (RFC 9110 10.2.3, RFC 6585 4). */
const RETRY_AFTER_STATUSES: ReadonlySet<number> = new Set([429, 503]);

/** One attempt to make. */
export interface Dispatch {
  deliveryId: string;
  /** `evt_…`. */
  eventId: string;
  eventType: string;
  attempt: number;
  url: string;
  /** Live secrets, newest first. */
  secrets: readonly SigningSecret[];
  /** The exact text to sign and send. */
  payload: string;
}

/** Settings of the sender; see config.ts. */
export interface SenderOptions extends AddressPolicy {
  /** The deadline of one attempt in ms; 10 s unless a trial shortens it. */
  deadlineMs?: number;
  /** How host names are resolved; the system's way unless a test brings its own. */
  resolve?: Resolve;
}

/** Sends signed deliveries over keep-alive connections. It follows no redirect and uses no proxy. */
export class Sender {
  readonly #agent: Agent;
  readonly #deadlineMs: number;

  constructor({ deadlineMs = DEADLINE_MS, resolve, ...policy }: SenderOptions) {
    this.#deadlineMs = deadlineMs;
    this.#agent = new Agent({
      connect: guardedConnector(policy, deadlineMs, resolve),
      // Else the first connection to a host would be waited for by all others, to learn whether it speaks HTTP/2.
      allowH2: false,
      pipelining: 1,
      maxHeaderSize: 32 * 1024,
      // Our own deadline covers the whole attempt: one timer instead of two more per request.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** Makes one attempt. Never rejects: a failure of any kind is a result. */
  async send(dispatch: Dispatch): Promise<AttemptResult> {
    const attemptedAt = new Date();
    return new Promise((resolve) => {
      const exchange = new Exchange(attemptedAt, this.#deadlineMs, resolve);
      try {
        const url = new URL(dispatch.url);
        this.#agent.dispatch(
          {
            origin: url.origin,
            path: url.pathname + url.search,
            method: "POST",
            headers: requestHeaders(dispatch, Math.floor(attemptedAt.getTime() / 1000)),
            body: dispatch.payload,
          },
          exchange,
        );
      } catch (error) {
        exchange.fail(errorKind(error));
      }
    });
  }

  /** Closes the connections, once those in use are done. */
  async close(): Promise<void> {
    await this.#agent.close();
  }
}

/** The headers of one attempt: our own scheme under both its names, and, but for partners, Standard Webhooks'. */
export function requestHeaders(dispatch: Dispatch, timestamp: number): Record<string, string> {
  const signable = { eventId: dispatch.eventId, timestamp, payload: dispatch.payload };
  const signature = wthSignature(signable, dispatch.secrets);
  const standard = standardSignature(signable, dispatch.secrets);
  return {
    "content-type": "application/json",
    "user-agent": "WatchTraderHub-Webhooks/1",
    "x-wth-signature": signature,
    "wth-signature": signature,
    "x-wth-event-id": dispatch.eventId,
    "x-wth-event-type": dispatch.eventType,
    "x-wth-delivery-id": dispatch.deliveryId,
    "x-wth-delivery-attempt": String(dispatch.attempt),
    ...(standard === null
      ? {}
      : {
          "webhook-id": dispatch.eventId,
          "webhook-timestamp": String(timestamp),
          "webhook-signature": standard,
        }),
  };
}

/** One request and its response, as undici reports it, up to the first of: end, enough body, error, deadline. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #attemptedAt: Date;
  readonly #started = performance.now();
  readonly #deadlineMs: number;
  readonly #timer: NodeJS.Timeout;
  readonly #resolve: (result: AttemptResult) => void;
  #controller: Dispatcher.DispatchController | null = null;
  #settled = false;
  #status: number | null = null;
  #headers: Record<string, string | string[] | undefined> = {};
  #body: Buffer[] = [];
  #bodyBytes = 0;

  constructor(attemptedAt: Date, deadlineMs: number, resolve: (result: AttemptResult) => void) {
    this.#attemptedAt = attemptedAt;
    this.#resolve = resolve;
    this.#deadlineMs = deadlineMs;
    this.#timer = setTimeout(() => this.fail("timeout"), deadlineMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // While the connection was opening the deadline has passed; unnoticed, if this process was paused.
    if (performance.now() - this.#started >= this.#deadlineMs) this.fail("timeout");
    else if (this.#settled) this.#abort();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // Informational answers come before the one that counts (RFC 9110, 15.2).
    if (status >= 100 && status < 200) return;
    if (status < 200 || status > 599) {
      this.fail("invalid_response");
      return;
    }
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#bodyBytes < BODY_KEPT_BYTES) this.#body.push(Buffer.from(chunk.subarray(0, BODY_KEPT_BYTES)));
    this.#bodyBytes += chunk.length;
    if (this.#bodyBytes < BODY_READ_BYTES) return;
    this.#complete();
    this.#abort();
  }

  onResponseEnd(): void {
    this.#complete();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(errorKind(error));
  }

  /** Ends the attempt without a whole response. */
  fail(error: ErrorKind): void {
    this.#settle(error);
    this.#abort();
  }

  #complete(): void {
    const status = this.#status ?? 0;
    this.#settle(status >= 200 && status < 300 ? null : "http_status");
  }

  #abort(): void {
    this.#controller?.abort(new Error("The attempt is over."));
  }

  #settle(error: ErrorKind | null): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    const status = this.#status;
    const answered = status !== null;
    this.#resolve({
      attemptedAt: this.#attemptedAt,
      durationMs: Math.round(performance.now() - this.#started),
      responseStatus: status,
      responseHeaders: answered ? headerLines(this.#headers) : null,
      responseBody: answered ? bodyText(this.#body) : null,
      retryAfter:
        answered && RETRY_AFTER_STATUSES.has(status)
          ? parseRetryAfter([this.#headers["retry-after"]].flat()[0], new Date())
          : null,
      error,
    });
  }
}

function headerLines(headers: Record<string, string | string[] | undefined>): string {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((v) => `${name}: ${v}`),
  );
  return storable(lines.join("\n").slice(0, HEADERS_KEPT_CHARACTERS));
}

function bodyText(chunks: readonly Buffer[]): string {
  return storable(Buffer.concat(chunks).subarray(0, BODY_KEPT_BYTES).toString("utf8"));
}

/** PostgreSQL's text holds every character but NUL, and a receiver can send anything. */
function storable(text: string): string {
  return text.replaceAll("\0", "\u{FFFD}").toWellFormed();
}
