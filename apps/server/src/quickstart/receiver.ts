import { createServer, type IncomingHttpHeaders } from "node:http";
import { constructEvent, type WebhookEvent } from "@watchtraderhub/webhook-verifier";

/** A verified delivery. */
export interface VerifiedArrival {
  event: WebhookEvent;
  headers: IncomingHttpHeaders;
  path: string;
  /** The bytes that were signed. */
  body: Buffer;
  /** `performance.now()` at arrival. */
  at: number;
}

/** The small receiver of the quickstart: everything that a real one needs, too. */
export interface QuickstartReceiver {
  url: string;
  /** The secret is only known after the URL was set. */
  useSecret(secret: string): void;
  /** The next delivery; rejects if its signature does not verify, or if none arrives in time. */
  next(timeoutMs: number): Promise<VerifiedArrival>;
  close(): Promise<void>;
}

/** Starts a receiver on a free port of this machine. */
export async function startQuickstartReceiver(): Promise<QuickstartReceiver> {
  let secret = "";
  const arrivals: (VerifiedArrival | Error)[] = [];
  let arrived = () => {};

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const at = performance.now();
      const body = Buffer.concat(chunks);
      try {
        // The bytes as they came: parsing and printing them again would change what was signed.
        const event = constructEvent({
          body: Buffer.concat(chunks),
          headers: request.headers,
          secrets: secret,
        });
        arrivals.push({ event, headers: request.headers, path: request.url ?? "/", body, at });
        response.writeHead(200).end();
      } catch (error) {
        arrivals.push(error instanceof Error ? error : new Error(String(error)));
        response.writeHead(400).end();
      }
      arrived();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  const nextArrival = (timeoutMs: number) =>
    new Promise<void>((resolve, reject) => {
      const late = new Error(`No delivery arrived within ${timeoutMs} ms. Is the worker's role running?`);
      const timer = setTimeout(() => reject(late), timeoutMs);
      arrived = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    url: `http://127.0.0.1:${port}/webhooks/wth`,
    useSecret: (text) => {
      secret = text;
    },
    next: async (timeoutMs) => {
      if (arrivals.length === 0) await nextArrival(timeoutMs);
      const arrival = arrivals.shift();
      if (arrival === undefined || arrival instanceof Error) {
        throw new Error("The delivery's signature did not verify.", { cause: arrival });
      }
      return arrival;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
