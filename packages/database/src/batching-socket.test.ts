import { createServer, type Server } from "node:net";
import { afterEach, expect, it } from "vitest";
import { BatchingSocket } from "./batching-socket.ts";

let server: Server;
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Connects to a server that remembers each piece as the kernel handed it over, and hangs up at the end. */
async function connect(): Promise<{ socket: BatchingSocket; pieces: string[]; ended: Promise<void> }> {
  const pieces: string[] = [];
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  server = createServer((peer) => {
    peer.on("data", (piece) => pieces.push(piece.toString()));
    peer.on("end", () => peer.end(end));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const socket = new BatchingSocket();
  await new Promise<void>((resolve) => socket.connect(address.port, "127.0.0.1", resolve));
  return { socket, pieces, ended };
}

it("sends what is written within one turn in one piece, and in order", async () => {
  const { socket, pieces, ended } = await connect();
  for (const word of ["Parse ", "Bind ", "Execute ", "Sync"]) socket.write(word);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(pieces).toEqual(["Parse Bind Execute Sync"]);
  socket.write("next");
  socket.end();
  await ended;
  expect(pieces).toEqual(["Parse Bind Execute Sync", "next"]);
});

it("calls back for each write, with and without an encoding", async () => {
  const { socket, pieces, ended } = await connect();
  const written: string[] = [];
  await Promise.all([
    new Promise<void>((resolve) => socket.write("a", () => resolve(void written.push("a")))),
    new Promise<void>((resolve) => socket.write("62", "hex", () => resolve(void written.push("b")))),
  ]);
  expect(written).toEqual(["a", "b"]);
  socket.end();
  await ended;
  expect(pieces.join("")).toBe("ab");
});

it("sends what was written in the turn that ends it", async () => {
  const { socket, pieces, ended } = await connect();
  socket.write("last words");
  socket.end();
  await ended;
  expect(pieces).toEqual(["last words"]);
});
