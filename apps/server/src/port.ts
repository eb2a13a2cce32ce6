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
      const reason = cause.code === "EADDRINUSE" ? "is taken" : `cannot be used (${cause.code})`;
      const advice = `Stop what uses it, or choose another, for example: ${variable}=${port + 1} npm start`;
      reject(new PortTakenError(`Port ${port} on ${host} ${reason}. ${advice}`, { cause }));
    });
    probe.listen(port, host, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
