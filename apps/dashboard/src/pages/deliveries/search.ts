import { eventTypes } from "@watchtraderhub/webhook-verifier";
import type { Schemas } from "../../api/client.ts";

type Status = Schemas["WebhookDeliveryStatus"];
type EventType = Schemas["EventType"];

/** Every status, in the order in which the filter offers them. */
export const STATUSES: readonly Status[] = [
  "delivered",
  "pending",
  "failed",
  "dead_letter",
  "suppressed",
  "cancelled",
];

/** Every event type, in the order of the catalogue. */
export const EVENT_TYPES: readonly EventType[] = eventTypes;

/** The times that the filter offers, in hours back from now. */
export const PERIODS = { "1h": 1, "24h": 24, "7d": 168 } as const;
/** One of them. */
export type Period = keyof typeof PERIODS;

const VIEWS = ["causes", "charts"] as const;

/** What latest attempts came to, as the filter offers it; a link can name any status of HTTP too. */
export const OUTCOMES = ["2xx", "3xx", "4xx", "5xx", "network_error"] as const;
const OUTCOME = /^([2-5]xx|[1-5]\d\d|[a-z]{2,20}(_[a-z]{2,20}){0,3})$/;

/** What the URL of the page says. */
export interface DeliveriesSearch {
  /** What is shown in place of the list. */
  view?: (typeof VIEWS)[number];
  status?: Status;
  type?: EventType;
  /** What the latest attempt came to: a status of HTTP, a class of them, `network_error` or a kind of it. */
  outcome?: string;
  /** The id of a delivery or an event, or a text in the body. */
  id?: string;
  period?: Period;
  /** Between two moments, in RFC 3339; not together with a period. */
  from?: string;
  to?: string;
  /** Where the page of the list begins. */
  after?: string;
  /** The id of the delivery that is open. */
  delivery?: string;
}

/** Reads it; what is not understood is left out. */
export function deliveriesSearch(search: Readonly<Record<string, unknown>>): DeliveriesSearch {
  const period = oneOf(Object.keys(PERIODS), search.period);
  const from = period === undefined ? momentOf(search.from) : undefined;
  const to = period === undefined ? momentOf(search.to) : undefined;
  return defined({
    view: VIEWS.find((view) => view === search.view),
    status: STATUSES.find((status) => status === search.status),
    type: EVENT_TYPES.find((type) => type === search.type),
    outcome: OUTCOME.test(textOf(search.outcome) ?? "") ? textOf(search.outcome) : undefined,
    id: textOf(search.id),
    period: period === "1h" || period === "24h" || period === "7d" ? period : undefined,
    from,
    to,
    after: textOf(search.after),
    delivery: textOf(search.delivery),
  });
}

/**
 * What the API is asked for.
 *
 * @param now to the minute, so that the same question is asked for a while.
 */
export function listQuery({ status, type, outcome, id, after, ...time }: DeliveriesSearch, now: number) {
  return { limit: 50, ...defined({ status, type, outcome, id, after }), ...timeOf(time, now) };
}

/**
 * What is failed or a dead letter among what the filters leave, as a recovery takes it; null where that cannot be, because
 * they leave nothing that has failed, or look for a text.
 */
export function failedSelection(
  { status, type, outcome, id, ...time }: DeliveriesSearch,
  mode: "live" | "both",
  now: number,
): Schemas["FailedSelection"] | null {
  if (id !== undefined || outcome?.startsWith("2") === true) return null;
  if (status !== undefined && status !== "failed" && status !== "dead_letter") return null;
  const statuses: Schemas["FailedSelection"]["statuses"] =
    status === undefined ? ["failed", "dead_letter"] : [status];
  const types = type === undefined ? undefined : [type];
  return { kind: "failed", mode, statuses, ...defined({ types, outcome }), ...timeOf(time, now) };
}

function timeOf({ period, from, to }: Pick<DeliveriesSearch, "period" | "from" | "to">, now: number) {
  const since = period === undefined ? from : new Date(now - PERIODS[period] * 3_600_000).toISOString();
  return defined({ created_after: since, created_before: to });
}

/** Whether the list is narrowed by anything. */
export function isFiltered({ status, type, outcome, id, period, from, to }: DeliveriesSearch): boolean {
  return [status, type, outcome, id, period, from, to].some((filter) => filter !== undefined);
}

/** A moment as a field for local times shows it, and back. */
export const toLocal = (moment: string | undefined) => {
  if (moment === undefined) return "";
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** A local time as the field gives it, as a moment; empty: none. */
export const fromLocal = (text: string) =>
  text === "" || Number.isNaN(Date.parse(text)) ? "" : new Date(text).toISOString();

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without the fields that are undefined. */
function defined<T extends object>(fields: T): Defined<T> {
  // Safe: what is left out is what the type says may be missing.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function oneOf(values: readonly string[], value: unknown): string | undefined {
  return values.find((each) => each === value);
}

/** The router reads what looks like a number, or like true, as one. */
function textOf(value: unknown): string | undefined {
  const isText = ["string", "number", "boolean"].includes(typeof value);
  return isText && value !== "" ? String(value) : undefined;
}

function momentOf(value: unknown): string | undefined {
  return typeof value === "string" && !Number.isNaN(Date.parse(value))
    ? new Date(value).toISOString()
    : undefined;
}
