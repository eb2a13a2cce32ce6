import { setTimeout as sleep } from "node:timers/promises";
import { Database, type Transaction } from "@wth/database";
import { recordEvent, recordEvents } from "@wth/server/events/record-event.ts";
import { newestVersion } from "@wth/server/versions/pinned-version.ts";
import { messageOf } from "./batches.ts";
import { Random } from "./random.ts";
import type { WriterNote, WriterOrder } from "./writers.ts";

// A writer: commits small batches of events as the API does, and says after each commit that it is done. It may be
// killed between the two, so that a batch that was not spoken of is either there in full or not at all.

const LARGEST_BATCH = 20;
/** The part of transactions that are rolled back after their events were recorded. */
const ROLLED_BACK = 0.02;
/** After a transaction failed: the database is away. */
const RETRY_MS = 200;

class Rollback extends Error {}

let stopping = false;
const note = (what: WriterNote) => process.send?.(what);

async function write({
  url,
  name,
  seed,
  lanes,
  eventsPerSecond,
  integrationIds,
}: WriterOrder): Promise<void> {
  const database = new Database({ url, applicationName: "wth-chaos-writer", maxConnections: lanes + 1 });
  let batches = 0;
  const lane = async (random: Random) => {
    // What an outage has held up is made up for.
    for (let next = performance.now(); !stopping; await sleep(Math.max(0, next - performance.now()))) {
      batches += 1;
      const size = random.integer(1, LARGEST_BATCH);
      const batch = `${name}.${batches}`;
      const integrationId = random.pick(integrationIds) ?? "";
      const rollBack = random.next() < ROLLED_BACK;
      note(await commit(database, { batch, size, integrationId, rollBack, random }));
      next += (size / eventsPerSecond) * lanes * 1_000;
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, index) => lane(new Random(seed + index))));
  await database.close();
  process.disconnect();
}

interface Batch {
  batch: string;
  size: number;
  integrationId: string;
  rollBack: boolean;
  random: Random;
}

async function commit(database: Database, { batch, size, rollBack, ...more }: Batch): Promise<WriterNote> {
  try {
    await database.transaction((tx) => record(tx, { batch, size, rollBack, ...more }));
    return { committed: batch, size };
  } catch (error) {
    if (error instanceof Rollback) return { rolledBack: batch };
    await sleep(RETRY_MS);
    return rollBack ? { rolledBack: batch } : { failed: batch };
  }
}

async function record(
  tx: Transaction,
  { batch, size, integrationId, rollBack, random }: Batch,
): Promise<void> {
  const context = { integrationId, apiVersion: newestVersion, livemode: true };
  const data = Array.from({ length: size }, (_, index) => {
    const padding = "x".repeat(random.integer(0, 900));
    return { object: { message: messageOf({ batch, index, size }, padding) } };
  });
  if (!rollBack) {
    recordEvents(
      tx,
      data.map((each) => ({ type: "integration.test_event", data: each })),
      context,
    );
    return;
  }
  for (const each of data) await recordEvent(tx, "integration.test_event", each, context);
  throw new Rollback();
}

process.on("message", (order: WriterOrder | "stop") => {
  if (order === "stop") stopping = true;
  else void write(order);
});
process.on("disconnect", () => {
  if (!stopping) process.exit(1);
});
