import { fork } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { endWithUs } from "./children.ts";
import type { Form } from "./forms.ts";

/** What the receiver saw of one request. Times are Unix milliseconds. */
export interface Arrival {
  /** The endpoint. */
  path: string;
  /** What the headers say. */
  eventId: string;
  deliveryId: string;
  attempt: number;
  /** What was wrong with its signature or headers; null if nothing was. */
  fault: string | null;
  /** SHA-256 of the body, in hex. */
  bodyHash: string;
  /** The sender's port, by which its process is known. */
  port: number;
  at: number;
  /** When the exchange was over for the receiver: answered, cut off, or left by the sender; null if it never was. */
  endedAt: number | null;
  /** The status answered; null if it hung or cut the connection. */
  status: number | null;
}

/** What the receiver's process is told. */
export type ReceiverOrder =
  | { secrets: readonly (readonly [path: string, secret: string])[] }
  | { writeTo: string };

/** The receiver, in a process of its own. */
export interface Receiver {
  urlOf(path: string): string;
  /** Tells it the signing secrets of its endpoints. Requests that come before fail the check of their signature. */
  learn(secrets: ReadonlyMap<string, string>): void;
  /** Everything that has arrived. @param file where it is put on the way. */
  arrivals(file: string): Promise<Arrival[]>;
  stop(): Promise<void>;
}

/** Starts the receiver on a free port. */
export async function startReceiver(form: Form, seed: number): Promise<Receiver> {
  const program = path.join(import.meta.dirname, "receiver-process.ts");
  const child = fork(program, [String(seed), String(form.attemptTimeoutMs)], {
    env: { PATH: process.env.PATH },
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  endWithUs(child);
  const [message]: unknown[] = await once(child, "message");
  const port = portOf(message);
  const order = (what: ReceiverOrder) => child.send(what);
  return {
    urlOf: (at) => `http://127.0.0.1:${port}${at}`,
    learn: (secrets) => order({ secrets: [...secrets] }),
    arrivals: async (file) => {
      const written = once(child, "message");
      order({ writeTo: file });
      await written;
      return readArrivals(file);
    },
    stop: async () => {
      const exit = once(child, "exit");
      child.disconnect();
      await exit;
    },
  };
}

function portOf(message: unknown): number {
  if (
    typeof message === "object" &&
    message !== null &&
    "port" in message &&
    typeof message.port === "number"
  )
    return message.port;
  throw new Error("The receiver did not say its port.");
}

async function readArrivals(file: string): Promise<Arrival[]> {
  const arrivals: Arrival[] = [];
  // Our own receiver wrote them.
  for await (const line of createInterface({ input: createReadStream(file) }))
    arrivals.push(JSON.parse(line));
  return arrivals;
}
