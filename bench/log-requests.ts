import { eventTypes } from "@wth/contract";
import { addDays, type Database, DeliveryStatus, lowestIdAt, randomIdAt, timeOfId } from "@wth/database";
import { formatEventId } from "@wth/server/events/event-id.ts";
import { encodeCursor } from "@wth/server/http/cursor.ts";
import type { BenchDealer } from "./dealers.ts";
import { LOG_DAYS } from "./log-rows.ts";

/** What a request is made of at random. */
interface Choice {
  /** A delivery of the dealer's, and its event. */
  deliveryId: string;
  eventId: string;
}

/** A request for a part of the log, another one each time. */
export interface LogRequest {
  name: string;
  path(choice: Choice): string;
}

const anyOf = <T>(values: readonly T[]): T => values[Math.floor(Math.random() * values.length)] as T; // safe: never empty
const anyTime = (days: number) => addDays(new Date(), -Math.random() * days);
const deliveries = (query: Record<string, string>) => `/webhook_deliveries?${new URLSearchParams(query)}`;
const events = (query: Record<string, string>) => `/events?${new URLSearchParams(query)}`;
const cursor = (list: "events" | "webhook_deliveries") => {
  const id = randomIdAt(anyTime(LOG_DAYS));
  return encodeCursor(list, { id, at: timeOfId(id) });
};
const after = (days: number) => ({ created_after: anyTime(days).toISOString() });

/** Every way to look into the log. */
export const logRequests: readonly LogRequest[] = [
  { name: "deliveries", path: () => deliveries({}) },
  { name: "a hundred deliveries", path: () => deliveries({ limit: "100" }) },
  ...Object.values(DeliveryStatus).map((status) => ({
    name: `deliveries, ${status}`,
    path: () => deliveries({ status }),
  })),
  ...eventTypes.map((type) => ({ name: `deliveries, ${type}`, path: () => deliveries({ type }) })),
  {
    name: "deliveries, status and type",
    path: () => deliveries({ status: anyOf(Object.values(DeliveryStatus)), type: anyOf(eventTypes) }),
  },
  { name: "deliveries of an event", path: ({ eventId }) => deliveries({ event_id: eventId }) },
  { name: "deliveries, created after (an hour)", path: () => deliveries(after(1 / 24)) },
  { name: "deliveries, created after (30 days)", path: () => deliveries(after(LOG_DAYS)) },
  {
    name: "deliveries, status and created after",
    path: () => deliveries({ status: anyOf(Object.values(DeliveryStatus)), ...after(LOG_DAYS) }),
  },
  { name: "deliveries, a later page", path: () => deliveries({ after: cursor("webhook_deliveries") }) },
  {
    name: "deliveries, a later page of a status",
    path: () =>
      deliveries({ status: anyOf(Object.values(DeliveryStatus)), after: cursor("webhook_deliveries") }),
  },
  { name: "a delivery", path: ({ deliveryId }) => `/webhook_deliveries/${deliveryId}` },
  { name: "events", path: () => events({}) },
  { name: "events of a type", path: () => events({ type: anyOf(eventTypes) }) },
  { name: "events, created after (30 days)", path: () => events(after(LOG_DAYS)) },
  { name: "events, a later page", path: () => events({ after: cursor("events") }) },
  { name: "an event", path: ({ eventId }) => `/events/${eventId}` },
];

/** Reads deliveries of a dealer's, from anywhere in the log. */
export async function chooseDeliveries(
  database: Database,
  { integrationId }: BenchDealer,
  count: number,
): Promise<Choice[]> {
  const choices: Choice[] = [];
  for (let chosen = 0; chosen < count; chosen += 1) {
    const { rows } = await database.logPool.query<{ id: string; event_id: string }>({
      name: "choose_delivery",
      text: `SELECT id, event_id FROM webhook_deliveries
             WHERE integration_id = $1 AND livemode AND event_type = $2 AND expected_status = 'delivered' AND id < $3
             ORDER BY id DESC LIMIT 1`,
      values: [integrationId, eventTypes[0], lowestIdAt(anyTime(LOG_DAYS - 5))],
    });
    const [row] = rows;
    if (row !== undefined) choices.push({ deliveryId: row.id, eventId: formatEventId(row.event_id) });
  }
  if (choices.length === 0) throw new Error("The dealer has no deliveries.");
  return choices;
}

/** What came of asking. */
export interface Answers {
  /** How long each took, in ms, from the request to the end of its body. */
  times: number[];
  /** How many rows they had in all; a detail is one. */
  rows: number;
}

/** Asks for the same a number of times, each time for another part. */
export async function timeRequest(
  base: string,
  { apiKey }: BenchDealer,
  request: LogRequest,
  choices: readonly Choice[],
  samples: number,
): Promise<Answers> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const answers: Answers = { times: [], rows: 0 };
  for (let sample = 0; sample < samples; sample += 1) {
    const path = request.path(anyOf(choices));
    const startedAt = performance.now();
    const response = await fetch(base + path, { headers });
    const text = await response.text();
    answers.times.push(performance.now() - startedAt);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    const { data }: { data?: unknown } = JSON.parse(text);
    answers.rows += Array.isArray(data) ? data.length : 1;
  }
  return answers;
}
