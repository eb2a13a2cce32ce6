import { createServer } from "node:net";

/** The port is in use; the message says how to choose another. */
export class PortTakenError extends Error {
  override name = "PortTakenError";
}

/**
 * Makes sure that a port can be listened on, before anything slow is started.
 *
 * @param variable the one to choose another with.
 * @throws {PortTakenError} when it is taken, or not for this user.
 */
export async function assertPortFree(host: string, port: number, variable = "PORT"): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (cause: NodeJS.ErrnoException) => {
      reject(new PortTakenError(explain(cause.code, host, port, variable), { cause }));
    });
    probe.listen(port, host, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

function explain(code: string | undefined, host: string, port: number, variable: string): string {
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `This machine has no address ${host} to listen on. Set HOST to one of its own: 127.0.0.1, or 0.0.0.0 for all.`;
  const reason = code === "EADDRINUSE" ? "is taken" : `cannot be used (${code})`;
  return `Port ${port} on ${host} ${reason}. Stop what uses it, or choose another, for example: ${variable}=${port + 1} npm start`;
}
