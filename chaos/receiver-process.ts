import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { finished } from "node:stream/promises";
import { safeVerify } from "@watchtraderhub/webhook-verifier";
import { type Answer, behaviourOf, behaviours } from "./behaviours.ts";
import { Random } from "./random.ts";
import type { Arrival, ReceiverOrder } from "./receiver.ts";

// The receiver of all endpoints, in a process of its own that nothing is done to: it keeps what it saw of each request,
// answers as the endpoint's kind does, and writes everything to a file when its parent asks for it.

/** All endpoints are this one listener: workers may connect to each of them eight times at once. */
const BACKLOG = 8_192;

const [seed = "0", attemptTimeout = "0"] = process.argv.slice(2);
const random = new Random(Number(seed));
const attemptTimeoutMs = Number(attemptTimeout);
const startedAt = performance.now();
const arrivals: Arrival[] = [];
let secrets: ReadonlyMap<string, string> = new Map();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => arrive(request, Buffer.concat(chunks), response));
});
server.keepAliveTimeout = 60_000;

function arrive(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const path = request.url ?? "";
  const attempt = Number(request.headers["x-wth-delivery-attempt"]);
  const answer = answerTo(path, attempt);
  const arrival: Arrival = {
    path,
    eventId: header(request, "x-wth-event-id"),
    deliveryId: header(request, "x-wth-delivery-id"),
    attempt,
    fault: faultOf(request, body, secrets.get(path)),
    bodyHash: createHash("sha256").update(body).digest("hex"),
    port: request.socket.remotePort ?? 0,
    at: Date.now(),
    endedAt: null,
    status: typeof answer === "string" ? null : answer.status,
  };
  arrivals.push(arrival);
  // Also when the sender goes away: killed, or tired of waiting.
  response.on("close", () => {
    arrival.endedAt = Date.now();
  });
  give(answer, response);
}

function answerTo(path: string, attempt: number): Answer {
  const kind = behaviourOf(path);
  if (kind === null) return { status: 404 };
  const index = Number(path.split("/")[2]);
  const uptimeMs = performance.now() - startedAt;
  return behaviours[kind].answer({ attempt, uptimeMs, index, random, attemptTimeoutMs });
}

function give(answer: Answer, response: ServerResponse): void {
  if (answer === "hang") return;
  if (answer === "cut") {
    response.writeHead(200, { "content-length": "1000" }).write("the first part of an answer that");
    setImmediate(() => response.destroy());
    return;
  }
  const send = () => response.writeHead(answer.status, answer.headers).end();
  if (answer.afterMs === undefined) send();
  else setTimeout(send, answer.afterMs);
}

/** What is wrong with a request: its signature, or headers that do not say the same as its body; null if nothing is. */
function faultOf(request: IncomingMessage, body: Buffer, secret: string | undefined): string | null {
  const verdict = safeVerify({ body, headers: request.headers, secrets: secret });
  if (!verdict.ok) return verdict.code;
  const event: unknown = JSON.parse(body.toString("utf8"));
  const { id, type } = event !== null && typeof event === "object" ? fields(event) : {};
  if (header(request, "wth-signature") !== header(request, "x-wth-signature")) return "wth-signature differs";
  if (id !== header(request, "x-wth-event-id")) return "x-wth-event-id is not the body's";
  if (id !== header(request, "webhook-id")) return "webhook-id is not the body's";
  if (type !== header(request, "x-wth-event-type")) return "x-wth-event-type is not the body's";
  return null;
}

function fields(object: object): { id?: unknown; type?: unknown } {
  return { id: "id" in object ? object.id : undefined, type: "type" in object ? object.type : undefined };
}

function header(request: IncomingMessage, name: string): string {
  return String(request.headers[name] ?? "");
}

/** One JSON object a line. */
async function writeArrivals(file: string): Promise<void> {
  const output = createWriteStream(file);
  for (const arrival of arrivals) output.write(`${JSON.stringify(arrival)}\n`);
  output.end();
  await finished(output);
}

process.on("message", (order: ReceiverOrder) => {
  if ("secrets" in order) secrets = new Map(order.secrets);
  else void writeArrivals(order.writeTo).then(() => process.send?.("written"));
});
process.on("disconnect", () => process.exit(0));
server.listen({ port: 0, host: "127.0.0.1", backlog: BACKLOG }, () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.send?.({ port: address.port });
});
