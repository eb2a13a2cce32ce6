import { readFileSync } from "node:fs";
import { createServer } from "node:net";

/** Whether a port of 127.0.0.1 can be listened on now; port 0 asks for any. Resolves to the port, or null. */
export function claimablePort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === "object" && address !== null ? address.port : null;
      server.close(() => resolve(found));
    });
  });
}

/** The port kept in a file by an earlier start, or null. */
export function rememberedPort(path: string): number | null {
  try {
    const port = Number(readFileSync(path, "utf8"));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
  } catch {
    return null;
  }
}
