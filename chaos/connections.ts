import { subscribe } from "node:diagnostics_channel";
import { writeSync } from "node:fs";
import { Socket } from "node:net";

// Loaded into each worker before the server's own program (`--import`): tells the parent, over descriptor 3, from which
// port each connection was opened, so that every request can be laid to the process that sent it. Written at once and
// before the request, so that it outlives a kill -9.

const REPORT = 3;

subscribe("net.client.socket", (message) => {
  if (typeof message !== "object" || message === null || !("socket" in message)) return;
  const { socket } = message;
  if (!(socket instanceof Socket)) return;
  socket.once("connect", () => {
    // A Unix socket has none.
    if (socket.localPort !== undefined) writeSync(REPORT, `${socket.localPort} ${Date.now()}\n`);
  });
});
