import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** A delivery as it arrived. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  /** The body's bytes, as text. */
  body: string;
  /** `performance.now()` when the body was complete. */
  at: number;
}

/** What the receiver answers; `hang` never answers. */
export type Answer = { status: number; headers?: Record<string, string>; body?: string | Buffer } | "hang";

/** A webhook receiver on this machine, that keeps what it gets and answers as it is told. */
export interface Receiver {
  url: string;
  port: number;
  received: Received[];
  /** Decides the answer to each delivery; `arrival` counts from 1. 200 unless set. */
  answer: (delivery: Received, arrival: number) => Answer | Promise<Answer>;
  /** Resolves when `count` deliveries have arrived; rejects after `timeoutMs`. */
  arrivals(count: number, timeoutMs?: number): Promise<Received[]>;
  close(): Promise<void>;
}

/** Starts a receiver on a free port, or on `port`. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { url = "", headers } = request;
      const delivery = {
        path: url,
        headers,
        body: Buffer.concat(chunks).toString("utf8"),
        at: performance.now(),
      };
      const arrival = receiver.received.push(delivery);
      const answering = Promise.resolve(receiver.answer(delivery, arrival));
      for (const check of waiting) check();
      void answering.then((answer) => {
        if (answer === "hang") return;
        response.writeHead(answer.status, answer.headers).end(answer.body ?? "ok");
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const bound = (server.address() as AddressInfo).port; // a TCP server's address is never a string

  const receiver: Receiver = {
    url: `http://127.0.0.1:${bound}/webhooks/wth`,
    port: bound,
    received: [],
    answer: () => ({ status: 200 }),
    arrivals: (count, timeoutMs = 10_000) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (receiver.received.length < count) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(receiver.received);
        };
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(
            new Error(`${receiver.received.length} of ${count} deliveries arrived within ${timeoutMs} ms.`),
          );
        }, timeoutMs);
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

/** A header's one value; fails when it is absent. */
export function headerOf({ headers }: Received, name: string): string {
  const value = headers[name];
  if (typeof value !== "string") throw new Error(`The delivery has no header ${name}.`);
  return value;
}
