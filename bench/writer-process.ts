import { setTimeout as sleep } from "node:timers/promises";
import { Database } from "@wth/database";
import { recordEvent } from "@wth/server/events/record-event.ts";
import { newestVersion } from "@wth/server/versions/pinned-version.ts";
import { monotonicMs } from "./clock.ts";
import type { WriterOrder, Written } from "./writer.ts";

// Records events at a steady rate, each in a transaction of its own as the API does, and says when each was committed.
// The rate is kept whatever the transactions take: one that is slow does not put off the next.

/** As many as a server's process opens. */
const CONNECTIONS = 20;
/** An order's event is about this large. */
const data = { object: { message: "x".repeat(600) } };

async function write({ url, integrationIds, rate, count }: WriterOrder): Promise<Written[]> {
  const database = new Database({ url, applicationName: "wth-bench-writer", maxConnections: CONNECTIONS });
  const writing: Promise<Written>[] = [];
  for (const startedAt = monotonicMs(); writing.length < count; await sleep(1)) {
    const due = Math.min(count, Math.floor(((monotonicMs() - startedAt) * rate) / 1_000));
    while (writing.length < due) {
      const integrationId = integrationIds[writing.length % integrationIds.length] ?? "";
      writing.push(record(database, integrationId));
    }
  }
  const written = await Promise.all(writing);
  await database.close();
  return written;
}

async function record(database: Database, integrationId: string): Promise<Written> {
  const context = { integrationId, apiVersion: newestVersion, livemode: true };
  const { id, workedAt } = await database.transaction(async (tx) => {
    const { id } = await recordEvent(tx, "integration.test_event", data, context);
    return { id, workedAt: monotonicMs() };
  });
  return [id, workedAt, monotonicMs()];
}

process.on("message", (order: WriterOrder) => {
  void write(order).then((written) => {
    process.send?.(written, () => process.disconnect());
  });
});
process.on("disconnect", () => process.exit(0));
