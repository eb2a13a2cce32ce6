import {
  createServer,
  type IncomingMessage,
  maxHeaderSize,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { ApiError, errorBody } from "./errors.ts";
import type { PipelineOptions } from "./pipeline.ts";
import { newRequestId } from "./request-id.ts";

/** What is answered where there is no request that the pipeline could answer. */
export interface HttpServerOptions extends Pick<PipelineOptions, "log" | "docsBase" | "observer"> {
  /** The newest version's date. */
  apiVersion: string;
}

/** A refusal as it goes out. */
interface Refusal {
  status: number;
  headers: Readonly<Record<string, string | number>>;
  body: string;
}

/** How long a connection that cannot be understood any more stays open, so that its answer is read before it is cut. */
const LINGER_MS = 1_000;

/** OpenTelemetry's name for a method that is not known. */
const UNKNOWN_METHOD = "_OTHER";

/** Node's code for a request that took too long to come. */
const TIMED_OUT = "ERR_HTTP_REQUEST_TIMEOUT";

const HOST_NEEDED = "Send one Host header, and only one, as HTTP/1.1 demands.";
const UNREADABLE = "This cannot be read as a request of HTTP/1.1. Send it with an HTTP library.";
const TOO_LATE = "The request was not complete in time. Send it again.";
const HEAD_TOO_LARGE = `The request line and the headers are larger than ${maxHeaderSize / 1024} KB. Send fewer, or shorter ones.`;

/** What Node says when it gives a connection up, where another message than {@link UNREADABLE} helps more. */
const MESSAGES: ReadonlyMap<unknown, string> = new Map([
  ["HPE_HEADER_OVERFLOW", HEAD_TOO_LARGE],
  [TIMED_OUT, TOO_LATE],
]);

/**
 * An HTTP server that answers like the API also where Node would answer by itself, without a body: what is not HTTP, heads
 * that are too large or come too slowly, and requests with no host or several (RFC 9112, 3.2). All of these are 400
 * `invalid_request`, since each code of the contract has one status.
 *
 * Guarantee: what cannot be read never takes the place of an answer to an earlier request on the same connection.
 */
export function createHttpServer(listener: RequestListener, options: HttpServerOptions): Server {
  /** The newest answer on each connection. */
  const newest = new WeakMap<Duplex, ServerResponse>();
  const serve: RequestListener = (request, response) => {
    newest.set(request.socket, response);
    if (hasOneHost(request)) listener(request, response);
    else {
      const { status, headers, body } = refuse(HOST_NEEDED, request.method, options);
      response.writeHead(status, headers).end(body);
    }
  };
  const server = createServer({ requireHostHeader: false }, serve);
  // What a client expects besides 100-continue may be ignored (RFC 9110, 10.1.1).
  server.on("checkExpectation", serve);
  const givenUp = new WeakSet<Duplex>();
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // Whatever else comes while the connection is closing fails too.
    if (givenUp.has(socket)) return;
    givenUp.add(socket);
    const response = newest.get(socket);
    const answer = () => sendRefusal(socket, error, options);
    if (response === undefined || (response.req.complete && response.writableFinished)) answer();
    else if (response.req.complete && !isStreaming(response)) response.once("finish", answer);
    // The rest of a request whose answer has begun already.
    else if (response.headersSent) socket.destroy();
    else answer();
  });
  return server;
}

/** HTTP/1.0 knows requests without a host. */
function hasOneHost({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === "host") hosts += 1;
  }
  return hosts === 1 || (hosts === 0 && httpVersion === "1.0");
}

function isStreaming(response: ServerResponse): boolean {
  return response.headersSent && !response.writableEnded;
}

function refuse(
  message: string,
  method: string | undefined,
  { log, observer, docsBase, apiVersion }: HttpServerOptions,
): Refusal {
  const error = new ApiError("invalid_request", { message });
  const { status, code } = error;
  const requestId = newRequestId();
  const body = JSON.stringify(errorBody(error, requestId, docsBase));
  observer.answered({
    operation: null,
    method: method ?? UNKNOWN_METHOD,
    status,
    code,
    durationMs: 0,
    requestId,
    traceparent: undefined,
  });
  log.info(
    { request_id: requestId, operation: null, method: method ?? null, status, code, message },
    "request",
  );
  const headers = {
    "X-Request-Id": requestId,
    "X-API-Version": apiVersion,
    "Cache-Control": "no-store",
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    Connection: "close",
  };
  return { status, headers, body };
}

/** Answers where Node has no response to answer with, and closes the connection. */
function sendRefusal(socket: Duplex, { code }: NodeJS.ErrnoException, options: HttpServerOptions): void {
  // The client is gone, or an earlier answer was the last: then it is closing already.
  if (!socket.writable) return;
  // Browsers and balancers open connections that they may not need: nobody has asked anything.
  if (socket instanceof Socket && socket.bytesRead === 0) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = refuse(MESSAGES.get(code) ?? UNREADABLE, undefined, options);
  const fields = Object.entries({ Date: new Date().toUTCString(), ...headers });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...fields.map(([name, value]) => `${name}: ${value}`),
  ];
  const text = `${head.join("\r\n")}\r\n\r\n${body}`;
  // What is late could still become complete, and run though it was refused; what cannot be parsed cannot.
  if (code === TIMED_OUT) socket.end(text, () => socket.destroy());
  else {
    socket.end(text);
    const cutting = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once("close", () => clearTimeout(cutting));
  }
}
