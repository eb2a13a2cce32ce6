import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as a test server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Answers one request; `index` counts them from 0. */
export type Handler = (request: SeenRequest, response: ServerResponse, index: number) => void;

/** Starts a real HTTP server on a free port of this machine; it is closed when the test is finished. */
export async function startServer(handler: Handler): Promise<{ url: string; requests: SeenRequest[] }> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request = {
      method: incoming.method ?? "",
      url: incoming.url ?? "",
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    requests.push(request);
    handler(request, response, requests.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${portOf(server.address())}`, requests };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === "object" && address !== null) return address.port;
  throw new Error("the test server has no port");
}

/** Writes a JSON answer with the headers that every answer of the API has. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...apiHeaders, ...headers });
  response.end(JSON.stringify(body));
}

/** The request id that {@link sendJson} answers with. */
export const requestId = "req_5c1d9e1f0f6a4f0f9b0f3f1d2b8a7c64";

/** The headers that {@link sendJson} adds. */
export const apiHeaders: Readonly<Record<string, string>> = {
  "x-request-id": requestId,
  "x-api-version": "2026-05-07",
  "x-ratelimit-limit": "600",
  "x-ratelimit-remaining": "599",
  "x-ratelimit-reset": "1778229960",
};

/** An error as the API words it. */
export function errorBody(type: string, code: string, extra: Record<string, string> = {}) {
  const message = `What happened (${code}), and what to do.`;
  const docUrl = `https://watchtraderhub.com/docs/api/errors#${code}`;
  return { error: { type, code, message, doc_url: docUrl, request_id: requestId, ...extra } };
}
