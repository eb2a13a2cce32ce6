import { createServer } from "node:http";

// The receiver of the delivery benchmarks, in a process of its own: answers 200 to everything but /hang, which it never
// answers, and tells its parent when each delivery was complete if it is asked to. The clock is the machine's monotonic one, which processes share.
const report = process.argv.includes("--report");

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    const at = process.hrtime.bigint();
    if (request.url === "/hang") return;
    response.end("ok");
    if (report) process.send?.({ eventId: request.headers["x-wth-event-id"], at: String(at) });
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.send?.({ port: address.port });
});
process.on("disconnect", () => process.exit(0));
