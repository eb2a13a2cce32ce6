/** What an {@link EventStore} knows about an event. */
export type EventState = "new" | "running" | "done";

/** Remembers which events were handled: a table, or keys of a cache that outlives the process. */
export interface EventStore {
  /**
   * Looks an event up and, if it is new, notes that it is being handled, both at once: of two calls for the same new event
   * only one may answer `new`. Let the note expire (after a minute, say), so that an event whose handler was killed becomes
   * new again.
   */
  begin(eventId: string): EventState | Promise<EventState>;
  /** Notes for good, or for longer than the platform retries (38 hours), that an event was handled. */
  commit(eventId: string): unknown;
  /** Forgets that an event is being handled, so that its next delivery begins anew. */
  rollback(eventId: string): unknown;
}

/** The same event is being handled at this moment. Answered with a 503 by Express and Fastify; it will be delivered again. */
export class EventRunningError extends Error {
  override readonly name = "EventRunningError";
  /** Read by Express and Fastify. */
  readonly statusCode = 503;

  constructor(eventId: string) {
    super(`${eventId} is being handled at this moment: let this delivery fail, so that it comes again`);
  }
}

/**
 * Makes a handler do its work once for each event, however often it is delivered. An event counts as handled only after the
 * handler has succeeded: what it throws passes, and the next delivery tries again. Where the work is done in one database,
 * a row in the work's own transaction is better still, since nothing can come between the two: see the README.
 *
 * A replay asked for by hand carries the same event id, and is skipped like any repetition.
 *
 * @throws (rejects) {@link EventRunningError} while another delivery of the event is being handled
 *
 * @example
 * app.post("/webhooks/wth", webhookHandler({ secrets }, handleOnce(store, (event) => ship(event))));
 */
export function handleOnce<Event extends { readonly id: string }, Rest extends unknown[]>(
  store: EventStore,
  handler: (event: Event, ...rest: Rest) => unknown,
): (event: Event, ...rest: Rest) => Promise<void> {
  return async (event, ...rest) => {
    const state = await store.begin(event.id);
    if (state === "done") return;
    if (state !== "new") throw new EventRunningError(event.id);
    try {
      await handler(event, ...rest);
    } catch (error) {
      await store.rollback(event.id);
      throw error;
    }
    await store.commit(event.id);
  };
}

/**
 * An {@link EventStore} in the memory of one process, for tests and for receivers whose work may be done again after a
 * restart.
 *
 * @param keepSeconds how long an event counts as handled. Default: three days, longer than the platform retries
 */
export function memoryEventStore(keepSeconds = 3 * 24 * 60 * 60): EventStore {
  const running = new Set<string>();
  /** Event id → when it may be forgotten, in milliseconds; in the order of insertion, which is that of the times. */
  const done = new Map<string, number>();
  return {
    begin(eventId) {
      for (const [id, expiry] of done) {
        if (expiry > Date.now()) break;
        done.delete(id);
      }
      if (done.has(eventId)) return "done";
      if (running.has(eventId)) return "running";
      running.add(eventId);
      return "new";
    },
    commit(eventId) {
      running.delete(eventId);
      done.set(eventId, Date.now() + keepSeconds * 1000);
    },
    rollback(eventId) {
      running.delete(eventId);
    },
  };
}
