import type { AttemptFact, DeliveryFact, EventFact, Facts } from "./facts.ts";
import type { Arrival } from "./receiver.ts";
import type { WorkerLife } from "./workers.ts";

/** The requests that came for one attempt of one delivery, in the order of their arrival. */
export interface Arrived {
  deliveryId: string;
  attempt: number;
  arrivals: readonly Arrival[];
  /** The attempt in the log; null if it is not there. */
  logged: AttemptFact | null;
  /** Which of the requests the log speaks of; null if of none. */
  recorded: Arrival | null;
}

/** The facts, ready to be looked up. */
export interface View extends Facts {
  eventOf: ReadonlyMap<string, EventFact>;
  deliveryOf: ReadonlyMap<string, DeliveryFact>;
  /** The logged attempts by delivery, in the order of their numbers. */
  attemptsOf: ReadonlyMap<string, readonly AttemptFact[]>;
  /** What arrived, by delivery and attempt. */
  arrived: readonly Arrived[];
  /** The same for one attempt; undefined if nothing arrived for it. */
  arrivedFor(deliveryId: string, attempt: number): Arrived | undefined;
  /** The worker that sent a request; undefined if its connection is not known. */
  senderOf(arrival: Arrival): WorkerLife | undefined;
}

/** Puts the facts into order. */
export function viewOf(facts: Facts): View {
  const attemptsOf = groupBy(facts.attempts, ({ deliveryId }) => deliveryId);
  const logged = new Map(facts.attempts.map((each) => [keyOf(each.deliveryId, each.number), each]));
  const byAttempt = groupBy(facts.arrivals, ({ deliveryId, attempt }) => keyOf(deliveryId, attempt));
  const arrivedFor = new Map(
    [...byAttempt].map(([key, arrivals]) => [key, arrivedOf(arrivals, logged.get(key) ?? null)] as const),
  );
  return {
    ...facts,
    eventOf: new Map(facts.events.map((event) => [event.id, event])),
    deliveryOf: new Map(facts.deliveries.map((delivery) => [delivery.id, delivery])),
    attemptsOf: new Map(
      [...attemptsOf].map(([id, list]) => [id, list.toSorted((a, b) => a.number - b.number)]),
    ),
    arrived: [...arrivedFor.values()],
    arrivedFor: (deliveryId, attempt) => arrivedFor.get(keyOf(deliveryId, attempt)),
    senderOf: senders(facts),
  };
}

const keyOf = (deliveryId: string, attempt: number) => `${deliveryId} ${attempt}`;

/** The log's time is from before the request was sent, so that it speaks of the first that came at or after it. */
function arrivedOf(unsorted: readonly Arrival[], logged: AttemptFact | null): Arrived {
  const arrivals = unsorted.toSorted((a, b) => a.at - b.at);
  const { deliveryId, attempt } = arrivals[0] ?? { deliveryId: "", attempt: 0 };
  const recorded = logged === null ? null : (arrivals.find(({ at }) => at >= logged.at) ?? null);
  return { deliveryId, attempt, arrivals, logged, recorded };
}

/** A port is used again in time: it belongs to whoever opened it last before the request came. */
function senders({ lives, opened }: Facts): View["senderOf"] {
  const lifeOf = new Map(lives.map((life) => [life.name, life]));
  const openedAt = groupBy(opened, ({ port }) => String(port));
  return ({ port, at }) => {
    const before = (openedAt.get(String(port)) ?? []).filter((each) => each.at <= at);
    const last = before.reduce<(typeof before)[number] | undefined>(
      (latest, each) => (latest === undefined || each.at >= latest.at ? each : latest),
      undefined,
    );
    return last === undefined ? undefined : lifeOf.get(last.worker);
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
