import { eventTypes } from "@wth/contract";
import { getEvent, listEvents, logWindow, readLogPage, run } from "@wth/database";
import { serializeDelivery } from "../deliveries/serialize.ts";
import { decodeCursor, listEnvelope, pageSize } from "../http/cursor.ts";
import { notFound } from "../http/errors.ts";
import type { Handlers } from "../http/route.ts";
import type { Services } from "../services.ts";
import { parseEventId } from "./event-id.ts";
import { replay } from "./replay.ts";
import { serializeEvent } from "./serialize.ts";

/** `/events`: what has happened in the last 30 days, delivered or not. Each mode has its own. */
export function eventHandlers({ database }: Services): Handlers {
  return {
    listEvents: async ({ query }, { integrationId, livemode }) => {
      const limit = pageSize(query.limit);
      const cursor = query.after === undefined ? null : decodeCursor("events", query.after);
      const createdAfter = query.created_after === undefined ? null : new Date(query.created_after);
      const types = query.type === undefined ? eventTypes : [query.type];
      const window = logWindow(database.retentionDays, cursor, createdAfter);
      const rows = await readLogPage(window, limit + 1, (part, most) =>
        run(database.logPool, listEvents, [integrationId, livemode, types, most, ...part]),
      );
      return { status: 200, body: listEnvelope("events", rows, limit, serializeEvent) };
    },

    getEvent: async ({ path }, { integrationId, livemode }) => {
      const [row] = await run(database.logPool, getEvent, [idOf(path), integrationId, livemode]);
      if (row === undefined) throw notFound();
      return { status: 200, body: serializeEvent(row) };
    },

    replayEvent: async ({ path }, { integrationId, livemode }, tx) => {
      const delivery = await replay(tx, [idOf(path), integrationId, livemode]);
      return { status: 202, body: serializeDelivery(delivery) };
    },
  };
}

function idOf({ id }: { id: string }): string {
  const uuid = parseEventId(id);
  if (uuid === null) throw notFound();
  return uuid;
}
