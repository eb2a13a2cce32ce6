import path from "node:path";
import { ask, end, forkModule } from "./child.ts";

/** What a writer is to do. */
export interface WriterOrder {
  /** Of the database. */
  url: string;
  /** Whose events they are, in turn. */
  integrationIds: readonly string[];
  /** Events a second. */
  rate: number;
  count: number;
}

/** An event, when its transaction was about to commit, and when that was done (monotonic, ms). */
export type Written = [eventId: string, workedAt: number, committedAt: number];

/** Records events at a steady rate, from a process of its own and through the transaction that the API uses. */
export async function writeEvents(order: WriterOrder): Promise<Written[]> {
  const writer = forkModule(path.join(import.meta.dirname, "writer-process.ts"), {});
  try {
    return await ask<Written[]>(writer, order, "The writer");
  } finally {
    await end(writer);
  }
}
