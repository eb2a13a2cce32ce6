import { createServer, type Socket } from "node:net";

/** A server that speaks whatever bytes a test wants, for receivers that no HTTP library would play. */
export interface TcpServer {
  port: number;
  /** `http://127.0.0.1:<port>/webhooks/wth`. */
  url: string;
  /** The connections accepted so far, in order. */
  sockets: Socket[];
  close(): Promise<void>;
}

/**
 * Starts one on a free port of 127.0.0.1.
 *
 * @param onConnection what to do with each connection; `number` counts from 1.
 */
export async function startTcpServer(
  onConnection: (socket: Socket, number: number) => void,
): Promise<TcpServer> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    // Whoever called may hang up at any time.
    socket.on("error", () => {});
    onConnection(socket, sockets.push(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("A TCP server has an address.");
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}/webhooks/wth`,
    sockets,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A handler of connections that calls `answer` with each HTTP request, once all of it has arrived. */
export function onRequest(answer: (socket: Socket, request: string) => unknown): (socket: Socket) => void {
  return (socket) => {
    let text = "";
    socket.setEncoding("latin1").on("data", (chunk) => {
      text += chunk;
      const [head = "", body] = text.split("\r\n\r\n", 2);
      if (body === undefined) return;
      const end = head.length + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
      if (text.length < end) return;
      const request = text.slice(0, end);
      text = text.slice(end);
      answer(socket, request);
    });
  };
}
