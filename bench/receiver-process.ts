import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { monotonicMs } from "./clock.ts";
import type { Arrivals, Received } from "./receivers.ts";

// The receiver of the delivery benchmarks, in a process of its own: answers 200 to everything but /hang, which it never
// answers. It tells its parent of each delivery that is complete (`--report`), or keeps when each was until it is asked
// (`--keep`). With `--take MS` every answer takes that long. The clock is the machine's monotonic one, which processes
// share.

/** Many workers may connect at once. */
const BACKLOG = 8_192;

const { values } = parseArgs({
  options: {
    report: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    take: { type: "string", default: "0" },
  },
});
const takeMs = Number(values.take);
let count = 0;
const arrivals: [eventId: string, at: number][] = [];

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    const at = process.hrtime.bigint();
    count += 1;
    if (request.url === "/hang") return;
    if (takeMs > 0) setTimeout(() => response.end("ok"), takeMs);
    else response.end("ok");
    const eventId = request.headers["x-wth-event-id"];
    if (values.report) process.send?.({ eventId, at: String(at) });
    if (values.keep) arrivals.push([String(eventId), Number(at) / 1e6]);
  });
});
server.keepAliveTimeout = 60_000;
server.listen({ port: 0, host: "127.0.0.1", backlog: BACKLOG }, () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.send?.({ port: address.port });
});
process.on("message", (question: "count" | "arrivals") => {
  if (question === "count") process.send?.({ count, at: monotonicMs() } satisfies Received);
  else process.send?.(arrivals.splice(0) satisfies Arrivals);
});
process.on("disconnect", () => process.exit(0));
